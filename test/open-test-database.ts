/** A fresh database for one test file: embedded and in memory, or a new one on the server of TEST_DATABASE_URL. It goes when it is closed. */
import pg from "pg";
import { openDatabase, type Database } from "../services/kit/store/open/database.js";

export async function openTestDatabase(): Promise<Database> {
  const server = process.env["TEST_DATABASE_URL"];
  if (server === undefined) return openDatabase({ url: null, directory: ":memory:" });
  const name = `test_${crypto.randomUUID().replaceAll("-", "")}`;
  await onServer(server, `CREATE DATABASE ${name} ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = await openDatabase({ url: url.href, directory: ":memory:" });
  return { ...database, close: async () => {
    await database.close();
    await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
  } };
}

async function onServer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(sql);
  await client.end();
}
