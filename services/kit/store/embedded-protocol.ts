/**
 * Many connections on the embedded database's single session, in the PostgreSQL wire protocol.
 *
 * What a client sends up to its Sync (or one simple query) is one unit, run without any other connection between; a connection that is
 * inside a transaction keeps the session until the transaction ends. A connection that dies is rolled back. The library's own socket
 * server queues message by message, so that the unnamed statement of one connection is answered to another: hence this file.
 */
import type { Server, Socket } from "node:net";
import { createServer } from "node:net";

/** The part of PGlite that is needed. */
export interface ProtocolSession {
  readonly runExclusive: <T>(work: () => Promise<T>) => Promise<T>;
  readonly execProtocolRawStream: (message: Uint8Array, options: { onRawData: (data: Uint8Array) => void }) => Promise<void>;
  readonly exec: (sql: string) => Promise<unknown>;
}

interface Unit { readonly connection: Connection; readonly messages: readonly Buffer[] }
interface Connection { readonly socket: Socket; pending: Buffer[]; pendingBytes: number; started: boolean; unit: Buffer[] }

const SSL_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;
const CANCEL_REQUEST = 80_877_102;
const READY_FOR_QUERY = 0x5a;
const IDLE = 0x49;
/** Query, Sync, and function call end a unit; Terminate ends the connection. */
const ENDS_UNIT = new Set(["Q", "S", "F"].map((letter) => letter.charCodeAt(0)));
const TERMINATE = "X".charCodeAt(0);

export function createProtocolServer(session: ProtocolSession): Server {
  let units: Unit[] = [];
  let owner: Connection | null = null;
  let running = false;

  const server = createServer((socket) => {
    const connection: Connection = { socket, pending: [], pendingBytes: 0, started: false, unit: [] };
    socket.setNoDelay(true);
    socket.on("data", (data: Buffer) => {
      connection.pending.push(data);
      connection.pendingBytes += data.length;
      for (const messages of takeUnits(connection)) units.push({ connection, messages });
      void run();
    });
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      units = units.filter((unit) => unit.connection !== connection);
      void run();
    });
  });
  return server;

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    try {
      for (;;) {
        if (owner?.socket.destroyed) {
          owner = null;
          await session.exec("ROLLBACK");
        }
        const at = owner === null ? 0 : units.findIndex(({ connection }) => connection === owner);
        const unit = units[at];
        if (!unit) return;
        units.splice(at, 1);
        owner = (await runUnit(unit)) ? unit.connection : null;
      }
    } finally {
      running = false;
    }
  }

  /** Whether a transaction is open afterwards. */
  async function runUnit({ connection: { socket }, messages }: Unit): Promise<boolean> {
    let status = IDLE;
    const onRawData = (data: Uint8Array): void => {
      if (data.length >= 6 && data[data.length - 6] === READY_FOR_QUERY) status = data[data.length - 1] ?? IDLE;
      if (socket.writable) socket.write(Buffer.from(data));
    };
    try {
      await session.runExclusive(async () => {
        for (const message of messages) await session.execProtocolRawStream(message, { onRawData });
      });
    } catch (error) {
      socket.destroy(error instanceof Error ? error : new Error(String(error)));
      return true;
    }
    return status !== IDLE;
  }
}

/** Takes the complete units from what has arrived, and leaves the rest. */
function takeUnits(connection: Connection): readonly (readonly Buffer[])[] {
  const complete: Buffer[][] = [];
  for (let message = takeMessage(connection); message; message = takeMessage(connection)) {
    if (!connection.started) {
      const code = message.readInt32BE(4);
      if (code === SSL_REQUEST || code === GSS_REQUEST) connection.socket.write("N");
      else if (code === CANCEL_REQUEST) connection.socket.destroy();
      else {
        connection.started = true;
        complete.push([message]);
      }
      continue;
    }
    const type = message[0] ?? TERMINATE;
    if (type === TERMINATE) {
      connection.socket.end();
      break;
    }
    connection.unit.push(message);
    if (!ENDS_UNIT.has(type)) continue;
    complete.push(connection.unit);
    connection.unit = [];
  }
  return complete;
}

function takeMessage(connection: Connection): Buffer | null {
  const headerBytes = connection.started ? 5 : 8;
  if (connection.pendingBytes < headerBytes) return null;
  const header = peek(connection, headerBytes);
  const length = connection.started ? header.readInt32BE(1) + 1 : header.readInt32BE(0);
  if (connection.pendingBytes < length) return null;
  const all = connection.pending.length === 1 ? (connection.pending[0] ?? header) : Buffer.concat(connection.pending);
  connection.pending = all.length > length ? [all.subarray(length)] : [];
  connection.pendingBytes -= length;
  return all.subarray(0, length);
}

/** The first bytes; joins chunks only as far as the header needs. */
function peek(connection: Connection, bytes: number): Buffer {
  const [first] = connection.pending;
  if (first && first.length >= bytes) return first;
  connection.pending = [Buffer.concat(connection.pending)];
  return connection.pending[0] ?? Buffer.alloc(0);
}
