/** Tables of one part of the hub, besides those of feeds. */
import type { MigrationObject } from "@mikro-orm/core";

export interface OwnTables {
  /** Made when it is missing. */
  readonly schema: string;
  /** Migrations in their order; each name is used once in the whole hub. */
  readonly migrations: readonly MigrationObject[];
}

export function namesOf(parts: readonly OwnTables[]): readonly string[] {
  const names = parts.flatMap(({ migrations }) => migrations.map(({ name }) => name));
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new Error(`Two migrations are called ${twice}`);
  return names;
}
