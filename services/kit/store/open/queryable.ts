/**
 * Whatever runs single statements: a pool, a connection, or what a request reads through (`statements.ts`).
 */
import type pg from "pg";

export interface Queryable {
  readonly query: <Row extends pg.QueryResultRow>(
    text: string,
    values?: unknown[],
  ) => Promise<pg.QueryResult<Row>>;
}
