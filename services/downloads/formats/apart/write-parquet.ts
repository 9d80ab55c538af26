/**
 * Apache Parquet, typed: dates are dates, decimals are exact decimals of the column's scale, several codes
 * are a list. Records are written in groups, so that memory does not grow with them.
 */
import { once } from "node:events";
import type { Writable } from "node:stream";
import type { SchemaElement } from "hyparquet";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { ColumnHead, WriteFile } from "../format.js";
import { codesOf } from "../records-as-text.js";
import { wordsOf } from "../words.js";

/** Of the records of a group, as text. */
const GROUP_CHARACTERS = 4 * 2 ** 20;
/** Most values of a column that are remembered, and most characters of one: some MiB for a wide dataset. */
const MOST_VALUES = 2_000;
const LONGEST_VALUE = 100;
const DIGITS = 38;
const DECIMAL_BYTES = 16;
const DAY_MS = 86_400_000;

export const writeParquet: WriteFile = async ({ columns, withCodes }, batches, destination) => {
  const writer = writerTo(destination);
  const file = new ParquetWriter({
    writer,
    schema: [{ name: "root", num_children: columns.length }, ...columns.flatMap(elementsOf)],
    createdBy: "tongcha",
  });
  // Its first bytes tell that it begins.
  await writer.flush();
  const writers = columns.map((column) => remembered(cellWriter(column, withCodes)));
  const emptyGroup = (): unknown[][] => columns.map(() => []);
  let [group, characters] = [emptyGroup(), 0];
  const writeGroup = async (): Promise<void> => {
    const columnData = columns.map(({ field: name, kind }, at) => ({
      name,
      data: group[at] ?? [],
      // Of free texts, the least and the greatest tell nobody which groups to leave out.
      statistics: kind !== "text",
    }));
    [group, characters] = [emptyGroup(), 0];
    await file.write({ columnData, rowGroupSize: columnData[0]?.data.length ?? 0 });
  };
  for await (const batch of batches) {
    // Column by column at once: what holds a record lives no longer than its batch.
    for (const [at, write] of writers.entries()) {
      const data = group[at] ?? [];
      for (const record of batch.records) {
        const cell = record[at] ?? null;
        data.push(cell === null ? null : write(cell));
      }
    }
    characters += batch.characters;
    if (characters >= GROUP_CHARACTERS) await writeGroup();
  }
  if ((group[0]?.length ?? 0) > 0) await writeGroup();
  await file.finish();
  destination.end();
};

/** Hands over what is written, group by group, no faster than it is taken. */
function writerTo(destination: Writable): ByteWriter & { readonly flush: () => Promise<void> } {
  const writer = new ByteWriter();
  const closed = new AbortController();
  destination.once("close", () => closed.abort());
  const flush = async (): Promise<void> => {
    closed.signal.throwIfAborted();
    const bytes = Buffer.from(writer.buffer.slice(0, writer.index));
    writer.index = 0;
    if (!destination.write(bytes)) await once(destination, "drain", { signal: closed.signal });
  };
  return Object.assign(writer, { flush, finish: flush });
}

function elementsOf({ field: name, kind, scale }: ColumnHead): readonly SchemaElement[] {
  const optional = { name, repetition_type: "OPTIONAL" } as const;
  switch (kind) {
    case "integer":
      return [{ ...optional, type: "INT64" }];
    case "boolean":
      return [{ ...optional, type: "BOOLEAN" }];
    case "date":
      return [{ ...optional, type: "INT32", converted_type: "DATE" }];
    case "decimal":
      return scale === null
        ? [{ ...optional, type: "BYTE_ARRAY", converted_type: "UTF8" }]
        : [
            {
              ...optional,
              type: "FIXED_LEN_BYTE_ARRAY",
              type_length: DECIMAL_BYTES,
              converted_type: "DECIMAL",
              precision: DIGITS,
              scale,
            },
          ];
    case "codes":
      return [
        { ...optional, converted_type: "LIST", num_children: 1 },
        { name: "list", repetition_type: "REPEATED", num_children: 1 },
        { name: "element", repetition_type: "REQUIRED", type: "BYTE_ARRAY", converted_type: "UTF8" },
      ];
    default:
      return [{ ...optional, type: "BYTE_ARRAY", converted_type: "UTF8" }];
  }
}

/**
 * Cells that are equal become one value: what a group holds lives long, so that each value of its own is dear
 * to collect.
 */
function remembered(write: (cell: string) => unknown): (cell: string) => unknown {
  const values = new Map<string, unknown>();
  return (cell) => {
    if (values.size >= MOST_VALUES || cell.length > LONGEST_VALUE) return write(cell);
    const known = values.get(cell);
    if (known !== undefined) return known;
    // A copy: a part of a text would hold the whole text.
    const own = Buffer.from(cell).toString();
    const value = write(own);
    values.set(own, value);
    return value;
  };
}

/** A column's value as the file has it: a date is days since 1970, a decimal is an unscaled integer. */
function cellWriter(column: ColumnHead, withCodes: boolean): (cell: string) => unknown {
  const { kind, scale } = column;
  const wordOf = wordsOf(column, withCodes);
  switch (kind) {
    case "integer":
      return BigInt;
    case "boolean":
      return (cell) => cell === "true";
    case "date":
      return (cell) => Date.parse(`${cell}T00:00:00Z`) / DAY_MS;
    case "decimal":
      return scale === null ? (cell) => cell : (cell) => scaled(cell, scale);
    case "code":
      return wordOf;
    case "codes":
      return (cell) => codesOf(cell).map(wordOf);
    default:
      return (cell) => cell;
  }
}

/** `-1.5` with a scale of 2 is -150. */
function scaled(decimal: string, scale: number): bigint {
  const [whole = "", fraction = ""] = decimal.split(".");
  if (fraction.length > scale) throw new RangeError(`A value has more than ${scale} digits after the point`);
  return BigInt(`${whole}${fraction.padEnd(scale, "0")}`);
}
