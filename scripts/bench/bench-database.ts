/**
 * The server that a benchmark runs on: the one of DATABASE_URL, or a cluster with ordinary, durable settings.
 */
import pg from "pg";
import { findPostgresBinaries, startCluster, type Cluster } from "./postgres-cluster.js";

let made = 0;

/** A new database on it; `stop` leaves nothing. */
export async function benchDatabase(): Promise<Pick<Cluster, "url" | "stop">> {
  const binaries = findPostgresBinaries();
  const given = process.env["DATABASE_URL"];
  if (given === undefined && binaries === null)
    throw new Error("A PostgreSQL server is needed: set DATABASE_URL, or install PostgreSQL");
  const cluster =
    given === undefined && binaries !== null
      ? startCluster(binaries, ["shared_buffers=512MB", "max_wal_size=8GB", "maintenance_work_mem=256MB"])
      : { url: given ?? "", stop: () => undefined };
  const name = `bench_${process.pid}_${(made += 1)}`;
  const client = new pg.Client({ connectionString: cluster.url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name} ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0`);
  await client.end();
  const url = new URL(cluster.url);
  url.pathname = `/${name}`;
  return { url: url.href, stop: cluster.stop };
}
