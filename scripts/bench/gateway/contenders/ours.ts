import { UNLIMITED_ANSWER } from "#schema/runtime/meter.js";
import { UNLIMITED_LIVE } from "../../../../gateway/limits/live-places.js";
import { openPlanner } from "../../../../gateway/engine/plan/open-planner.js";
import { openStandaloneGateway } from "../../../../gateway/open-standalone.js";
import { openSource } from "../../../../gateway/graph/source.js";
import type { ContenderSetup } from "./contender-setup.js";

export async function serveOurs(
  { supergraph }: ContenderSetup,
  { isShared }: { readonly isShared: boolean },
): Promise<string> {
  const { url } = await openStandaloneGateway({
    source: openSource(supergraph),
    contracts: [],
    makePlanner: await openPlanner(),
    host: "127.0.0.1",
    port: 0,
    subgraphTimeoutMs: 10_000,
    limits: {
      document: { selections: 100_000, depth: 50, tokens: 20_000 },
      answer: UNLIMITED_ANSWER,
      live: UNLIMITED_LIVE,
      operationTimeoutMs: 60_000,
      planningBudgetMs: 60_000,
    },
    trustedProxies: "",
    corsOrigins: "*",
    shareInFlight: isShared,
    log: (entry) => process.stderr.write(`${JSON.stringify(entry)}\n`),
  });
  return new URL(url).origin;
}
