/** The registry in the graph: its SDL stands with those of the other subgraphs, written by hand. */
import { readFileSync } from "node:fs";

export const REGISTRY_NAME = "registry";

export const REGISTRY_SDL = readFileSync(
  new URL("../../../../schema/subgraphs/registry.graphql", import.meta.url),
  "utf8",
);
