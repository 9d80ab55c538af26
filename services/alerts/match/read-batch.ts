/** Reads the records that a release opened, in batches, in the form in which standing queries match them. */
import type pg from "pg";
import {
  foldWords,
  recordWords,
  searchedText,
  storedFields,
  type FeedContract,
  type StoredField,
} from "#kit";
import { tableOf } from "#kit/hub";
import type { Kind } from "../query/criteria.js";

export interface MatchedRecord extends Readonly<Record<Kind, readonly string[]>> {
  readonly id: string;
  /** Row of the file; one release has each once. */
  readonly row: number;
  /** Title and other words, folded. */
  readonly text: string;
}

export interface BatchQuestion {
  readonly release: number;
  readonly afterRow: number;
  readonly most: number;
}

/** In the order of the file. What was withdrawn since is left out. */
export async function readBatch(
  client: pg.ClientBase,
  contract: FeedContract,
  { release, afterRow, most }: BatchQuestion,
): Promise<readonly MatchedRecord[]> {
  const { fields, read } = readerOf(contract);
  const columns = [...fields].map(({ field, sqlName }) => `"${sqlName}" AS "${field}"`);
  const { rows } = await client.query<Readonly<Record<string, unknown>>>(
    `SELECT record_id AS "$id", file_row AS "$row", department AS "$department", ${columns.join(", ")} FROM ${tableOf(contract)}
    WHERE opened_in = $1 AND file_row > $2 AND withdrawn_in IS NULL ORDER BY file_row LIMIT $3`,
    [release, afterRow, most],
  );
  return rows.map(read);
}

interface Reader {
  readonly fields: ReadonlySet<StoredField>;
  readonly read: (row: Readonly<Record<string, unknown>>) => MatchedRecord;
}

const readers = new WeakMap<FeedContract, Reader>();

function readerOf(contract: FeedContract): Reader {
  const known = readers.get(contract) ?? makeReader(contract);
  readers.set(contract, known);
  return known;
}

function makeReader(contract: FeedContract): Reader {
  const { fields, wholeFields, titleOf, wordsOf, wholeOf } = recordWords(contract);
  const stored = storedFields(contract);
  const linked = (type: string): readonly StoredField[] =>
    stored.filter(({ field }) => contract.derived[field]?.link?.type === type);
  const [parties, areas, persons] = [
    linked("Party"),
    linked("Area"),
    stored.filter(({ field }) => contract.concerns.includes(field)),
  ];
  return {
    fields: new Set([...fields, ...wholeFields, ...parties, ...areas, ...persons]),
    read: (row) => {
      const { title, body } = searchedText(titleOf(row), wordsOf(row), wholeOf(row));
      return {
        id: String(row["$id"]),
        row: Number(row["$row"]),
        departments: [String(row["$department"])],
        parties: parties.flatMap(({ field }) => valuesOf(row[field])),
        areas: areas.flatMap(({ field }) => valuesOf(row[field])).flatMap(areasAround),
        persons: persons.flatMap((field) => personsOf(field, valuesOf(row[field.field]))),
        text: foldWords(`${title} ${body}`),
      };
    },
  };
}

/** A record for everyone concerns each kind of person. */
function personsOf({ list }: StoredField, codes: readonly string[]): readonly string[] {
  return list?.all !== undefined && codes.includes(list.all) ? list.codes.map(({ name }) => name) : codes;
}

/**
 * A village lies in its town and a town in its district: their codes begin with those of the larger area, of
 * 6 digits (GB/T 2260) and 9 (GB/T 10114).
 */
function areasAround(code: string): readonly string[] {
  return [code, ...[9, 6].filter((length) => length < code.length).map((length) => code.slice(0, length))];
}

function valuesOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : typeof value === "string" ? [value] : [];
}
