/** Cancels statements of other connections, over one of its own: theirs are busy with them. */
import pg from "pg";

export interface Canceller {
  /** Resolves when the server has been told; a statement that has ended meanwhile is left alone. */
  readonly cancel: (connection: pg.ClientBase) => Promise<void>;
  readonly close: () => Promise<void>;
}

export function openCanceller(connection: pg.PoolConfig): Canceller {
  const pool = new pg.Pool({ ...connection, max: 1, allowExitOnIdle: true });
  // It is opened again when it is needed.
  pool.on("error", () => undefined);
  return {
    cancel: async (busy) => {
      const backend = backendOf(busy);
      if (backend !== null) await pool.query("SELECT pg_cancel_backend($1)", [backend]);
    },
    close: () => pool.end(),
  };
}

/** Which process of the server a connection talks to. The driver has it, its types have not. */
function backendOf(connection: object): number | null {
  return "processID" in connection && typeof connection.processID === "number" ? connection.processID : null;
}
