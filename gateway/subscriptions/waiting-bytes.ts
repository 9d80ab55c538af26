/** Counts each client's unread bytes, over all of its outlets. */
export interface WaitingBytes {
  /** Adds queued bytes; a negative number for bytes that were read. */
  readonly add: (bytes: number) => void;
  readonly bytes: () => number;
}

export function createWaitingBytes(): (client: string) => WaitingBytes {
  const clients = new Map<string, number>();
  return (client) => ({
    bytes: () => clients.get(client) ?? 0,
    add: (bytes) => {
      const waiting = (clients.get(client) ?? 0) + bytes;
      if (waiting === 0) clients.delete(client);
      else clients.set(client, waiting);
    },
  });
}
