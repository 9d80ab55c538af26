/**
 * Many connections on the embedded database's single session, in the PostgreSQL wire protocol.
 *
 * The messages of a client up to its Sync (or one simple query) are one unit, run without interruption by
 * other connections; a connection that is inside a transaction keeps the session until the transaction ends.
 * A connection that dies inside one is rolled back. The library's own socket server queues message by
 * message, so that the unnamed statement of one connection is answered to another: hence this file.
 *
 * A failure of the session itself (not of a statement) is not caught: it ends the thread.
 */
import { createServer, type Server, type Socket } from "node:net";

/** The part of PGlite that is needed. */
export interface ProtocolSession {
  readonly execProtocolRawStream: (
    messages: Uint8Array,
    options: { onRawData: (data: Uint8Array) => void },
  ) => Promise<void>;
  readonly isInTransaction: () => boolean;
}

interface Unit {
  readonly connection: Connection;
  readonly messages: Uint8Array;
}
interface Connection {
  readonly socket: Socket;
  pending: Buffer[];
  pendingBytes: number;
  isStarted: boolean;
  unit: Buffer[];
}

const SSL_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;
const CANCEL_REQUEST = 80_877_102;
const TERMINATE = "X".charCodeAt(0);
/** Query, Sync, function call and Terminate end a unit. */
const ENDS_UNIT = new Set(["Q", "S", "F", "X"].map((letter) => letter.charCodeAt(0)));
const ROLLBACK = Buffer.from("Q\0\0\0\rROLLBACK\0", "latin1");

export function createProtocolServer(session: ProtocolSession): Server {
  let units: Unit[] = [];
  /** The connection that has a transaction open. */
  let owner: Connection | null = null;
  let isRunning = false;

  return createServer((socket) => {
    const connection: Connection = { socket, pending: [], pendingBytes: 0, isStarted: false, unit: [] };
    socket.setNoDelay(true);
    socket.on("data", (data: Buffer) => {
      connection.pending.push(data);
      connection.pendingBytes += data.length;
      for (const messages of takeUnits(connection)) units.push({ connection, messages });
      run().catch(fail);
    });
    // `close` follows.
    socket.on("error", () => undefined);
    socket.on("close", () => {
      units = units.filter((unit) => unit.connection !== connection);
      run().catch(fail);
    });
  });

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    for (;;) {
      if (owner?.socket.destroyed) {
        await session.execProtocolRawStream(ROLLBACK, { onRawData: () => undefined });
        owner = null;
      }
      const at = units.findIndex(({ connection }) => owner === null || connection === owner);
      const [unit] = at < 0 ? [] : units.splice(at, 1);
      if (!unit) break;
      await answer(unit);
      owner = session.isInTransaction() ? unit.connection : null;
    }
    isRunning = false;
  }

  async function answer({ connection: { socket }, messages }: Unit): Promise<void> {
    if (messages[0] === TERMINATE) {
      socket.end();
      return;
    }
    socket.cork();
    await session.execProtocolRawStream(messages, {
      onRawData: (data) => {
        // A copy: the bytes lie in the session's own memory.
        if (socket.writable) socket.write(Buffer.from(data));
      },
    });
    socket.uncork();
  }
}

/** A session that fails so is of no more use: the thread ends, and the process with it. */
function fail(error: unknown): void {
  process.nextTick(() => {
    throw error;
  });
}

/** Takes the complete units from what has arrived, and leaves the rest. */
function takeUnits(connection: Connection): readonly Uint8Array[] {
  const complete: Uint8Array[] = [];
  for (let message = takeMessage(connection); message; message = takeMessage(connection)) {
    if (!connection.isStarted) {
      const code = message.readInt32BE(4);
      if (code === SSL_REQUEST || code === GSS_REQUEST) connection.socket.write("N");
      else if (code === CANCEL_REQUEST) connection.socket.destroy();
      else {
        connection.isStarted = true;
        complete.push(message);
      }
      continue;
    }
    connection.unit.push(message);
    if (!ENDS_UNIT.has(message[0] ?? TERMINATE)) continue;
    complete.push(Buffer.concat(connection.unit));
    connection.unit = [];
  }
  return complete;
}

/** A message begins with its type, which the first one lacks, and its length. */
function takeMessage(connection: Connection): Buffer | null {
  const headerBytes = connection.isStarted ? 5 : 8;
  if (connection.pendingBytes < headerBytes) return null;
  const header = joined(connection, headerBytes);
  const bytes = connection.isStarted ? header.readInt32BE(1) + 1 : header.readInt32BE(0);
  if (connection.pendingBytes < bytes) return null;
  const all = joined(connection, bytes);
  connection.pending = all.length > bytes ? [all.subarray(bytes)] : [];
  connection.pendingBytes -= bytes;
  return all.subarray(0, bytes);
}

/** The bytes that have arrived, in one piece as far as `bytes` needs it. */
function joined(connection: Connection, bytes: number): Buffer {
  const [first] = connection.pending;
  if (first && first.length >= bytes) return first;
  const all = Buffer.concat(connection.pending);
  connection.pending = [all];
  return all;
}
