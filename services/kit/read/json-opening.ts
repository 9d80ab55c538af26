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
  const total = totalOf(answer, path.split(".").slice(0, -1));
  if (total !== null && total > count)
    throw notReadable(
      `JSON 写明共${total}条，文件里只有${count}条，其余的没有导出`,
      `it says that there are ${total} records and holds ${count}`,
    );
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
const TOTALS: readonly string[] = ["total", "totalCount", "totalElements", "recordsTotal"];
/** As a number, or as its text. */
const COUNT = /^\d{1,15}$/;

/** Beside the array, or above it. */
function totalOf(answer: unknown, path: readonly string[]): number | null {
  let found: number | null = null;
  let at: unknown = answer;
  for (let depth = 0; depth <= path.length; depth += 1) {
    for (const [name, value] of Object.entries(at ?? {}))
      if (TOTALS.includes(name) && COUNT.test(String(value))) found = Number(value);
    const next = path[depth];
    at = next === undefined ? null : Object.entries(at ?? {}).find(([name]) => name === next)?.[1];
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
