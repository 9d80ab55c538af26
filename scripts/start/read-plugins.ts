/** Plug-ins of Apollo Server from a file of the operator's: its default export is one, or a list of them. */
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { HubError } from "#schema/errors.js";
import type { SubgraphPlugin } from "./apollo-subgraph.js";

/** Throws OPTION_INVALID for a file that has none. What the file itself throws is its own. */
export async function readPlugins(file: string): Promise<readonly SubgraphPlugin[]> {
  const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(resolve(file)).href);
  const given = module["default"];
  const plugins: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (!plugins.every(isPlugin))
    throw new HubError("OPTION_INVALID", { option: "--plugins", wanted: "export default { … } | [{ … }]" });
  return plugins;
}

/** Each hook of a plug-in is optional: any object is one. */
function isPlugin(value: unknown): value is SubgraphPlugin {
  return typeof value === "object" && value !== null;
}
