/**
 * Checked rows on their way to review: one table per submission, filled by COPY on a server and by arrays on
 * the embedded database (whose protocol has no COPY), dropped when the submission ends. It survives a
 * restart.
 */
import { finished } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { FeedContract, Value } from "../../feed/contract.js";
import { storedFields, type StoredField } from "../../feed/stored-fields.js";
import type { CheckedRow } from "../../feed/stages.js";
import type { Database } from "../open/database.js";
import { sqlTypeOf } from "../open/feed-shape.js";
import { fieldColumns, fieldNames, stagedTableOf } from "../open/tables.js";

export interface Stage {
  readonly write: (rows: readonly CheckedRow[]) => Promise<void>;
  /** How many rows are staged. */
  readonly finish: () => Promise<number>;
  /** Instead of `finish`: leaves nothing behind. */
  readonly cancel: () => Promise<void>;
}

interface Filling {
  readonly write: (rows: readonly CheckedRow[]) => Promise<void>;
  readonly end: () => Promise<void>;
  readonly abandon: () => Promise<void>;
}

/**
 * Opens an empty stage; rows that an interrupted check left behind are dropped. The connection is the
 * caller's until `finish` or `cancel`.
 */
export async function openStage(
  kind: Database["kind"],
  client: pg.ClientBase,
  contract: FeedContract,
  submission: string,
): Promise<Stage> {
  const table = stagedTableOf(submission);
  await dropStage(client, submission);
  await client.query(
    `CREATE TABLE ${table} (record_id uuid NOT NULL, file_row int NOT NULL, content_hash bytea NOT NULL, salt uuid NOT NULL, leaf bytea, ${fieldColumns(contract).join(", ")})`,
  );
  const filling =
    kind === "server" ? fillByCopy(client, contract, table) : fillByArrays(client, contract, table);
  let staged = 0;
  return {
    write: async (rows) => {
      await filling.write(rows);
      staged += rows.length;
    },
    finish: async () => {
      await filling.end();
      // For pages of the difference; and a record twice in one submission cannot be released.
      await client.query(`CREATE UNIQUE INDEX ON ${table} (record_id)`);
      return staged;
    },
    cancel: async () => {
      await filling.abandon();
      await dropStage(client, submission);
    },
  };
}

export async function dropStage(client: pg.ClientBase | pg.Pool, submission: string): Promise<void> {
  await client.query(`DROP TABLE IF EXISTS ${stagedTableOf(submission)}`);
}

function fillByCopy(client: pg.ClientBase, contract: FeedContract, table: string): Filling {
  const fields = storedFields(contract);
  const stream = client.query(
    copyFrom(
      `COPY ${table} (record_id, file_row, content_hash, salt, leaf, ${fieldNames(contract)}) FROM STDIN`,
    ),
  );
  // The stream waits for the server's word for ever, also when the connection is gone.
  const lost = new Promise<never>((_, reject) => {
    client.once("end", () => reject(new Error("Connection terminated")));
  });
  const ended = Promise.race([finished(stream), lost]);
  // A failure between two calls waits for the next one. The stream itself cannot be used after one.
  let isSound = true;
  stream.on("error", () => {
    isSound = false;
  });
  ended.catch(() => undefined);
  return {
    write: async (rows) => {
      // Waits until the socket has taken the batch, so that a slow server slows the reader of the file and
      // memory does not fill.
      const taken = isSound
        ? new Promise<void>((resolve) => {
            stream.write(rows.map((row) => copyLine(row, fields)).join(""), () => {
              resolve();
            });
          })
        : ended;
      await Promise.race([ended, taken]);
    },
    end: async () => {
      if (isSound) stream.end();
      await ended;
    },
    abandon: async () => {
      stream.destroy();
      await ended.catch(() => undefined);
    },
  };
}

function copyLine(row: CheckedRow, fields: readonly StoredField[]): string {
  const { recordId, contentHash, salt, leaf } = row;
  let line = `${recordId}\t${row.line}\t\\\\x${contentHash.toString("hex")}\t${salt}\t\\\\x${leaf.toString("hex")}`;
  for (const { field } of fields) line += `\t${copyText(row.values[field] ?? null)}`;
  return `${line}\n`;
}

function copyText(value: Value): string {
  if (value === null) return "\\N";
  if (typeof value === "string") return NEEDS_ESCAPE.test(value) ? escapeCopy(value) : value;
  return typeof value === "object" ? escapeCopy(arrayLiteral(value)) : String(value);
}

const NEEDS_ESCAPE = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function escapeCopy(text: string): string {
  return text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}

/** A PostgreSQL array of code names. */
function arrayLiteral(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
}

/** Before those of the feed's fields. */
const OWN_COLUMNS = 5;

function fillByArrays(client: pg.ClientBase, contract: FeedContract, table: string): Filling {
  const fields = storedFields(contract);
  // Lists travel as their literal, since arrays of arrays would have to be of one length.
  const types = [
    "uuid",
    "int",
    "bytea",
    "uuid",
    "bytea",
    ...fields.map((field) => (field.kind === "codes" ? "text" : sqlTypeOf(field))),
  ];
  const parameters = types.map((type, index) => `$${index + 1}::${type}[]`).join(", ");
  const names = types.map((_, index) => `c${index}`);
  const values = names
    .map((name, index) => (fields[index - OWN_COLUMNS]?.kind === "codes" ? `${name}::text[]` : name))
    .join(", ");
  const insert = `INSERT INTO ${table} SELECT ${values} FROM unnest(${parameters}) AS t(${names.join(", ")})`;
  return {
    write: async (rows) => {
      const columns = fields.map(({ field }) =>
        rows.map(({ values: row }) => {
          const value = row[field] ?? null;
          return value !== null && typeof value === "object" ? arrayLiteral(value) : value;
        }),
      );
      await client.query(insert, [
        rows.map(({ recordId }) => recordId),
        rows.map(({ line }) => line),
        rows.map(({ contentHash }) => contentHash),
        rows.map(({ salt }) => salt),
        rows.map(({ leaf }) => leaf),
        ...columns,
      ]);
    },
    end: () => Promise.resolve(),
    abandon: () => Promise.resolve(),
  };
}
