/**
 * Hears the notifications of a database server on one channel, on a connection of its own, for as long as it
 * is wanted. The connection is asked something every second: one that does not answer for three is lost, and
 * another is made.
 */
import pg from "pg";
import { repeat } from "#schema/runtime/repeat.js";

export interface Listening {
  readonly channel: string;
  /** By which the server knows the connection. */
  readonly name?: string;
  /** Called back with what each notification carries. */
  readonly onNotice: (payload: string) => void;
  /** Called back when a connection stands (again): what came before it was not heard. */
  readonly onOpen?: () => void;
  /** Asked on the connection, when it stands and every second. What it rejects with loses the connection. */
  readonly look?: (client: pg.Client) => Promise<unknown>;
  readonly onLost?: () => void;
  /** The first connection stands, or could not be made. */
  readonly onFirst?: () => void;
}

const LOOK_EVERY_MS = 1_000;
/** How long after a look a silent connection is believed. */
export const LEASE_MS = 3_000;

/** Returns what ends it. */
export function listen(
  config: pg.ClientConfig,
  { channel, name, onNotice, onOpen, look = alive, onLost, onFirst }: Listening,
): () => Promise<void> {
  let open: pg.Client | null = null;
  let stands = false;
  const start = async (): Promise<pg.Client> => {
    const client = new pg.Client({
      ...config,
      query_timeout: LEASE_MS,
      connectionTimeoutMillis: LEASE_MS,
      ...(name !== undefined && { application_name: name }),
    });
    const lose = (): void => {
      if (open !== client) return;
      // One that could not even be made is tried again later and later, one that stood at once.
      const again = stands;
      lost(client);
      if (again) looks.wake();
    };
    client
      .on("error", lose)
      .on("end", lose)
      .on("notification", ({ payload = "" }) => onNotice(payload));
    open = client;
    await client.connect();
    await client.query(`LISTEN ${channel}`);
    stands = true;
    onOpen?.();
    return client;
  };
  const lost = (client: pg.Client): void => {
    [open, stands] = [null, false];
    onLost?.();
    client.end().catch(() => undefined);
  };
  const looks = repeat({
    everyMs: LOOK_EVERY_MS,
    work: async () => {
      try {
        await look(open ?? (await start()));
      } catch (error) {
        if (open) lost(open);
        throw error;
      } finally {
        onFirst?.();
      }
    },
    onFault: () => undefined,
  });
  return async () => {
    // One that is ended while it connects never says that it did not.
    await looks.stop();
    const client = open;
    open = null;
    await client?.end().catch(() => undefined);
  };
}

async function alive(client: pg.Client): Promise<void> {
  await client.query("SELECT 1");
}
