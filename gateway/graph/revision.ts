/**
 * A revision of the graph, with its resources. After it is retired, it is closed when the last request on it
 * has ended.
 */
import type { DependenciesOf } from "../freshness/dependencies.js";
import type { GraphEngine } from "../engine/engine.js";
import type { SubgraphHealth } from "../subgraphs/circuit-breaker.js";
import type { HeldClients } from "../subgraphs/client-pool.js";
import type { SubgraphClient } from "../subgraphs/client-options.js";
import type { Views } from "./contracts/views.js";

export interface Revision {
  readonly number: number;
  /** Digest of all that it is made of: another history may have another revision of the number. */
  readonly digest: string;
  readonly engine: GraphEngine;
  readonly views: Views;
  readonly clients: ReadonlyMap<string, SubgraphClient>;
  /** Decides which answers may be cached, and for how long. */
  readonly dependenciesOf: DependenciesOf;
  /**
   * Holds the revision for a request; returns an idempotent function that releases it. Throws if the revision
   * has ended, because its connections are closed.
   */
  readonly hold: () => () => void;
  /** Marks the revision as no longer served. */
  readonly retire: () => void;
}

export interface RevisionParts extends Pick<
  Revision,
  "number" | "digest" | "engine" | "views" | "dependenciesOf"
> {
  readonly held: HeldClients;
  readonly onEnd: () => void;
}

export function createRevision({
  number,
  digest,
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
  // The rollout is the revision's first holder.
  return { number, digest, engine, views, dependenciesOf, clients: held.clients, hold, retire: hold() };
}

/**
 * The health of the subgraphs whose last calls failed; null for none. A subgraph in this process is always
 * healthy.
 */
export function degradedOf({
  clients,
}: Pick<Revision, "clients">): Readonly<Record<string, SubgraphHealth>> | null {
  const degraded = [...clients]
    .map(([name, { health }]) => [name, health()] as const)
    .filter(([, health]) => health !== "up");
  return degraded.length === 0 ? null : Object.fromEntries(degraded);
}
