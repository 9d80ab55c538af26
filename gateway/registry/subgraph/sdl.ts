/** The registry's subgraph SDL, which is written by hand, beside those of the other subgraphs. */
import { readFileSync } from "node:fs";

export const REGISTRY_NAME = "registry";

export const REGISTRY_SDL = readFileSync(
  new URL("../../../../schema/subgraphs/registry.graphql", import.meta.url),
  "utf8",
);
