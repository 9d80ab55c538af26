/**
 * Planners for tests whose gateways have the same graph: reading it takes a process a second, so the
 * processes of a worker's last few graphs serve its next files, too. They end with the worker.
 */
import { openPlanner } from "../gateway/engine/plan/open-planner.js";
import { planApart, type PlanApart } from "../gateway/engine/plan/plan-apart.js";
import type { MakePlanner } from "../gateway/engine/plan/planner.js";

interface Shared {
  readonly apart: PlanApart;
  users: number;
}

/** Processes that nobody uses at the moment. */
const KEPT = 4;
/** By what they were started for, the one that was begun with last at the end. */
const processes = new Map<string, Shared>();

/** As a hub's own, but whoever closes one leaves its process to others. */
export const openSharedPlanner = (): Promise<MakePlanner> =>
  openPlanner((options) => {
    const key = JSON.stringify(options);
    const shared = processes.get(key) ?? { apart: planApart(options), users: 0 };
    shared.users += 1;
    processes.delete(key);
    processes.set(key, shared);
    let isOpen = true;
    return {
      ...shared.apart,
      close: () => {
        if (isOpen) shared.users -= 1;
        isOpen = false;
        closeOldest();
      },
    };
  });

function closeOldest(): void {
  const idle = [...processes].filter(([, { users }]) => users === 0);
  for (const [key, { apart }] of idle.slice(0, -KEPT)) {
    processes.delete(key);
    apart.close();
  }
}
