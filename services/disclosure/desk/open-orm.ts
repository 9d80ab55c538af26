/** MikroORM over the desk's tables. */
import type pg from "pg";
import { MikroORM } from "@mikro-orm/postgresql";
import { ormOptions, type Database } from "#kit/hub";
import { ConcurrenceEntity } from "../concurrence/entity.js";
import { EventEntity, SubmissionEntity } from "./entities.js";

export function openOrm(database: Database): Promise<MikroORM> {
  return MikroORM.init({
    ...ormOptions(database, takeBackLost),
    entities: [SubmissionEntity, EventEntity, ConcurrenceEntity],
    pool: { min: 0, max: 3 },
  });
}
/**
 * A connection that is lost while a transaction begins or ends is not given back by the ORM, which has three:
 * it is taken from it.
 */
function takeBackLost(pool: pg.Pool): void {
  const lent = new Set<pg.PoolClient>();
  pool.on("acquire", (client) => lent.add(client)).on("release", (_error, client) => lent.delete(client));
  pool.on("connect", (client) =>
    client.once("end", () => {
      if (!lent.has(client)) return;
      client.release(true);
      client.release = () => undefined;
    }),
  );
}
