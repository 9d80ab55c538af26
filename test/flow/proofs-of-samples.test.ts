/** Every dataset that the hub has, with columns of every kind, is proved by what everybody can read. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startHub, type TestHub } from "../start-hub.js";
import { verify } from "../verify-release.js";

let hub: TestHub;
const folder = mkdtempSync(join(tmpdir(), "tongcha-proofs-"));
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
});
afterAll(async () => {
  await hub.close();
  rmSync(folder, { recursive: true });
});

async function keep(path: string): Promise<string> {
  const response = await fetch(`${hub.url}${path}`);
  expect(response.status).toBe(200);
  const file = join(folder, "kept");
  const name = `${file}${path.replaceAll("/", "-")}`;
  writeFileSync(name, Buffer.from(await response.arrayBuffer()));
  return name;
}

test("the download of each dataset is what its releases published", async () => {
  const datasets = hub.parts.contracts().map(({ id }) => id);
  expect(datasets.length).toBeGreaterThan(30);
  let records = 0;
  for (const dataset of datasets) {
    const files = [await keep(`/data/${dataset}.ndjson`), await keep(`/data/${dataset}/proof`)];
    const { said } = await verify("download", ...files, hub.url);
    expect({ dataset, said }).toEqual({ dataset, said: expect.stringMatching(/^\d+ records are what/) });
    records += Number.parseInt(said, 10);
  }
  expect(records).toBeGreaterThan(300);
});
