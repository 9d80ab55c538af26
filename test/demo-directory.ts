/** The directory's own samples, published: what every other feed refers to. */
import { readFile } from "node:fs/promises";
import type { TestHub } from "./start-hub.js";

const SAMPLES = new URL("../../services/directory/samples/", import.meta.url);

export async function demoDirectory(hub: TestHub): Promise<void> {
  for (const feed of ["departments", "areas"])
    await hub.publish(`directory.${feed}`, await readFile(new URL(`${feed}.zwfwj.csv`, SAMPLES)), "zwfwj");
}
