/**
 * A table or view of a PostgreSQL database as one CSV, by COPY: in a transaction that can only read, within
 * the time of the run, in an order that makes equal data equal bytes.
 */
import pg from "pg";
import { to } from "pg-copy-streams";
import type { FromKind } from "../definition.js";
import type { Access, Fetch } from "./access.js";
import { openSocket } from "./open-socket.js";

type Postgresql = FromKind<"postgresql">;

export const fetchPostgresql: Fetch<Postgresql> = async function* (from, access) {
  const client = await connect(from, access);
  try {
    await client.query("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await client.query(
      "SELECT set_config('statement_timeout', $1, true), set_config('datestyle', 'ISO', true)",
      [String(access.timeLimitMs)],
    );
    yield { name: `${from.table}.csv`, mark: null, bytes: client.query(to(copyOf(from))) };
  } finally {
    await client.end().catch(() => undefined);
  }
};

async function connect(from: Postgresql, access: Access): Promise<pg.Client> {
  const socket = await openSocket(access, from);
  // It is connected already; the driver waits to be told.
  socket.connect = () => {
    process.nextTick(() => socket.emit("connect"));
    return socket;
  };
  const client = new pg.Client({
    stream: () => socket,
    host: from.host,
    port: from.port,
    database: from.database,
    user: from.user,
    password: access.secretOf(from.secret),
    ssl: from.tls,
    application_name: "tongcha",
    client_encoding: "UTF8",
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

function copyOf({ table, columns, orderBy }: Postgresql): string {
  const quote = pg.escapeIdentifier;
  const fields =
    columns === undefined
      ? "*"
      : Object.entries(columns)
          .map(([header, column]) => `${quote(column)} AS ${quote(header)}`)
          .join(", ");
  const from = table.split(".").map(quote).join(".");
  return `COPY (SELECT ${fields} FROM ${from} ORDER BY ${orderBy.map(quote).join(", ")}) TO STDOUT (FORMAT csv, HEADER, ENCODING 'UTF8')`;
}
