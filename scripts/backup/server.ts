/**
 * A server's database by pg_dump and pg_restore, as two dumps of one moment: rows that wait for review first,
 * for a dump keeps its tables from being dropped, and those are dropped by every publication.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import type pg from "pg";
import { connect, type Database } from "../../services/kit/store/open/database.js";
import {
  countRows,
  readFacts,
  STAGING,
  tablesOf,
  type Facts,
  type TableName,
} from "../../services/kit/store/open/facts.js";
import { HubError } from "#schema/errors.js";
import { addressOf, findTool, type ToolName } from "./postgres-tools.js";

export const STAGED_DUMP = "database/staging.dump";
export const MAIN_DUMP = "database/main.dump";

/** Dumps are custom archives of pg_dump, not compressed: the file of the backup is. */
export interface ServerDump {
  readonly facts: Facts;
  /** To be read first: until its end no submission can end. */
  readonly staged: AsyncIterable<Buffer>;
  readonly main: AsyncIterable<Buffer>;
}

/** Throws BACKUP_TOOL, BACKUP_NOTHING, BACKUP_TOOL_FAILED. */
export async function dumpServer<T>(
  database: Database,
  url: string,
  work: (dump: ServerDump) => Promise<T>,
): Promise<T> {
  const tool = await findTool("pg_dump", await majorOf(database));
  const client = await connect(database.config);
  try {
    return await work(await beginDump({ database, client, tool, url }));
  } finally {
    // Its end is the end of the moment that the dumps are of.
    await client.end();
  }
}

interface Dumping {
  readonly database: Database;
  readonly client: pg.Client;
  readonly tool: string;
  readonly url: string;
}

const TRIES = 5;

/** Between the moment and its dump a table of waiting rows may be dropped: then another moment is taken. */
async function beginDump(dumping: Dumping): Promise<ServerDump> {
  const { database, client, tool, url } = dumping;
  for (let tries = 1; ; tries += 1) {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    const { rows } = await client.query<{ id: string }>("SELECT pg_export_snapshot() AS id");
    const moment = rows[0]?.id ?? "";
    const tables = await tablesOf(client);
    const dump = (which: string): AsyncGenerator<Buffer> =>
      runDump(tool, url, [`--snapshot=${moment}`, which]);
    const staged = dump(`--schema=${STAGING}`);
    try {
      const isStaged = ({ schema }: TableName): boolean => schema === STAGING;
      const waiting = await countAt(database, moment, tables.filter(isStaged));
      const first = await staged.next();
      const facts = await readFacts(
        client,
        tables.filter((table) => !isStaged(table)),
      );
      return {
        facts: { ...facts, counts: { ...facts.counts, ...waiting } },
        staged: withFirst(first, staged),
        main: dump(`--exclude-schema=${STAGING}`),
      };
    } catch (error) {
      await staged.return(undefined);
      await client.query("ROLLBACK");
      if (tries === TRIES || (error instanceof HubError && error.code === "BACKUP_NOTHING")) throw error;
    }
  }
}

/** Counts in a transaction of its own, which holds no table for longer. */
async function countAt(
  { transaction }: Database,
  moment: string,
  tables: readonly TableName[],
): Promise<Facts["counts"]> {
  return transaction(async (client) => {
    await client.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    await client.query(`SET TRANSACTION SNAPSHOT '${moment}'`);
    return countRows(client, tables);
  });
}

async function* withFirst(
  first: IteratorResult<Buffer, unknown>,
  rest: AsyncGenerator<Buffer>,
): AsyncGenerator<Buffer> {
  if (first.done !== true) yield first.value;
  yield* rest;
}

async function majorOf({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ number: number }>(
    "SELECT current_setting('server_version_num')::int / 10000 AS number",
  );
  return rows[0]?.number ?? 0;
}

async function* runDump(
  tool: string,
  databaseUrl: string,
  options: readonly string[],
): AsyncGenerator<Buffer> {
  const { url, environment } = addressOf(databaseUrl);
  const words = ["--format=custom", "--compress=0", "--no-password", `--dbname=${url}`, ...options];
  const child = spawn(tool, words, { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  const ended = endOf(child, "pg_dump");
  ended.catch(() => undefined);
  try {
    if (child.stdout) yield* child.stdout as AsyncIterable<Buffer>; // no encoding is set
    await ended;
  } finally {
    child.kill();
  }
}

/** Puts a dump into the database as one transaction. Throws BACKUP_TOOL_FAILED. */
export async function restoreDump(
  tool: string,
  databaseUrl: string,
  content: AsyncIterable<Buffer>,
): Promise<void> {
  const { url, environment } = addressOf(databaseUrl);
  const words = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--no-password"];
  await feed(spawn(tool, [...words, `--dbname=${url}`], { env: environment }), content);
}

/** The tables whose rows a dump has, as `schema.table`. Throws BACKUP_TOOL_FAILED. */
export async function listDump(tool: string, content: AsyncIterable<Buffer>): Promise<readonly string[]> {
  const child = spawn(tool, ["--list"]);
  const said: Buffer[] = [];
  child.stdout.on("data", (bytes: Buffer) => said.push(bytes));
  await feed(child, content);
  return Buffer.concat(said)
    .toString()
    .split("\n")
    .flatMap((line) => {
      const found = /TABLE DATA (\S+) (\S+) /.exec(line);
      return found ? [`${found[1]}.${found[2]}`] : [];
    });
}

async function feed(child: ChildProcess, content: AsyncIterable<Buffer>): Promise<void> {
  const ended = endOf(child, "pg_restore");
  ended.catch(() => undefined);
  const { stdin } = child;
  if (!stdin) throw new Error("The program has no input");
  let isOpen = true;
  // It may end before it has read all: it has seen enough, or says why.
  const closed = once(child, "close").then(() => {
    isOpen = false;
  });
  stdin.on("error", () => {
    isOpen = false;
  });
  try {
    for await (const bytes of content)
      if (isOpen && !stdin.write(bytes))
        await Promise.race([once(stdin, "drain").catch(() => undefined), closed]);
  } catch (error) {
    // Its transaction is never ended.
    child.kill("SIGKILL");
    throw error;
  }
  stdin.end();
  await ended;
}

const SHOWN_CHARACTERS = 500;

async function endOf(child: ChildProcess, tool: ToolName): Promise<void> {
  let said = "";
  child.stderr?.on("data", (bytes: Buffer) => {
    said = (said + bytes.toString()).slice(-4 * SHOWN_CHARACTERS);
  });
  const [code] = await once(child, "close");
  if (code === 0) return;
  const reason = said
    .trim()
    .replaceAll(/\s*\n\s*/g, " ")
    .slice(0, SHOWN_CHARACTERS);
  throw new HubError("BACKUP_TOOL_FAILED", { tool, reason: reason || String(code) });
}
