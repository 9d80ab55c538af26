/**
 * The statements of a request. Each waits for a place among those of its kind, runs within the remaining time
 * of the request, and is cancelled when that is over or nobody waits any more: then its field has
 * SUBGRAPH_TIMEOUT. The embedded database cannot be interrupted: there the statement runs to its end with
 * nobody waiting, and those that have not begun do not begin.
 */
import type pg from "pg";
import { HubError } from "#schema/errors.js";
import { whenOver, type Lifetime } from "#schema/runtime/lifetime.js";
import type { Places } from "./places.js";
import type { Queryable, RowReader } from "./queryable.js";
import { allRows, eachRow } from "./rows.js";

export interface Statements extends Queryable {
  /** For what reads many records to give few: counts, groups, series, searches. */
  readonly dear: Queryable;
}

/** What a request reads through. */
export interface RequestStatements extends Statements, RowReader {}

export interface Reading {
  readonly lifetime: Lifetime;
  readonly client: string;
  /** The subgraph that reads. */
  readonly name: string;
}

export interface StatementParts {
  readonly pool: pg.Pool;
  readonly places: Places;
  /** Ends what a connection is at. It is held until that resolves. */
  readonly cancel: (connection: pg.ClientBase) => Promise<void>;
}

export function createStatements({
  pool,
  places,
  cancel,
}: StatementParts): (reading: Reading) => RequestStatements {
  return ({ lifetime, client, name }) => {
    const late = (): HubError => new HubError("SUBGRAPH_TIMEOUT", { name });
    const run = async <Answer>(
      isDear: boolean,
      read: (connection: pg.ClientBase) => Promise<Answer>,
    ): Promise<Answer> => {
      if (lifetime.left() === 0) throw late();
      const giveBack = await places.take({ client, operation: lifetime, isDear, lifetime });
      if (!giveBack) throw late();
      const { promise, resolve, reject } = Promise.withResolvers<Answer>();
      carryOut(read, () => reject(late()))
        .then(resolve, reject)
        .finally(giveBack);
      return promise;
    };
    /** Ends when the statement has ended; `onOver` says before that nobody waits for it. */
    const carryOut = async <Answer>(
      read: (connection: pg.ClientBase) => Promise<Answer>,
      onOver: () => void,
    ): Promise<Answer> => {
      const connection = await pool.connect();
      let broken: Error | undefined;
      const cancelling: Promise<unknown>[] = [];
      const off = whenOver(
        lifetime,
        () => {
          onOver();
          cancelling.push(
            cancel(connection).catch((error: unknown) => {
              broken = error instanceof Error ? error : new Error(String(error));
            }),
          );
        },
        earlier(lifetime),
      );
      try {
        if (lifetime.left() === 0) throw late();
        return await read(connection);
      } finally {
        off();
        // Until it has been answered it might hit the connection's next statement.
        await Promise.all(cancelling);
        connection.release(broken);
      }
    };
    const reading = (isDear: boolean): Queryable => ({
      query: <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
        run(isDear, (connection) => allRows<Row>(connection, text, values)),
    });
    return {
      ...reading(false),
      each: (text, values, take) => run(false, (connection) => eachRow(connection, text, values, take)),
      dear: reading(true),
    };
  };
}

/** A statement is cut a little before its request is, so that only its own field is lost. */
function earlier({ left }: Lifetime): number {
  return Math.min(LONGEST_EARLIER_MS, left() / 10);
}

const LONGEST_EARLIER_MS = 1_000;
