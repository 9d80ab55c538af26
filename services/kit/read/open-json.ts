/**
 * A JSON file: each object is mapped by its own names, which are headers as in a table: the standard's words, field codes,
 * field names or aliases. The names of the first objects are the header; a later name that the contract does not know, or
 * whose unit is another, refuses the file, since its values would be lost or wrong without a word.
 *
 * Numbers stay numbers, lists become `甲；乙`, truth becomes TRUE or FALSE as in a spreadsheet, null is blank; an object
 * inside an object is a fault of that cell, unless the column holds JSON. Fails as `json-elements.ts` and `file-head.ts` do, and with FEED_EMPTY.
 */
import { HubError } from "#schema/errors.js";
import type { FeedContract } from "../feed/contract.js";
import type { FileHead, RawCell, RawRow } from "../feed/stages.js";
import type { TextEncoding } from "./decode-text.js";
import { fileHead } from "./file-head.js";
import { indexHeaders, type HeaderIndex } from "./header-index.js";
import { createJsonSplitter, type JsonElement } from "./json-elements.js";
import type { OpenFeed } from "./open-feed.js";
import { resume, transform } from "./pieces.js";
import { badColumns, cellCharacters, cellTooLarge, notReadable, rowTooWide, type ReadLimits } from "./refusals.js";

/** `text` is the whole file, `beginning` its first piece. */
export async function openJson(contract: FeedContract, beginning: string, text: AsyncIterator<string, unknown, undefined>, encoding: () => TextEncoding, limits: ReadLimits): Promise<OpenFeed> {
  const find = indexHeaders(contract);
  const splitter = createJsonSplitter(beginning, limits);
  const objects = transform<string, readonly JsonObject[]>(text, (piece) => splitter.push(piece).map(readObject), () => {
    splitter.end();
    return [];
  });
  let first: readonly JsonObject[] = [];
  while (first.length === 0) {
    const next = await objects.next();
    if (next.done === true) throw new HubError("FEED_EMPTY");
    first = next.value;
  }
  const names = [...new Set(first.slice(0, HEADER_OBJECTS).flatMap(({ entries }) => entries.map(([name]) => name)))];
  if (names.length > limits.columns) throw rowTooWide(first[0]?.line ?? 1, limits);
  const head = headOf(contract, names, find, { format: splitter.format, encoding: encoding() });
  const toRow = createMapper(contract, head, names, find, limits);
  return { head, above: [], groups: transform(resume([first], objects), (group) => group.map(toRow)) };
}

interface JsonObject { readonly line: number; readonly entries: readonly (readonly [string, unknown])[] }

/** Names of the first objects make the header. */
const HEADER_OBJECTS = 100;

function readObject({ line, text, members }: JsonElement): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own message repeats the text.
    throw notReadable(`第 ${line} 个对象（行）不是合法的 JSON`, `object or line ${line} is not valid JSON`);
  }
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  if (entries.length !== members) throw badColumns([{ zh: `第 ${line} 个对象（行）中有重复的名称`, en: `object or line ${line} has a name twice` }]);
  return { line, entries };
}

/** The columns that are there, then those of the contract that later objects may bring. */
function headOf(contract: FeedContract, names: readonly string[], find: HeaderIndex, file: Pick<FileHead, "format" | "encoding">): FileHead {
  const head = fileHead(contract, { ...file, headerLine: 0, headers: names, matches: names.map(find) });
  const absent = Object.entries(contract.columns).filter(([field]) => !head.fields.includes(field));
  return {
    ...head,
    headers: [...head.headers, ...absent.map(([, { zh }]) => zh)],
    fields: [...head.fields, ...absent.map(([field]) => field)],
    units: [...head.units, ...absent.map(() => null)],
  };
}

function createMapper(contract: FeedContract, head: FileHead, names: readonly string[], find: HeaderIndex, limits: ReadLimits): (object: JsonObject) => RawRow {
  const longest = cellCharacters(limits);
  const columnOf = new Map(names.map((name, column) => [name, column]));
  const holdsJson = head.fields.map((field) => field !== null && contract.columns[field]?.json === true);
  return ({ line, entries }) => {
    const cells: RawCell[] = head.fields.map(() => "");
    const isTaken = new Set<number>();
    for (const [name, value] of entries) {
      const column = columnOf.get(name) ?? lateColumn(name, line);
      if (isTaken.has(column)) throw badColumns([{ zh: `第 ${line} 个对象（行）中“${head.headers[column]}”有两个名称`, en: `object or line ${line} has '${head.headers[column]}' under two names` }]);
      isTaken.add(column);
      const cell = holdsJson[column] && typeof value === "object" && value !== null ? JSON.stringify(value) : cellOf(value);
      if (typeof cell === "string" && cell.length > longest) throw cellTooLarge(line, limits);
      cells[column] = cell;
    }
    return { line, cells };
  };

  function lateColumn(name: string, line: number): number {
    const match = find(name);
    const column = match ? head.fields.indexOf(match.field) : -1;
    if (!match || column < 0) throw badColumns([{ zh: `第 ${line} 个对象（行）有前面没有、标准中也没有的名称`, en: `object or line ${line} has a name that neither the objects before nor the standard have` }]);
    if (match.unit !== null && match.unit !== head.units[column]) throw badColumns([{ zh: `第 ${line} 个对象（行）“${head.headers[column]}”的单位与前面不同`, en: `object or line ${line} has '${head.headers[column]}' in another unit` }]);
    columnOf.set(name, column);
    return column;
  }
}

function cellOf(value: unknown): RawCell {
  switch (typeof value) {
    case "string": return value;
    case "number": return { type: "number", value, date: false };
    case "boolean": return value ? "TRUE" : "FALSE";
    default:
      if (value === null) return "";
      if (Array.isArray(value) && value.every((item) => typeof item === "string" || typeof item === "number")) return value.join("；");
      return { type: "fault", text: "{}" };
  }
}
