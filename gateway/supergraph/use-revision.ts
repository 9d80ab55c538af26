/** How a request uses the state of the graph that it is answered by. */
import type { Caller } from "#schema/caller.js";
import type { Engine } from "../execute/engine.js";
import { startLifetime, type Lifetime } from "../execute/lifetime.js";
import type { Revision } from "./revision.js";

/** Of the whole graph, or of a contract's view. Rejects with CONTRACT_UNKNOWN or CONTRACT_UNUSABLE. */
export async function engineOf({ engine, views }: Revision, contract: string | null): Promise<Engine> {
  return contract === null ? engine : (await views.of(contract)).engine;
}

export function askFor({ clients }: Revision, caller: Caller | null, lifetime: Lifetime): Parameters<Engine["run"]>[2] {
  return (operation, variables, representations) => {
    const client = clients.get(operation.subgraph);
    if (!client) throw new Error(`The supergraph names a subgraph ${operation.subgraph} that nobody serves`);
    return client.ask(operation, variables, representations, { caller, lifetime });
  };
}

/** A mutation that has begun is not left half done, also when nobody waits for its answer. */
export async function toItsEnd<T>(now: Revision, run: (lifetime: Lifetime) => Promise<T>): Promise<T> {
  const release = now.hold();
  try {
    return await run(startLifetime(Infinity));
  } finally {
    release();
  }
}
