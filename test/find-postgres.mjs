// Where a PostgreSQL server for the tests comes from: DATABASE_URL, or the binaries of a local installation.
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

/** `{ url }`, `{ bin }`, or null. */
export function findPostgres() {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL };
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)).map((version) => join(debian, version, "bin")) : [];
  const bin = [...versions, ...(process.env.PATH ?? "").split(delimiter)].find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")));
  return bin ? { bin } : null;
}
