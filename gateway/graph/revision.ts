/**
 * One state of the graph, and all that belongs to it. When it is retired, it ends with the last request that
 * was begun on it.
 */
import type { DependenciesOf } from "../freshness/dependencies.js";
import type { GraphEngine } from "../engine/engine.js";
import type { SubgraphHealth } from "../subgraphs/circuit-breaker.js";
import type { HeldClients } from "../subgraphs/client-pool.js";
import type { SubgraphClient } from "../subgraphs/client-options.js";
import type { Views } from "./contracts/views.js";

export interface Revision {
  readonly number: number;
  readonly engine: GraphEngine;
  readonly views: Views;
  readonly clients: ReadonlyMap<string, SubgraphClient>;
  /** Decides which answers may be cached, and for how long. */
  readonly dependenciesOf: DependenciesOf;
  /**
   * For as long as a request needs it; returns what gives it back, once, however often it is called. Throws
   * when the revision has ended: its connections are gone, and nothing brings them back.
   */
  readonly hold: () => () => void;
  /** It is not the one that is served any more. */
  readonly retire: () => void;
}

export interface RevisionParts extends Pick<Revision, "number" | "engine" | "views" | "dependenciesOf"> {
  readonly held: HeldClients;
  readonly onEnd: () => void;
}

export function createRevision({
  number,
  engine,
  views,
  dependenciesOf,
  held,
  onEnd,
}: RevisionParts): Revision {
  let holders = 0;
  let hasEnded = false;
  const hold = (): (() => void) => {
    if (hasEnded) throw new Error(`Revision ${number} of the graph has ended`);
    holders += 1;
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      holders -= 1;
      if (holders > 0) return;
      hasEnded = true;
      engine.close();
      held.release();
      onEnd();
    };
  };
  // The rollout is its first holder.
  return { number, engine, views, dependenciesOf, clients: held.clients, hold, retire: hold() };
}

/**
 * The subgraphs that did not answer their last calls, and how they fare; null for none. One in this process
 * always answers.
 */
export function degradedOf({
  clients,
}: Pick<Revision, "clients">): Readonly<Record<string, SubgraphHealth>> | null {
  const degraded = [...clients]
    .map(([name, { health }]) => [name, health()] as const)
    .filter(([, health]) => health !== "up");
  return degraded.length === 0 ? null : Object.fromEntries(degraded);
}
