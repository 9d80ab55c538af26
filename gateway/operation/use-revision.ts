/** How a request uses the state of the graph that it is answered by. */
import type { Caller } from "#schema/caller.js";
import type { Engine } from "../engine/engine.js";
import type { Means } from "../engine/run/run.js";
import { startLifetime, type EndableLifetime } from "#schema/runtime/lifetime.js";
import { createMeter, type AnswerLimits } from "#schema/runtime/meter.js";
import type { Revision } from "../graph/revision.js";

/**
 * Gives the view of the whole graph, or of a contract. Rejects with CONTRACT_UNKNOWN or CONTRACT_UNUSABLE.
 */
export async function engineOf({ engine, views }: Revision, contract: string | null): Promise<Engine> {
  return contract === null ? engine : (await views.of(contract)).engine;
}

export interface Asker {
  readonly caller: Caller | null;
  /** By the caller's subject or the address. */
  readonly client: string;
  readonly lifetime: EndableLifetime;
  readonly limits: AnswerLimits;
}

/** Out of which an operation is carried out: its subgraphs, and its budget. */
export function meansOf({ clients }: Revision, { caller, client: name, lifetime, limits }: Asker): Means {
  const meter = createMeter(limits, name, lifetime);
  const ask: Means["ask"] = (operation, variables, representations) => {
    const client = clients.get(operation.subgraph);
    if (!client) throw new Error(`The supergraph names a subgraph ${operation.subgraph} that nobody serves`);
    return client.ask(operation, variables, representations, { caller, lifetime, meter });
  };
  return { ask, meter };
}

/** A mutation that has begun is not left half done, also when nobody waits for its answer. */
export async function toItsEnd<T>(now: Revision, run: (lifetime: EndableLifetime) => Promise<T>): Promise<T> {
  const release = now.hold();
  try {
    return await run(startLifetime(Infinity));
  } finally {
    release();
  }
}
