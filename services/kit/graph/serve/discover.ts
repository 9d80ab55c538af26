/**
 * Subgraphs are found, not registered: every folder beside the kit that holds a `subgraph.js` is one. What
 * the folder's name and the plug disagree about is the developer's to mend, and said in a plain Error.
 */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { FeedContract } from "../../feed/contract.js";
import { refuseUnknownAgreements } from "../../feed/check-agreements.js";
import { refuseUnknownEvidence } from "../../feed/check-expectations.js";
import { isSubgraph, type Subgraph } from "./define-subgraph.js";

/** The compiled `services` folder. */
const SERVICES = fileURLToPath(new URL("../../../", import.meta.url));

/** In the order of their names. */
export async function discoverSubgraphs(directory: string = SERVICES): Promise<readonly Subgraph[]> {
  return loadFolders(directory, ["subgraph.js"]);
}

/** The subgraphs that have feeds: the others are not even loaded. */
export async function discoverDomains(directory: string = SERVICES): Promise<readonly Subgraph[]> {
  return loadFolders(directory, ["subgraph.js", "feeds"]);
}

/** All contracts that are code. */
export async function discoverContracts(directory: string = SERVICES): Promise<readonly FeedContract[]> {
  return (await discoverDomains(directory)).flatMap(({ feeds }) => feeds);
}

/** The folders that hold all of these. */
async function loadFolders(directory: string, needed: readonly string[]): Promise<readonly Subgraph[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const folders = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
  const found: Subgraph[] = [];
  for (const folder of folders) {
    const held = new Set(await readdir(join(directory, folder)));
    if (needed.every((name) => held.has(name))) found.push(await loadSubgraph(directory, folder));
  }
  const contracts = found.flatMap(({ feeds }) => feeds);
  refuseUnknownEvidence(contracts);
  refuseUnknownAgreements(contracts);
  return found;
}

async function loadSubgraph(directory: string, folder: string): Promise<Subgraph> {
  const module: Readonly<Record<string, unknown>> = await import(
    pathToFileURL(join(directory, folder, "subgraph.js")).href
  );
  const plug = module["default"];
  if (!isSubgraph(plug))
    throw new Error(
      `services/${folder}/subgraph.ts does not export a subgraph by default: export default defineSubgraph({ … })`,
    );
  if (plug.name !== folder)
    throw new Error(
      `services/${folder}/subgraph.ts calls itself ${plug.name}: the folder's name is the subgraph's name`,
    );
  return plug;
}
