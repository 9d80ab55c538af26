/**
 * The rows of one statement. Both ways avoid the driver's own promise: rows that come by it survive every
 * young collection. They fill the heap of a process that reads many, and collecting them took half of a
 * download's processor time.
 */
import pg from "pg";
import type { DriverRow } from "./queryable.js";

/** All of them, by the driver's callback. */
export function allRows<Row extends pg.QueryResultRow>(
  connection: pg.ClientBase,
  text: string,
  values: unknown[],
): Promise<pg.QueryResult<Row>> {
  return new Promise((resolve, reject) => {
    connection.query<Row>(text, values, (error: Error | null, result) => {
      if (error) reject(error);
      else resolve(result);
    });
  });
}

/** Each as it arrives; none is kept. Rejects with what `take` throws, once the statement has ended. */
export function eachRow(
  connection: pg.ClientBase,
  text: string,
  values: unknown[],
  take: (row: DriverRow) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed: unknown[] = [];
    // What is thrown within the driver would end the process.
    const taken = (row: DriverRow): void => {
      if (failed.length > 0) return;
      try {
        take(row);
      } catch (error) {
        failed.push(error);
      }
    };
    const query = new pg.Query(text, values);
    query.on("row", taken).on("error", reject);
    query.on("end", () => {
      if (failed.length > 0) reject(failed[0]);
      else resolve();
    });
    connection.query(query);
  });
}
