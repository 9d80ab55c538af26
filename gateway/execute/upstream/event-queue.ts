/** Events that come by themselves, until they are taken: so many at most. What is lost beyond that is told in its place. */
import { HubError } from "#schema/errors.js";
import type { SubgraphEvent, SubgraphResult } from "#schema/subgraph.js";

export interface EventQueue {
  readonly push: (event: SubgraphEvent) => void;
  /** After what waits; null for an ordinary end. */
  readonly end: (error: Error | null) => void;
  readonly events: AsyncIterable<SubgraphEvent>;
}

const MOST = 1_000;

export function createEventQueue(subgraph: string): EventQueue {
  const queue: SubgraphEvent[] = [];
  let hasLost = false;
  let ending: { readonly error: Error | null } | null = null;
  let wake = (): void => undefined;
  async function* events(): AsyncGenerator<SubgraphEvent, void> {
    for (;;) {
      const event = queue.shift();
      if (event) yield event;
      else if (hasLost) {
        hasLost = false;
        yield { cursor: null, result: refusal("SUBSCRIPTION_GAP", subgraph) };
      } else if (ending) {
        if (ending.error) throw ending.error;
        return;
      } else await new Promise<void>((resolve) => { wake = resolve; });
    }
  }
  return {
    push: (event) => {
      if (queue.length < MOST && !hasLost) queue.push(event);
      else hasLost = true;
      wake();
    },
    end: (error) => {
      ending ??= { error };
      wake();
    },
    events: events(),
  };
}

export function refusal(code: "SUBSCRIPTION_GAP" | "SUBGRAPH_UNAVAILABLE" | "SUBGRAPH_BAD_ANSWER", name: string): SubgraphResult {
  const { message, english, details } = new HubError(code, { name });
  return { data: null, errors: [{ message, extensions: { code, english, details } }] };
}
