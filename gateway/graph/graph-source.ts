/** Where the states of the graph come from, numbered from 1: the registry, or a supergraph file. */
import type { PooledSubgraph } from "../subgraphs/client-pool.js";
import type { RolloutState } from "./rollout.js";

export interface GraphSource {
  /** Number of the latest state. */
  readonly latest: () => Promise<number>;
  readonly read: (number: number) => Promise<GraphState>;
  /** Calls back with the number of each later state; returns what ends it. */
  readonly watch: (onNumber: (number: number) => void) => () => Promise<void>;
  /** Told after each change which state is served. */
  readonly report: (state: RolloutState) => void;
  /**
   * Brings what this process itself serves up to date, before another state that may name what it has since.
   */
  readonly follow: () => Promise<void>;
}

export interface GraphState {
  readonly supergraph: string;
  readonly members: readonly GraphMember[];
}

export interface GraphMember extends PooledSubgraph {
  /** Null where it is not known beside the supergraph. */
  readonly sdl: string | null;
}
