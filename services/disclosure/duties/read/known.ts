/**
 * What was known on a day: the words for what a duty is and for what it lacks, and the calendar. A past day's
 * are those of its last release. Read once for a request.
 */
import {
  calendarReference,
  lookups,
  workingDaysIn,
  type Language,
  type Row,
  type SubgraphContext,
  type WorkingDays,
} from "#kit";
import { publishedBatches, type Queryable, type Statements } from "#kit/hub";
import { itemIdOf } from "../plan/plan-items.js";
import { lastReleaseOn } from "./last-release.js";

interface Titles {
  readonly zh: string;
  readonly en: string;
}

/** For whom it is read, and by what. */
export interface Reading {
  readonly context: SubgraphContext;
  readonly statements: Statements;
}

interface Source extends Pick<SubgraphContext, "contracts"> {
  readonly statements: Queryable;
}

export interface Known {
  /** Of a clause, a feed, or what follows the records of a feed. */
  readonly titleOf: (item: string, language: Language) => string;
  /** Of an area or a department. */
  readonly nameOf: (code: string) => string;
  /** Codes of the departments. */
  readonly departments: ReadonlySet<string>;
  readonly reasonOf: (exemption: string) => string | null;
  readonly calendar: WorkingDays;
}

const read = new WeakMap<SubgraphContext, Map<string, Promise<Known>>>();

export function knownOn(day: string, reading: Reading): Promise<Known> {
  const { context } = reading;
  const days = read.get(context) ?? new Map<string, Promise<Known>>();
  read.set(context, days);
  const { contracts } = context;
  const known = days.get(day) ?? readKnown(day, { contracts, statements: reading.statements });
  days.set(day, known);
  return known;
}

/** For work of the hub's own, too, which no request is behind. */
export async function readKnown(day: string, source: Source): Promise<Known> {
  const { contracts, statements } = source;
  const asOf = (await lastReleaseOn(statements, day))?.number ?? 0;
  const rowsOf = allOf(source, asOf);
  const [clauses, areas, departments, exemptions, calendar] = await Promise.all([
    rowsOf("disclosure.duties", ["plan", "clause", "title", "titleEn", "from"]),
    rowsOf("directory.areas", ["code", "name"]),
    rowsOf("directory.departments", ["code", "name"]),
    rowsOf("disclosure.exemptions", ["reason"]),
    rowsOf(calendarReference.feed, ["date", "kind"]),
  ]);
  const titles = new Map<string, Titles>();
  for (const contract of contracts()) {
    titles.set(contract.id, contract.title);
    for (const { id, title } of contract.expects)
      titles.set(`${contract.id}/${id}`, {
        zh: `${contract.title.zh}：${title.zh}`,
        en: `${contract.title.en}: ${title.en}`,
      });
  }
  const inOrder = clauses.toSorted((one, other) => (textOf(one["from"]) < textOf(other["from"]) ? -1 : 1));
  for (const row of inOrder) {
    const id = itemIdOf({ plan: textOf(row["plan"]), clause: textOf(row["clause"]) });
    titles.set(id, { zh: textOf(row["title"]), en: textOf(row["titleEn"]) || textOf(row["title"]) });
  }
  const names = new Map([...areas, ...departments].map((row) => [textOf(row["code"]), textOf(row["name"])]));
  const reasons = new Map(exemptions.map((row) => [textOf(row["id"]), textOf(row["reason"])]));
  return {
    titleOf: (item, language) => titles.get(item)?.[language === "EN" ? "en" : "zh"] ?? item,
    nameOf: (code) => names.get(code) ?? code,
    departments: new Set(departments.map((row) => textOf(row["code"]))),
    reasonOf: (exemption) => reasons.get(exemption) ?? null,
    calendar: workingDaysIn(
      lookups(
        () => null,
        () => calendar,
      ),
    ),
  };
}

/** None where the graph has no such feed. What was withdrawn since is in no past. */
function allOf(
  { contracts, statements }: Source,
  asOf: number,
): (feed: string, fields: readonly string[]) => Promise<readonly Row[]> {
  return async (feed, fields) => {
    const contract = contracts().find(({ id }) => id === feed);
    if (!contract) return [];
    const rows: Row[] = [];
    const wanted = new Set(["id", ...fields]);
    const list = { where: {}, orderBy: [], asOf, fields: wanted };
    for await (const records of publishedBatches(statements, contract, list))
      for (const record of records)
        rows.push(Object.fromEntries([...wanted].map((field) => [field, record[field] ?? null])));
    return rows;
  };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
