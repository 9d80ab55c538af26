/**
 * Makes the folder of a department's own service: a copy of `template/typescript/` or `template/plain/` (one
 * file, to be read by whoever writes it in another language), with the subgraph's name instead of
 * `sample-name`. Both are sources that are compiled and run here.
 */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { HubError } from "#schema/errors.js";

export const KINDS = ["typescript", "plain"] as const;
export type Kind = (typeof KINDS)[number];

export interface NewSubgraph {
  /** Lower case letters and digits, words joined by hyphens; its types and fields begin with it. */
  readonly name: string;
  /** Is made, and must not be there yet. */
  readonly directory: string;
  readonly kind?: Kind;
}

const TEMPLATES: Readonly<Record<Kind, URL>> = {
  typescript: new URL("../../../../scripts/template/typescript/", import.meta.url),
  plain: new URL("../../../../scripts/template/plain/", import.meta.url),
};
const NAME = /^(?=.{2,63}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
/** Entries that a template's folder has after somebody built it there; they are not copied. */
const MADE = new Set(["node_modules", "dist", "package-lock.json"]);

/**
 * The files that were written, by their paths in the folder. Throws OPTION_INVALID for a name that is none
 * and a folder that is taken.
 */
export async function makeSubgraph({
  name,
  directory,
  kind = "typescript",
}: NewSubgraph): Promise<readonly string[]> {
  if (!NAME.test(name)) throw new HubError("OPTION_INVALID", { option: "<name>", wanted: "bus-lines" });
  const template = fileURLToPath(TEMPLATES[kind]);
  const files = await filesIn(template);
  await claim(directory);
  for (const file of files) {
    await mkdir(dirname(join(directory, file)), { recursive: true });
    await writeFile(join(directory, file), named(await readFile(join(template, file), "utf8"), name), {
      flag: "wx",
    });
  }
  return files;
}

async function claim(directory: string): Promise<void> {
  try {
    await mkdir(directory);
  } catch (error) {
    const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
    throw code === ""
      ? error
      : new HubError("OPTION_INVALID", {
          option: "--directory",
          wanted: `尚不存在的文件夹（${code}）`,
          wantedEn: `a folder that is not there yet (${code})`,
        });
  }
}

async function filesIn(folder: string, under = ""): Promise<readonly string[]> {
  const entries = (await readdir(join(folder, under), { withFileTypes: true })).filter(
    ({ name }) => !MADE.has(name),
  );
  const found = await Promise.all(
    entries.map(async (entry) =>
      entry.isDirectory() ? filesIn(folder, join(under, entry.name)) : [join(under, entry.name)],
    ),
  );
  return found.flat().toSorted();
}

/** `bus-lines` for `sample-name`, `BusLines` for `SampleName`, `busLines` for `sampleName`. */
function named(text: string, name: string): string {
  const pascal = name
    .split("-")
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join("");
  const camel = `${pascal.charAt(0).toLowerCase()}${pascal.slice(1)}`;
  const forms: Readonly<Record<string, string>> = {
    "sample-name": name,
    SampleName: pascal,
    sampleName: camel,
  };
  return text.replaceAll(/sample-name|SampleName|sampleName/g, (form) => forms[form] ?? form);
}
