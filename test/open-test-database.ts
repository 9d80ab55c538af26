/**
 * A fresh database for one test file: embedded, or a new one on the server of TEST_DATABASE_URL. It goes when
 * it is closed.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { openDatabase, type Database } from "../services/kit/store/open/database.js";
import { copyPrepared, prepareOnServer, type Prepared } from "./prepared.js";

/** `prepared`: not an empty one. */
export async function openTestDatabase(prepared: Prepared | null = null): Promise<Database> {
  const server = process.env["TEST_DATABASE_URL"];
  if (server !== undefined) return openOnServer(server, prepared);
  return prepared === null ? openDatabase({ url: null, directory: ":memory:" }) : openCopy(prepared);
}

async function openCopy(prepared: Prepared): Promise<Database> {
  const directory = await mkdtemp(join(tmpdir(), "tongcha-test-"));
  await copyPrepared(prepared, directory);
  const database = await openDatabase({ url: null, directory });
  return {
    ...database,
    close: async () => {
      await database.close();
      await rm(directory, { recursive: true });
    },
  };
}

async function openOnServer(server: string, prepared: Prepared | null): Promise<Database> {
  const name = `test_${crypto.randomUUID().replaceAll("-", "")}`;
  const template =
    prepared === null ? null : await prepareOnServer(server, process.env["TEST_RUN"] ?? "", prepared);
  await onServer(
    server,
    template === null
      ? `CREATE DATABASE ${name} ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0`
      : `CREATE DATABASE ${name} TEMPLATE ${template}`,
  );
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = await openDatabase({ url: url.href, directory: ":memory:" });
  // It is nobody's copy, though the server tells it from its template.
  if (template !== null) await database.pool.query("UPDATE hub.epoch SET owner = NULL");
  return {
    ...database,
    close: async () => {
      await database.close();
      await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function onServer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(sql);
  await client.end();
}
