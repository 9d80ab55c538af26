/**
 * The queue of waiting requests, by client and operation: clients take turns, and so do the operations of
 * each.
 */

export interface Waiter {
  readonly client: string;
  /** Requests of one operation keep their order. */
  readonly operation: object;
}

export interface FairQueue<W extends Waiter> {
  readonly add: (waiter: W) => void;
  readonly remove: (waiter: W) => void;
  /** The next one of a client that may go now; undefined when there is none. */
  readonly take: (mayGo: (client: string) => boolean) => W | undefined;
  readonly isEmpty: () => boolean;
}

export function createFairQueue<W extends Waiter>(): FairQueue<W> {
  // A Map keeps its order: whoever had a turn is put at the end.
  const clients = new Map<string, Map<object, Set<W>>>();
  const remove = (waiter: W): void => {
    const operations = clients.get(waiter.client);
    const waiting = operations?.get(waiter.operation);
    if (!operations || !waiting) return;
    waiting.delete(waiter);
    if (waiting.size === 0) operations.delete(waiter.operation);
    if (operations.size === 0) clients.delete(waiter.client);
  };
  return {
    isEmpty: () => clients.size === 0,
    remove,
    add: (waiter) => {
      const operations = clients.get(waiter.client) ?? new Map<object, Set<W>>();
      clients.set(waiter.client, operations);
      operations.set(waiter.operation, (operations.get(waiter.operation) ?? new Set<W>()).add(waiter));
    },
    take: (mayGo) => {
      for (const [client, operations] of clients) {
        if (!mayGo(client)) continue;
        for (const [operation, waiting] of operations)
          for (const waiter of waiting) {
            remove(waiter);
            toEnd(clients, client);
            toEnd(operations, operation);
            return waiter;
          }
      }
      return undefined;
    },
  };
}

function toEnd<K, V>(map: Map<K, V>, key: K): void {
  const value = map.get(key);
  if (value === undefined) return;
  map.delete(key);
  map.set(key, value);
}
