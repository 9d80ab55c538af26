import { link, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { placeNew, replaceFile, writeNew } from "./place-file.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tongcha-place-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** What file systems without hard links say: exFAT and FAT, FUSE, network shares. */
const REFUSALS = ["EPERM", "ENOSYS", "ENOTSUP", "EOPNOTSUPP"];
const refusing = (code: string) => (): Promise<never> =>
  Promise.reject(Object.assign(new Error(code), { code }));

test.each([["links", link] as const, ...REFUSALS.map((code) => [code, refusing(code)] as const)])(
  "where the file system says %s a draft gets its name whole, and never in the place of another file",
  async (name, linkFile) => {
    const [draft, path] = [join(folder, `${name}.draft`), join(folder, name)];
    await writeFile(draft, "first");
    await placeNew(draft, path, linkFile);
    expect(await readFile(path, "utf8")).toBe("first");
    await rm(draft, { force: true });
    await writeFile(draft, "second");
    await expect(placeNew(draft, path, linkFile)).rejects.toMatchObject({ code: "EEXIST" });
    expect(await readFile(path, "utf8")).toBe("first");
    expect(await readFile(draft, "utf8")).toBe("second");
  },
);

test("a draft that cannot get its name leaves no empty file of that name", async () => {
  const path = join(folder, "left");
  await expect(placeNew(join(folder, "none"), path, refusing("EPERM"))).rejects.toMatchObject({
    code: "ENOENT",
  });
  await expect(placeNew(join(folder, "none"), path, refusing("EIO"))).rejects.toMatchObject({ code: "EIO" });
  expect(await readdir(folder)).not.toContain("left");
});

test("of many that write one file at once one has its way, whole, and nothing is left of the others", async () => {
  const path = join(folder, "many");
  const texts = Array.from({ length: 20 }, (_, at) => String(at).repeat(10_000));
  const settled = await Promise.allSettled(texts.map((text) => writeNew(path, text)));
  expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(texts).toContain(await readFile(path, "utf8"));
  await replaceFile(path, "other");
  expect(await readFile(path, "utf8")).toBe("other");
  expect((await readdir(folder)).filter((name) => name.startsWith("many"))).toEqual(["many"]);
});
