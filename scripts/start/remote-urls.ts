/** Addresses of the subgraphs that other processes serve. */
import { HubError } from "#schema/errors.js";
import type { Subgraph } from "../../services/kit/graph/serve/define-subgraph.js";
import type { Settings } from "./settings.js";

/**
 * Addresses of remote subgraphs; for a gateway before a hub, a subgraph that SUBGRAPH_URLS does not name is
 * at the hub.
 */
export function remoteUrls(
  { hubUrl, subgraphUrls }: Pick<Settings, "hubUrl" | "subgraphUrls">,
  found: readonly Subgraph[],
): ReadonlyMap<string, string> {
  const names = found.map(({ name }) => name);
  if ([...subgraphUrls.keys()].some((name) => !names.includes(name)))
    throw new HubError("SETTING_INVALID", {
      name: "SUBGRAPH_URLS",
      reason: `子图有：${names.join("、")}`,
      reasonEn: `of these subgraphs: ${names.join(", ")}`,
    });
  const atHub =
    hubUrl === null ? [] : names.map((name) => [name, new URL(`/${name}/graphql`, hubUrl).href] as const);
  return new Map([...atHub, ...subgraphUrls]);
}
