/**
 * A process that takes over the hub's graph as a gateway does: its engine, its plans, its contracts' views.
 * Sends how long one turn of its event loop worked at most, in milliseconds, for each revision after the
 * first.
 */
import { readFileSync } from "node:fs";
import { createClientPool } from "../../gateway/subgraphs/client-pool.js";
import { openPlanner } from "../../gateway/engine/plan/open-planner.js";
import { createRefusedPlans } from "../../gateway/engine/plan/refused-plans.js";
import { DEFAULT_CONTRACTS } from "../../gateway/graph/contracts/default-contracts.js";
import { applyApart } from "../../gateway/graph/contracts/apply-apart.js";
import { createRevisionPreparer } from "../../gateway/graph/prepare-revision.js";
import { watchTurns } from "../../scripts/bench/attack/turns.js";

const REVISIONS = 3;
const supergraph = readFileSync(new URL("../../../schema/supergraph.graphql", import.meta.url), "utf8");
const pool = createClientPool(
  () => {
    throw new Error("nobody is asked");
  },
  (error) => {
    throw error;
  },
);
const preparer = createRevisionPreparer({
  makePlanner: await openPlanner(),
  refused: createRefusedPlans(() => undefined),
  contracts: DEFAULT_CONTRACTS,
  applyContracts: applyApart,
  pool,
  log: () => undefined,
});
const prepare = (number: number, before: Awaited<ReturnType<typeof preparer.prepare>> | null) =>
  preparer.prepare({ number, supergraph, members: [], before, dependenciesOf: () => null });

const turns = watchTurns();
let revision = await prepare(1, null);
turns.longest();
const worked: number[] = [];
for (let number = 2; number <= REVISIONS; number += 1) {
  const next = await prepare(number, revision);
  revision.retire();
  revision = next;
  worked.push(turns.longest());
}
process.send?.(worked, () => process.exit());
