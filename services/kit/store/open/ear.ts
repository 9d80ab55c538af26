/** The one connection of a process on which a database server's notifications come. */
import pg from "pg";

export interface Ear {
  /** It stands, and hears these channels from now on: earlier notifications were not heard. */
  readonly hearing: (channels: readonly string[]) => Promise<pg.Client>;
  /** The next `hearing` makes another one. */
  readonly lose: () => void;
  readonly close: () => Promise<void>;
}

export interface Hearing {
  /** A notification carries a number. */
  readonly onNotice: (channel: string, number: number) => void;
  /** The connection stood, and broke. */
  readonly onBroken: () => void;
}

/** The name under which the server lists the connection. */
export const LISTENER = "tongcha listener";
/** For a connection, and for each statement on it, in milliseconds: silence for so long is an error. */
export const SILENT_AFTER_MS = 3_000;

export function createEar(config: pg.ClientConfig, { onNotice, onBroken }: Hearing): Ear {
  let open: pg.Client | null = null;
  const heard = new Set<string>();

  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({
      ...config,
      application_name: LISTENER,
      query_timeout: SILENT_AFTER_MS,
      connectionTimeoutMillis: SILENT_AFTER_MS,
    });
    const broken = (): void => {
      if (open !== client) return;
      open = null;
      onBroken();
    };
    client
      .on("error", broken)
      .on("end", broken)
      .on("notification", ({ channel, payload }) => onNotice(channel, Number(payload)));
    await client.connect();
    open = client;
    heard.clear();
    return client;
  };
  const close = async (): Promise<void> => {
    const closing = open;
    open = null;
    await closing?.end().catch(() => undefined);
  };
  return {
    hearing: async (channels) => {
      const client = open ?? (await connect());
      for (const channel of channels) {
        if (heard.has(channel)) continue;
        await client.query(`LISTEN ${channel}`);
        heard.add(channel);
      }
      return client;
    },
    lose: () => void close(),
    close,
  };
}
