/** Before the tests on PostgreSQL: the server of DATABASE_URL, or a cluster of this run's own. */
import pg from "pg";
import { findPostgresBinaries, startCluster, type Cluster } from "../../scripts/bench/postgres-cluster.js";

let cluster: Cluster | null = null;
/** Begins the names of what the run makes on the server and all its files use. */
const run = `tests_${crypto.randomUUID().slice(0, 8)}`;

export default function startPostgres(): void {
  const binaries = findPostgresBinaries();
  if (process.env["DATABASE_URL"] === undefined && binaries !== null)
    cluster = startCluster(binaries, ["fsync=off"]);
  const url = process.env["DATABASE_URL"] ?? cluster?.url;
  if (url === undefined) return;
  process.env["TEST_SERVER_URL"] = url;
  process.env["TEST_RUN"] = run;
}

export async function stopPostgres(): Promise<void> {
  if (cluster) return cluster.stop();
  const client = new pg.Client({ connectionString: process.env["DATABASE_URL"] });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    "SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)",
    [run],
  );
  for (const { name } of rows) await client.query(`DROP DATABASE IF EXISTS ${name}`);
  await client.end();
}
