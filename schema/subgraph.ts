/** The seam between the gateway and a subgraph that runs in the same process. */
import type { Caller } from "./caller.js";

export interface SubgraphRequest {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly caller: Caller | null;
}

export interface SubgraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

export interface SubgraphResult {
  readonly data?: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors?: readonly SubgraphError[] | undefined;
}

/** A subgraph served in this process: the gateway calls it directly. */
export interface LocalSubgraph {
  readonly name: string;
  /** Federation 2 SDL, as composed. */
  readonly sdl: string;
  readonly execute: (request: SubgraphRequest) => Promise<SubgraphResult>;
}

/** A subgraph in another process, at `<url>` (which ends in `/<name>/graphql`). */
export interface RemoteSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly url: string;
}
