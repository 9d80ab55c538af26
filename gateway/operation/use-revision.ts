/** How a request uses the revision of the graph that answers it. */
import type { Caller } from "#schema/caller.js";
import type { Engine } from "../engine/engine.js";
import type { Means } from "../engine/run/run.js";
import { startLifetime, type EndableLifetime } from "#schema/runtime/lifetime.js";
import { createMeter, type AnswerLimits } from "#schema/runtime/meter.js";
import type { Revision } from "../graph/revision.js";

/**
 * Resolves to the engine of the whole graph, or of a contract's view. Rejects with CONTRACT_UNKNOWN or
 * CONTRACT_UNUSABLE.
 */
export async function engineOf({ engine, views }: Revision, contract: string | null): Promise<Engine> {
  return contract === null ? engine : (await views.of(contract)).engine;
}

export interface Asker {
  readonly caller: Caller | null;
  /** The caller's subject, or the address. */
  readonly client: string;
  readonly lifetime: EndableLifetime;
  readonly limits: AnswerLimits;
  /** Undefined: nobody wants to know of calls. */
  readonly onCall?: (subgraph: string, call: Promise<unknown>) => void;
}

/** The means of one execution: the subgraph calls, and the meter of its limits. */
export function meansOf(
  { clients }: Revision,
  { caller, client: name, lifetime, limits, onCall }: Asker,
): Means {
  const meter = createMeter(limits, name, lifetime);
  const ask: Means["ask"] = (operation, variables, representations) => {
    const client = clients.get(operation.subgraph);
    if (!client) throw new Error(`The supergraph names a subgraph ${operation.subgraph} that nobody serves`);
    const call = client.ask(operation, variables, representations, { caller, lifetime, meter });
    onCall?.(operation.subgraph, call);
    return call;
  };
  return { ask, meter };
}

/** Runs a mutation to its end, even when the client has stopped waiting. */
export async function toItsEnd<T>(now: Revision, run: (lifetime: EndableLifetime) => Promise<T>): Promise<T> {
  const release = now.hold();
  try {
    return await run(startLifetime(Infinity));
  } finally {
    release();
  }
}
