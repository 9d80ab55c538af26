/**
 * Apache Parquet, typed: dates are dates, decimals are exact decimals of the column's scale, several codes
 * are a list. Records are written in groups, so that memory does not grow with them.
 */
import { once } from "node:events";
import type { Writable } from "node:stream";
import type { SchemaElement } from "hyparquet";
import { ByteWriter, parquetWriteRows } from "hyparquet-writer";
import type { PublishedRecord, Value } from "#kit";
import type { DownloadColumn } from "../columns.js";
import { cellText } from "./cell-text.js";
import type { Batches, BinaryFormat, Written } from "./format.js";

const GROUP = 20_000;
const DIGITS = 38;
const DECIMAL_BYTES = 16;

export const parquet: BinaryFormat = {
  kind: "binary",
  title: { zh: "Parquet 文件", en: "Apache Parquet" },
  mediaType: "application/vnd.apache.parquet",
  usualCodes: true,
  write: async (written, batches, destination) => {
    const { columns } = written;
    await parquetWriteRows({
      writer: writerTo(destination),
      rows: rowsOf(written, batches),
      columns: columns.map(({ field }) => ({ name: field })),
      schema: [{ name: "root", num_children: columns.length }, ...columns.flatMap(elementsOf)],
      rowGroupSize: GROUP,
      createdBy: "tongcha",
    });
    destination.end();
  },
};

/** Hands over what is written, group by group, no faster than it is taken. */
function writerTo(destination: Writable): ByteWriter {
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

async function* rowsOf(
  { columns, withCodes }: Written,
  batches: Batches,
): AsyncGenerator<Record<string, unknown>> {
  for await (const batch of batches)
    for (const record of batch)
      yield Object.fromEntries(columns.map((column) => [column.field, cellOf(column, record, withCodes)]));
}

function elementsOf({ field: name, kind, scale }: DownloadColumn): readonly SchemaElement[] {
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

function cellOf(column: DownloadColumn, record: PublishedRecord, withCodes: boolean): unknown {
  const value: Value = column.valueOf(record);
  if (value === null) return null;
  switch (column.kind) {
    case "integer":
      return BigInt(Number(value));
    case "date":
      return new Date(`${String(value)}T00:00:00Z`);
    case "decimal":
      return column.scale === null ? value : scaled(String(value), column.scale);
    case "code":
      return cellText(column, value, withCodes);
    case "codes":
      return Array.isArray(value) ? value.map((code: string) => cellText(column, code, withCodes)) : value;
    default:
      return value;
  }
}

/** `-1.5` with a scale of 2 is -150. */
function scaled(decimal: string, scale: number): bigint {
  const [whole = "", fraction = ""] = decimal.split(".");
  if (fraction.length > scale) throw new RangeError(`A value has more than ${scale} digits after the point`);
  return BigInt(`${whole}${fraction.padEnd(scale, "0")}`);
}
