/** What clients have not taken yet, at all of their outlets together. */
export interface WaitingBytes {
  /** A negative number for what was taken. */
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
