/**
 * Hive Gateway from a folder in which it is installed: it is no dependency of the project. It shares in two
 * places: equal requests under way are one execution (off unless asked for), and equal calls of a subgraph
 * under way are one call (on unless refused). Here both are on, or both are off.
 */
import { createServer, type RequestListener } from "node:http";
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { listen, type ContenderSetup } from "./contender-setup.js";

interface Gateway {
  readonly createGatewayRuntime: (
    config: object,
  ) => RequestListener & { readonly getSchema: () => Promise<unknown> };
}
interface RustPlanner {
  readonly unifiedGraphHandler: unknown;
}

export async function serveHive(
  { supergraph, hive }: ContenderSetup,
  { isRust, isShared }: { readonly isRust: boolean; readonly isShared: boolean },
): Promise<string> {
  if (hive === null) throw new Error("Hive Gateway is served from the folder that --hive names");
  const { resolve } = createRequire(join(hive, "package.json"));
  const gateway: unknown = await import(resolve("@graphql-hive/gateway"));
  if (!isGateway(gateway))
    throw new Error("This version of @graphql-hive/gateway has no createGatewayRuntime");
  const planner: unknown = isRust ? await import(resolve("@graphql-hive/router-runtime")) : null;
  if (isRust && !isRustPlanner(planner))
    throw new Error("This version of @graphql-hive/router-runtime has no unifiedGraphHandler");
  const runtime = gateway.createGatewayRuntime({
    supergraph: await readFile(supergraph, "utf8"),
    logging: false,
    ...(isRustPlanner(planner) ? { unifiedGraphHandler: planner.unifiedGraphHandler } : {}),
    inboundInflightRequestDeduplication: isShared,
    transportEntries: { "*": { options: { deduplicateInflightRequests: isShared } } },
  });
  await runtime.getSchema();
  return listen(createServer(runtime));
}

function isGateway(module: unknown): module is Gateway {
  return (
    typeof module === "object" &&
    module !== null &&
    "createGatewayRuntime" in module &&
    typeof module.createGatewayRuntime === "function"
  );
}

function isRustPlanner(module: unknown): module is RustPlanner {
  return (
    typeof module === "object" &&
    module !== null &&
    "unifiedGraphHandler" in module &&
    typeof module.unifiedGraphHandler === "function"
  );
}
