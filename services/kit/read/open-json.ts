/**
 * A JSON file: each object is mapped by its own names, which are headers as in a table: the standard's words,
 * field codes, field names or aliases. The names of the first objects are the header; a later name that the
 * contract does not know, or whose unit is another, refuses the file, since its values would be lost or wrong
 * without a word.
 *
 * Numbers stay numbers, truth becomes TRUE or FALSE as in a spreadsheet, null is blank, a list in a column of
 * several codes becomes `甲；乙`. Any other list, an object, a number that has lost digits and a name that is
 * there twice are faults of that cell or row. Fails as `json-elements.ts` and `file-head.ts` do, and with
 * FEED_EMPTY.
 */
import { HubError } from "#schema/errors.js";
import type { Column, FeedContract } from "../feed/contract.js";
import type { FileHead, RawCell, RawRow } from "../feed/stages.js";
import type { TextEncoding } from "./decode-text.js";
import { fileFinding, fileHead } from "./file-head.js";
import { refuseGarbled } from "./garbled.js";
import { indexHeaders, type HeaderIndex } from "../feed/header-index.js";
import { otherUnits } from "../feed/table-units.js";
import { createJsonSplitter, type JsonElement } from "./json-elements.js";
import { checkAnswer, jsonOpening, refuseOtherUnit } from "./json-opening.js";
import { membersOf } from "./json-scan.js";
import type { OpenFeed } from "./open-feed.js";
import { resume, transform } from "./pieces.js";
import {
  badNames,
  cellCharacters,
  cellTooLarge,
  notReadable,
  rowTooWide,
  type ReadLimits,
} from "./refusals.js";

/** `text` is the whole file, `beginning` its first piece. */
export async function openJson(
  contract: FeedContract,
  beginning: string,
  text: AsyncIterator<string, unknown, undefined>,
  encoding: () => TextEncoding,
  limits: ReadLimits,
): Promise<OpenFeed> {
  const find = indexHeaders(contract);
  const { prefix, path } = jsonOpening(beginning, find);
  let head: FileHead | null = null;
  const splitter = createJsonSplitter(prefix, limits);
  const objects = transform<string, readonly JsonObject[]>(
    text,
    (piece) => splitter.push(piece).map(readObject),
    () => {
      const { rest, count } = splitter.end();
      if (path !== null) {
        checkAnswer(rest, path, count, find);
        if (head) refuseOtherUnit(rest, otherUnits(contract, head));
      }
      return [];
    },
  );
  let first: readonly JsonObject[] = [];
  while (first.length === 0) {
    const next = await objects.next();
    if (next.done === true) throw new HubError("FEED_EMPTY");
    first = next.value;
  }
  const names = [
    ...new Set(first.slice(0, HEADER_OBJECTS).flatMap(({ entries }) => entries.map(([name]) => name))),
  ];
  if (names.length > limits.columns) throw rowTooWide(first[0]?.line ?? 1, limits);
  refuseGarbled([{ line: 1, cells: names }], names.filter((name) => find(name) !== null).length, find);
  const known = headOf(contract, names, find, { format: splitter.format, encoding: encoding() });
  head =
    path === null
      ? known
      : {
          ...known,
          findings: [
            ...known.findings,
            fileFinding("", null, "JSON_PATH", { path: path.slice(0, SHOWN_CHARACTERS) }),
          ],
        };
  const toRow = createMapper(contract, head, names, find, limits);
  return { head, above: [], groups: transform(resume([first], objects), (group) => group.map(toRow)) };
}

interface JsonObject {
  readonly line: number;
  readonly entries: readonly (readonly [string, unknown])[];
  /** A name that is there twice. */
  readonly twice: string | null;
  /** Numbers as they are written that have more digits than JSON keeps, by name. */
  readonly long: ReadonlyMap<string, string>;
}

const SHOWN_CHARACTERS = 100;

/** Names of the first objects make the header. */
const HEADER_OBJECTS = 100;

function readObject({ line, text, members }: JsonElement): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own message repeats the text.
    throw notReadable(`第${line}个对象（行）不是合法的 JSON`, `object or line ${line} is not valid JSON`);
  }
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const twice = entries.length === members ? null : repeatedName(text);
  return { line, entries, twice, long: MANY_DIGITS.test(text) ? longNumbers(text) : NONE };
}

/** Sixteen digits or more, perhaps in a text. */
const MANY_DIGITS = /\d[\d.]{15}/;
const EXACT_DIGITS = 15;
const NUMBER = /^-?[\d.]+$/;
const NONE: ReadonlyMap<string, string> = new Map();

function repeatedName(text: string): string {
  const names = membersOf(text).map(({ name }) => name);
  return names.find((name, at) => names.indexOf(name) < at) ?? "";
}

function longNumbers(text: string): ReadonlyMap<string, string> {
  const values = membersOf(text).map(({ name, from, to }) => [name, text.slice(from, to).trim()] as const);
  return new Map(
    values.filter(
      ([, value]) =>
        NUMBER.test(value) && value.replace(/^-?0*\.?0*/, "").replace(".", "").length > EXACT_DIGITS,
    ),
  );
}

/** The columns that are there, then those of the contract that later objects may bring. */
function headOf(
  contract: FeedContract,
  names: readonly string[],
  find: HeaderIndex,
  file: Pick<FileHead, "format" | "encoding">,
): FileHead {
  const head = fileHead(contract, { ...file, headerLine: 0, headers: names, matches: names.map(find) });
  const absent = Object.entries(contract.columns).filter(([field]) => !head.fields.includes(field));
  return {
    ...head,
    headers: [...head.headers, ...absent.map(([, { zh }]) => zh)],
    fields: [...head.fields, ...absent.map(([field]) => field)],
    units: [...head.units, ...absent.map(() => null)],
  };
}

function createMapper(
  contract: FeedContract,
  head: FileHead,
  names: readonly string[],
  find: HeaderIndex,
  limits: ReadLimits,
): (object: JsonObject) => RawRow {
  const longest = cellCharacters(limits);
  const columnOf = new Map(names.map((name, column) => [name, column]));
  const columns = head.fields.map((field) => contract.columns[field ?? ""]);
  return ({ line, entries, twice, long }) => {
    const cells: RawCell[] = head.fields.map(() => "");
    const isTaken = new Set<number>();
    for (const [name, value] of entries) {
      const column = columnOf.get(name) ?? lateColumn(name, line);
      if (isTaken.has(column))
        throw badNames([
          {
            zh: `第${line}个对象（行）中“${head.headers[column]}”有两个名称`,
            en: `object or line ${line} has '${head.headers[column]}' under two names`,
          },
        ]);
      isTaken.add(column);
      const cell = cellOf(value, columns[column], long.get(name));
      if (typeof cell === "string" && cell.length > longest) throw cellTooLarge(line, limits);
      cells[column] = cell;
    }
    return twice === null
      ? { line, cells }
      : {
          line,
          cells,
          notes: [
            { column: null, code: "VALUE_NAME_TWICE", details: { name: twice.slice(0, SHOWN_CHARACTERS) } },
          ],
        };
  };

  function lateColumn(name: string, line: number): number {
    const match = find(name);
    const column = match ? head.fields.indexOf(match.field) : -1;
    if (!match || column < 0)
      throw badNames([
        {
          zh: `第${line}个对象（行）有前面没有、标准中也没有的名称`,
          en: `object or line ${line} has a name that neither the objects before nor the standard have`,
        },
      ]);
    if (match.unit !== null && match.unit !== head.units[column])
      throw badNames([
        {
          zh: `第${line}个对象（行）“${head.headers[column]}”的单位与前面不同`,
          en: `object or line ${line} has '${head.headers[column]}' in another unit`,
        },
      ]);
    columnOf.set(name, column);
    return column;
  }
}

function cellOf(value: unknown, column: Column | undefined, long: string | undefined): RawCell {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
      return long !== undefined || !Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER
        ? { type: "fault", text: long ?? String(value), code: "VALUE_JSON_NUMBER" }
        : { type: "number", value, format: null };
    case "boolean":
      return value ? "TRUE" : "FALSE";
    default:
      if (value === null) return "";
      if (column?.json) return JSON.stringify(value);
      if (!Array.isArray(value)) return { type: "fault", text: "{}", code: "VALUE_OBJECT" };
      return column?.kind === "codes" &&
        value.every((item) => typeof item === "string" || typeof item === "number")
        ? value.join("；")
        : { type: "fault", text: "[]", code: "VALUE_LIST" };
  }
}
