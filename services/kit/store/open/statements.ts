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
import type { Queryable } from "./queryable.js";

export interface Statements extends Queryable {
  /** For what reads many records to give few: counts, groups, series, searches. */
  readonly dear: Queryable;
}

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

export function createStatements({ pool, places, cancel }: StatementParts): (reading: Reading) => Statements {
  return ({ lifetime, client, name }) => {
    const late = (): HubError => new HubError("SUBGRAPH_TIMEOUT", { name });
    const run = async <Row extends pg.QueryResultRow>(
      isDear: boolean,
      text: string,
      values: unknown[],
    ): Promise<pg.QueryResult<Row>> => {
      if (lifetime.left() === 0) throw late();
      const giveBack = await places.take({ client, operation: lifetime, isDear, lifetime });
      if (!giveBack) throw late();
      const { promise, resolve, reject } = Promise.withResolvers<pg.QueryResult<Row>>();
      carryOut<Row>(text, values, () => reject(late()))
        .then(resolve, reject)
        .finally(giveBack);
      return promise;
    };
    /** Ends when the statement has ended; `onOver` says before that nobody waits for it. */
    const carryOut = async <Row extends pg.QueryResultRow>(
      text: string,
      values: unknown[],
      onOver: () => void,
    ): Promise<pg.QueryResult<Row>> => {
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
        return await answered<Row>(connection, text, values);
      } finally {
        off();
        // Until it has been answered it might hit the connection's next statement.
        await Promise.all(cancelling);
        connection.release(broken);
      }
    };
    return {
      query: (text, values = []) => run(false, text, values),
      dear: { query: (text, values = []) => run(true, text, values) },
    };
  };
}

/**
 * By the driver's callback. Rows that come by its own promise survive every young collection: they fill the
 * heap of a process that reads many, and collecting them took half of a download's processor time.
 */
function answered<Row extends pg.QueryResultRow>(
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

/** A statement is cut a little before its request is, so that only its own field is lost. */
function earlier({ left }: Lifetime): number {
  return Math.min(LONGEST_EARLIER_MS, left() / 10);
}

const LONGEST_EARLIER_MS = 1_000;
