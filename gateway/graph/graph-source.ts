/** The source of the graph's revisions, numbered from 1: the registry, or a supergraph file. */
import type { PooledSubgraph } from "../subgraphs/client-pool.js";
import type { RolloutState } from "./rollout.js";

export interface GraphSource {
  /** Number of the latest revision. */
  readonly latest: () => Promise<number>;
  readonly read: (number: number) => Promise<GraphState>;
  /** Calls back with the number of each later revision; returns a function that stops watching. */
  readonly watch: (onNumber: (number: number) => void) => () => Promise<void>;
  /** Receives the rollout state after each change. */
  readonly report: (state: RolloutState) => void;
  /**
   * Updates the subgraphs that this process itself serves, before a new revision that may depend on the
   * update.
   */
  readonly follow: () => Promise<void>;
}

export interface GraphState {
  readonly supergraph: string;
  readonly members: readonly GraphMember[];
}

export interface GraphMember extends PooledSubgraph {
  /** Null if only the supergraph is known. */
  readonly sdl: string | null;
}
