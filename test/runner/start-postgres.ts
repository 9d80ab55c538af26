/** Before the tests on PostgreSQL: the server of DATABASE_URL, or a cluster of this run's own. */
import { findPostgresBinaries, startCluster, type Cluster } from "../../scripts/bench/postgres-cluster.js";

let cluster: Cluster | null = null;

export default function startPostgres(): void {
  const binaries = findPostgresBinaries();
  if (process.env["DATABASE_URL"] === undefined && binaries !== null) cluster = startCluster(binaries, ["fsync=off"]);
  const url = process.env["DATABASE_URL"] ?? cluster?.url;
  if (url !== undefined) process.env["TEST_SERVER_URL"] = url;
}

export function stopPostgres(): void {
  cluster?.stop();
}
