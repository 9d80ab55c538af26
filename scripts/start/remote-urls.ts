/** Where the subgraphs are that other processes serve. */
import { HubError } from "#schema/errors.js";
import type { Subgraph } from "../../services/kit/graph/serve/define-subgraph.js";
import type { Settings } from "./settings.js";

/** `name=url,name=url`; what is not named is at the hub, for a gateway before one. */
export function remoteUrls(
  { hubUrl, subgraphUrls }: Pick<Settings, "hubUrl" | "subgraphUrls">,
  found: readonly Subgraph[],
): ReadonlyMap<string, string> {
  const urls = new Map<string, string>();
  if (hubUrl !== null && !/^https?:\/\/[^/]/.test(hubUrl))
    throw new HubError("SETTING_INVALID", {
      name: "HUB_URL",
      reason: "应为 http:// 或 https:// 地址",
      reasonEn: "an http:// or https:// address",
    });
  if (hubUrl !== null) for (const { name } of found) urls.set(name, new URL(`/${name}/graphql`, hubUrl).href);
  for (const pair of subgraphUrls.split(",").filter(Boolean)) {
    const [name = "", url = ""] = pair.split(/=(.*)/s);
    if (!found.some((subgraph) => subgraph.name === name) || !URL.canParse(url))
      throw new HubError("SETTING_INVALID", {
        name: "SUBGRAPH_URLS",
        reason: `应写作“名称=地址”，名称有：${found.map((subgraph) => subgraph.name).join("、")}`,
        reasonEn: `name=url, where the names are ${found.map((subgraph) => subgraph.name).join(", ")}`,
      });
    urls.set(name, url);
  }
  return urls;
}
