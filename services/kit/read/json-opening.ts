/**
 * Where the records of a JSON file begin: in an array at the top, one after the other (NDJSON), or in an
 * array inside of what a service answers (`{"code": 0, "data": {"rows": […]}}`). Of several arrays it is the
 * one whose objects have names of the contract. Refuses with FEED_FORMAT two of them, since one would be
 * lost.
 */
import type { HubError } from "#schema/errors.js";
import type { HeaderIndex } from "../feed/header-index.js";
import { outlineOf, type RecordArray } from "./json-scan.js";
import { badNames, notReadable } from "./refusals.js";

export interface JsonOpening {
  /** The text up to the first record, its array's bracket included; null when records follow one another. */
  readonly prefix: string | null;
  /** Names from the top to the array, when it is inside of an object. */
  readonly path: string | null;
}

const ARRAY = /^\ufeff?\s*\[/;
/** Fewer may be chance. */
const FEWEST_NAMES = 2;

export function jsonOpening(start: string, find: HeaderIndex): JsonOpening {
  const array = ARRAY.exec(start)?.[0];
  if (array !== undefined) return { prefix: array, path: null };
  const { names, arrays } = outlineOf(start);
  const ranked = arrays.toSorted((one, other) => known(other.names, find) - known(one.names, find));
  const [best, second] = ranked;
  const own = known(names, find);
  if (!best || (own > 0 && known(best.names, find) <= own)) return { prefix: null, path: null };
  if (second && known(second.names, find) >= FEWEST_NAMES) throw twoPlaces(best.path, second.path);
  return { prefix: start.slice(0, best.start), path: best.path };
}

/**
 * Looks at the whole answer once its records are taken out: nothing of it may be records, and its total is
 * theirs.
 */
export function checkAnswer(answer: unknown, path: string, count: number, find: HeaderIndex): void {
  const { arrays } = outlineOf(JSON.stringify(answer));
  const other = arrays.find((array: RecordArray) => known(array.names, find) >= FEWEST_NAMES);
  if (other) throw twoPlaces(path, other.path);
  const around = besideRecords(answer, path.split(".").slice(0, -1));
  const total = Math.max(...around.map(([name, value]) => (TOTAL.test(name) ? countOf(value) : 0)), 0);
  if (total > count)
    throw notReadable(
      `JSON 写明共${total}条，文件里只有${count}条，其余的没有导出`,
      `it says that there are ${total} records and holds ${count}`,
    );
  if (around.some(isOnePage))
    throw notReadable(
      "JSON 写明后面还有其他页，文件里只有一页，其余的没有导出",
      "it says that other pages follow and holds one",
    );
}

const TOTAL =
  /^(?:total|count|(?:total|record|row)s?_?(?:count|elements|records?|rows?|num|number|size|total|items?)|[总共]?(?:条数|记录数)|总数)$/i;
const PAGES = /^(?:pages|(?:total_?pages?|page_?(?:count|total))|总页数)$/i;
const MORE = /^(?:has_?(?:next|more)(?:_?page)?|is_?truncated)$/i;
const NEXT = /^next(?:_?(?:page|link|url|cursor|token|page_?token))?$/i;

function isOnePage([name, value]: readonly [string, unknown]): boolean {
  if (PAGES.test(name)) return countOf(value) > 1;
  if (MORE.test(name)) return value === true || value === "true";
  return NEXT.test(name) && value !== null && value !== "" && value !== false && value !== 0;
}

/** What stands around the records may give their unit, under a name of its own or in a title. */
export function refuseOtherUnit(answer: unknown, otherUnit: (text: string) => string | null): void {
  const waiting: unknown[] = [answer];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== "object" || next === null) continue;
    for (const [name, value] of Object.entries(next)) {
      if (typeof value !== "string") {
        waiting.push(value);
        continue;
      }
      const unit = otherUnit(UNIT_NAME.test(name) ? `${name.replace(UNIT_NAME, "单位")}：${value}` : value);
      if (unit !== null)
        throw badNames([
          {
            zh: `写明的单位“${unit}”与标准或名称中的不一致，无法确定数值的单位`,
            en: `the unit ${unit} that is given is not the standard's or that of the names: the values' unit cannot be known`,
          },
        ]);
    }
  }
}

const UNIT_NAME = /(?:(?:计量|金额|货币)?单位|币种|货币|units?|currency)$/i;

/** As a number, or as its text. */
function countOf(value: unknown): number {
  return COUNT.test(String(value)) ? Number(value) : 0;
}

const COUNT = /^\d{1,15}$/;

const PAGING = /^(?:_?meta|_?links|page|paging|page_?info|pagination|分页)$/i;

/** What stands beside the array, or above it, and in `page: { total: 5 }` there. */
function besideRecords(answer: unknown, path: readonly string[]): readonly (readonly [string, unknown])[] {
  const found: (readonly [string, unknown])[] = [];
  let at: unknown = answer;
  for (let depth = 0; depth <= path.length; depth += 1) {
    const entries = Object.entries(at ?? {});
    const about = entries.filter(([name]) => PAGING.test(name)).map(([, value]) => value);
    found.push(...entries, ...about.flatMap((value) => Object.entries(value ?? {})));
    const next = path[depth];
    at = next === undefined ? null : entries.find(([name]) => name === next)?.[1];
  }
  return found;
}

function twoPlaces(one: string, other: string): HubError {
  return notReadable(
    `JSON 里有两处记录（${one} 和 ${other}），请分成两个文件`,
    `it has records in two places, ${one} and ${other}: make two files`,
  );
}

function known(names: readonly string[], find: HeaderIndex): number {
  return new Set(names.flatMap((name) => find(name)?.field ?? [])).size;
}
