/**
 * Checked rows on their way to review: one table per submission, filled by COPY on a server and by arrays on the embedded database
 * (whose protocol has no COPY), dropped when the submission ends. It survives a restart.
 */
import { once } from "node:events";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { storedFields, type FeedContract, type StoredField, type Value } from "../feed/contract.js";
import type { CheckedRow } from "../feed/stages.js";
import type { Database } from "./database.js";
import { fieldColumns, fieldNames, sqlTypeOf, stagedTableOf } from "./tables.js";

export interface Stage {
  readonly write: (rows: readonly CheckedRow[]) => Promise<void>;
  readonly finish: () => Promise<void>;
}

/** Opens an empty stage; what an interrupted check left behind is dropped. The connection is the caller's until `finish`. */
export async function openStage(kind: Database["kind"], client: pg.ClientBase, contract: FeedContract, submission: string): Promise<Stage> {
  const table = stagedTableOf(submission);
  await dropStage(client, submission);
  await client.query(`CREATE TABLE ${table} (record_id uuid NOT NULL, file_row int NOT NULL, content_hash bytea NOT NULL, ${fieldColumns(contract).join(", ")})`);
  return kind === "server" ? copyStage(client, contract, table) : arrayStage(client, contract, table);
}

export async function dropStage(client: pg.ClientBase | pg.Pool, submission: string): Promise<void> {
  await client.query(`DROP TABLE IF EXISTS ${stagedTableOf(submission)}`);
}

function copyStage(client: pg.ClientBase, contract: FeedContract, table: string): Stage {
  const fields = storedFields(contract);
  const stream = client.query(copyFrom(`COPY ${table} (record_id, file_row, content_hash, ${fieldNames(contract)}) FROM STDIN`));
  let failure: unknown = null;
  stream.on("error", (error) => { failure = error; });
  const refuseAfterFailure = (): void => {
    if (failure !== null) throw failure;
  };
  return {
    write: async (rows) => {
      refuseAfterFailure();
      let text = "";
      for (const row of rows) text += copyLine(row, fields);
      if (!stream.write(text)) await Promise.race([once(stream, "drain"), once(stream, "close")]);
    },
    finish: async () => {
      refuseAfterFailure();
      stream.end();
      await once(stream, "finish");
    },
  };
}

function copyLine(row: CheckedRow, fields: readonly StoredField[]): string {
  let line = `${row.recordId}\t${row.line}\t\\\\x${row.contentHash.toString("hex")}`;
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

function arrayStage(client: pg.ClientBase, contract: FeedContract, table: string): Stage {
  const fields = storedFields(contract);
  // Lists travel as their literal, since arrays of arrays would have to be of one length.
  const types = ["uuid", "int", "bytea", ...fields.map((field) => (field.kind === "codes" ? "text" : sqlTypeOf(field)))];
  const parameters = types.map((type, index) => `$${index + 1}::${type}[]`).join(", ");
  const names = types.map((_, index) => `c${index}`);
  const values = names.map((name, index) => (fields[index - 3]?.kind === "codes" ? `${name}::text[]` : name)).join(", ");
  const insert = `INSERT INTO ${table} SELECT ${values} FROM unnest(${parameters}) AS t(${names.join(", ")})`;
  return {
    write: async (rows) => {
      if (rows.length === 0) return;
      const columns = fields.map(({ field }) => rows.map(({ values: row }) => {
        const value = row[field] ?? null;
        return value !== null && typeof value === "object" ? arrayLiteral(value) : value;
      }));
      await client.query(insert, [rows.map(({ recordId }) => recordId), rows.map(({ line }) => line), rows.map(({ contentHash }) => contentHash), ...columns]);
    },
    finish: () => Promise.resolve(),
  };
}
