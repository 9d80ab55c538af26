/**
 * A bounded queue of pushed events. If it overflows, an error takes the place of the lost events, or the
 * stream is resumed to get them again.
 */
import { HubError } from "#schema/errors.js";
import type { SubgraphEvent, SubgraphResult } from "#schema/subgraph.js";

export interface EventQueue {
  /** `bytes`: the size of the received message. */
  readonly push: (event: SubgraphEvent, bytes: number) => void;
  /** Ends the queue after its events; null for an ordinary end. */
  readonly end: (error: Error | null) => void;
  readonly events: AsyncIterable<SubgraphEvent>;
}

export interface EventQueueOptions {
  readonly subgraph: string;
  /**
   * Called when the queue is full, instead of losing an event: the resumed stream has it. Null if the stream
   * cannot be resumed.
   */
  readonly onFull: (() => void) | null;
}

const MOST = 1_000;
const MOST_BYTES = 16 * 1024 * 1024;

export function createEventQueue({ subgraph, onFull }: EventQueueOptions): EventQueue {
  const queue: { readonly event: SubgraphEvent; readonly bytes: number }[] = [];
  let waiting = 0;
  let hasLost = false;
  let ending: { readonly error: Error | null } | null = null;
  let wake = (): void => undefined;
  const end = (error: Error | null): void => {
    ending ??= { error };
    wake();
  };
  async function* events(): AsyncGenerator<SubgraphEvent, void> {
    for (;;) {
      const next = queue.shift();
      if (next) {
        waiting -= next.bytes;
        yield next.event;
      } else if (hasLost) {
        hasLost = false;
        yield { cursor: null, result: refusal("SUBSCRIPTION_GAP", subgraph) };
      } else if (ending) {
        if (ending.error) throw ending.error;
        return;
      } else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  }
  return {
    push: (event, bytes) => {
      if (ending) return;
      if (queue.length < MOST && waiting + bytes <= MOST_BYTES && !hasLost) {
        queue.push({ event, bytes });
        waiting += bytes;
        wake();
      } else if (onFull) {
        end(new Error("it is faster than its readers"));
        onFull();
      } else {
        hasLost = true;
        wake();
      }
    },
    end,
    events: events(),
  };
}

export function refusal(
  code: "SUBSCRIPTION_GAP" | "SUBGRAPH_UNAVAILABLE" | "SUBGRAPH_BAD_ANSWER",
  name: string,
): SubgraphResult {
  const { message, english, details } = new HubError(code, { name });
  return { data: null, errors: [{ message, extensions: { code, english, details } }] };
}
