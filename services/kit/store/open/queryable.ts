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

/** Values by the statement's names, as the driver reads them. */
export type DriverRow = Record<string, unknown>;

/** What hands over the rows of a statement one by one, as they arrive. */
export interface RowReader {
  /** None is kept. Rejects with what `take` throws, once the statement has ended. */
  readonly each: (text: string, values: unknown[], take: (row: DriverRow) => void) => Promise<void>;
}
