/** Plug-ins of Apollo Server from a file of the operator's: its default export is one, or a list of them. */
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { HubError } from "#schema/errors.js";
import type { SubgraphPlugin } from "./apollo-subgraph.js";

/** Throws COMMAND_INVALID for a file that cannot be loaded, or has none. */
export async function readPlugins(file: string): Promise<readonly SubgraphPlugin[]> {
  const given = await load(file);
  const plugins: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (plugins.every(isPlugin)) return plugins;
  throw new HubError("COMMAND_INVALID", {
    reason: `${file} 未默认导出插件或插件的列表`,
    reasonEn: `${file} has neither a plug-in nor a list of them as its default export`,
  });
}

async function load(file: string): Promise<unknown> {
  try {
    const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(resolve(file)).href);
    return module["default"];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new HubError("COMMAND_INVALID", {
      reason: `插件文件 ${file} 无法加载：${why}`,
      reasonEn: `the file of plug-ins ${file} cannot be loaded: ${why}`,
    });
  }
}

/** Each hook of a plug-in is optional: any object is one. */
function isPlugin(value: unknown): value is SubgraphPlugin {
  return typeof value === "object" && value !== null;
}
