/**
 * A table or view of a MySQL or MariaDB database as one CSV: in a transaction that can only read, within the
 * time of the run, row by row, each value as the server writes it.
 */
import { createConnection, escapeId, type Connection, type RowDataPacket } from "mysql2";
import type { FromKind } from "../definition.js";
import type { Access, Fetch } from "./access.js";
import { openSocket } from "./open-socket.js";

type Mysql = FromKind<"mysql">;

export const fetchMysql: Fetch<Mysql> = async function* (from, access) {
  const connection = await connect(from, access);
  try {
    await limitTime(connection, access.timeLimitMs);
    await run(connection, "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    await run(connection, "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
    yield { name: `${from.table}.csv`, mark: null, bytes: csv(connection, selectOf(from)) };
  } finally {
    connection.destroy();
  }
};

async function connect(from: Mysql, access: Access): Promise<Connection> {
  const stream = await openSocket(access, from);
  const connection = createConnection({
    stream,
    host: from.host,
    user: from.user,
    password: access.secretOf(from.secret),
    database: from.database,
    charset: "utf8mb4",
    ...(from.tls ? { ssl: { verifyIdentity: true } } : {}),
    // The server may not ask for files of this machine.
    flags: ["-LOCAL_FILES"],
  });
  connection.on("error", () => undefined);
  return connection;
}

function run(connection: Connection, sql: string): Promise<readonly RowDataPacket[]> {
  return new Promise((resolve, reject) =>
    connection.query<RowDataPacket[]>({ sql, typeCast: (field) => field.string() }, (error, rows) =>
      error ? reject(error) : resolve(rows),
    ),
  );
}

/** Each of the two servers has a name and a unit of its own for it. */
async function limitTime(connection: Connection, milliseconds: number): Promise<void> {
  const [version] = await run(connection, "SELECT VERSION() AS version");
  await run(
    connection,
    /mariadb/i.test(String(version?.["version"]))
      ? `SET SESSION max_statement_time = ${Math.ceil(milliseconds / 1000)}`
      : `SET SESSION max_execution_time = ${milliseconds}`,
  );
}

function selectOf({ table, columns, orderBy }: Mysql): string {
  const quote = (name: string): string => escapeId(name, true);
  const fields =
    columns === undefined
      ? "*"
      : Object.entries(columns)
          .map(([header, column]) => `${quote(column)} AS ${quote(header)}`)
          .join(", ");
  return `SELECT ${fields} FROM ${table.split(".").map(quote).join(".")} ORDER BY ${orderBy.map(quote).join(", ")}`;
}

async function* csv(connection: Connection, sql: string): AsyncGenerator<Uint8Array> {
  const query = connection.query({ sql, rowsAsArray: true, typeCast: (field) => field.string() });
  let isFirst = true;
  let header: readonly string[] = [];
  query.on("fields", (fields: readonly { readonly name: string }[]) => {
    header = fields.map(({ name }) => name);
  });
  for await (const row of query.stream({ highWaterMark: ROWS })) {
    if (isFirst) yield line(header);
    isFirst = false;
    yield line(row);
  }
  if (isFirst) yield line(header);
}

/** Rows that are held. */
const ROWS = 500;

function line(cells: readonly (string | null)[]): Buffer {
  return Buffer.from(
    `${cells.map((cell) => (cell === null ? "" : `"${cell.replaceAll('"', '""')}"`)).join(",")}\r\n`,
  );
}
