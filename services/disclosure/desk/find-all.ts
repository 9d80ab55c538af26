/**
 * Entities as the ORM finds them, read by a statement of whoever asks: in its turn, under its time, and
 * cancelled with it. Nothing manages them: who changes one finds it by the ORM.
 */
import type { EntityDictionary, EntityName, MikroORM, QBFilterQuery } from "@mikro-orm/postgresql";
import type { Queryable } from "#kit/hub";

export interface Wanted<T> {
  readonly where: QBFilterQuery<T>;
  readonly orderBy?: Readonly<Record<string, "asc" | "desc">>;
  readonly limit?: number;
}

export async function findAll<T extends object>(
  orm: MikroORM,
  statements: Queryable,
  entity: EntityName<T>,
  { where, orderBy, limit }: Wanted<T>,
): Promise<readonly T[]> {
  const em = orm.em.fork();
  const query = em.createQueryBuilder(entity).select("*").where(where);
  if (orderBy) query.orderBy(orderBy);
  if (limit !== undefined) query.limit(limit);
  const { rows } = await statements.query<EntityDictionary<T>>(query.getFormattedQuery());
  return rows.map((row) => em.map(entity, row));
}

export async function countAll<T extends object>(
  orm: MikroORM,
  statements: Queryable,
  entity: EntityName<T>,
  where: QBFilterQuery<T>,
): Promise<number> {
  const query = orm.em.fork().createQueryBuilder(entity).count().where(where);
  const { rows } = await statements.query<{ readonly count: string }>(query.getFormattedQuery());
  return Number(rows[0]?.count ?? 0);
}
