/**
 * What holds after a release: the plan, the contracts, the calendar and provisions, exemptions, departments.
 */
import {
  calendarReference,
  lookups,
  provisionReference,
  snakeCase,
  storedFields,
  workingDaysIn,
  type DueRule,
  type FeedContract,
  type Row,
  type RowContext,
  type WorkingDays,
} from "#kit";
import { tableOf, type Queryable } from "#kit/hub";
import { contractItem, isPeriodicRule } from "../plan/contract-items.js";
import { departmentReference } from "../plan/departments.js";
import type { Item } from "../plan/item.js";
import { plannedFeeds, planItems, type PlanRow } from "../plan/plan-items.js";
import { horizonOf } from "../plan/schedule.js";
import type { Counted } from "./evidence.js";
import { expectedOf, type Expected } from "./expected.js";

export interface Standing {
  readonly contracts: readonly FeedContract[];
  /** By their ids: one whose rhythm changed is several. */
  readonly items: ReadonlyMap<string, readonly Item[]>;
  readonly expected: readonly Expected[];
  /** Feeds each record of which has a deadline. */
  readonly clocks: readonly Clocked[];
  /** What is counted of a feed. */
  readonly counted: ReadonlyMap<string, readonly Counted[]>;
  /** Records of exemptions by `exemptionKey`. */
  readonly exemptions: ReadonlyMap<string, string>;
  readonly calendar: WorkingDays;
  readonly published: Pick<RowContext, "rows">;
  /** What the days of all duties follow from, to be compared. */
  readonly law: string;
  readonly horizon: string;
  /** `feed department` of those that have handed a feed in. */
  readonly firsts: ReadonlySet<string>;
}

export interface Clocked {
  readonly contract: FeedContract;
  readonly due: Extract<DueRule, { readonly kind: "working-days" }>;
}

const [DUTIES, EXEMPTIONS, AREAS] = ["disclosure.duties", "disclosure.exemptions", "directory.areas"];
/** After a release of one of these another thing holds. */
export const STANDING_FEEDS: ReadonlySet<string> = new Set([
  DUTIES,
  EXEMPTIONS,
  AREAS,
  departmentReference.feed,
  calendarReference.feed,
  provisionReference.feed,
]);

export function exemptionKey(item: string, department: string, period: string): string {
  return JSON.stringify([item, department, period]);
}

/** `day`: of the release. */
export async function readStanding(
  client: Queryable,
  contracts: readonly FeedContract[],
  { number, day }: { readonly number: number; readonly day: string },
): Promise<Standing> {
  const read = new Map<string, readonly StandingRow[]>();
  for (const feed of STANDING_FEEDS) {
    const contract = contracts.find(({ id }) => id === feed);
    read.set(feed, contract ? await rowsAt(client, contract, number) : []);
  }
  const rowsOf = (feed: string): readonly StandingRow[] => read.get(feed) ?? [];
  const published = lookups(
    () => null,
    ({ feed }) => rowsOf(feed).map(({ row }) => row),
  );
  const plan = rowsOf(DUTIES).map(({ row, knownOn }): PlanRow => ({ ...planRow(row), knownOn }));
  const areas = rowsOf(AREAS).flatMap(({ row }) =>
    row["kind"] === "DISTRICT" || typeof row["code"] !== "string" ? [] : [row["code"]],
  );
  const firsts = await readFirsts(client, number);
  const planned = plannedFeeds(plan);
  const items = [
    ...planItems(plan, { rows: published.rows, contracts, areas }),
    ...contracts.flatMap((contract) => {
      const first = firsts.get(contract.id);
      if (!first || planned.has(contract.id) || !isPeriodicRule(contract.due)) return [];
      return contractItem(contract, first, published) ?? [];
    }),
  ];
  const expected = contracts.flatMap(expectedOf);
  return {
    contracts,
    items: Map.groupBy(items, ({ id }) => id),
    expected,
    clocks: contracts.flatMap((contract) =>
      contract.due.kind === "working-days" ? [{ contract, due: contract.due }] : [],
    ),
    counted: countedBy(items, expected),
    exemptions: new Map(
      rowsOf(EXEMPTIONS).map(({ row, record }) => [
        exemptionKey(String(row["item"]), String(row["departmentCode"]), String(row["periodKey"])),
        record,
      ]),
    ),
    calendar: workingDaysIn(published),
    published,
    law: JSON.stringify([rowsOf(calendarReference.feed), rowsOf(provisionReference.feed)]),
    horizon: horizonOf(day),
    firsts: new Set([...firsts].flatMap(([feed, of]) => [...of.keys()].map((code) => `${feed} ${code}`))),
  };
}

function countedBy(
  items: readonly Item[],
  expected: readonly Expected[],
): ReadonlyMap<string, readonly Counted[]> {
  const all: readonly Counted[] = [
    ...items.flatMap(({ rhythm, stretches }) => stretches.map(({ evidence }) => ({ evidence, rhythm }))),
    ...expected.map(({ evidence }) => ({ evidence, rhythm: null })),
  ];
  return Map.groupBy(all, ({ evidence }) => evidence.feed);
}

interface StandingRow {
  readonly record: string;
  /** The day of the release that published the record first. */
  readonly knownOn: string;
  readonly row: Row;
}

/** The records that are public after a release, in one order. */
async function rowsAt(
  client: Queryable,
  contract: FeedContract,
  number: number,
): Promise<readonly StandingRow[]> {
  const table = tableOf(contract);
  const fields = storedFields(contract);
  const { rows } = await client.query<Record<string, Row[string]> & { $record: string; $known: string }>(
    `SELECT t.record_id AS "$record", (r.released_at AT TIME ZONE 'Asia/Shanghai')::date AS "$known",
      ${fields.map(({ field, sqlName }) => `t."${sqlName}" AS "${field}"`).join(", ")}
    FROM ${table} t CROSS JOIN LATERAL (SELECT min(v.opened_in) AS number FROM ${table} v WHERE v.record_id = t.record_id) f JOIN hub.release r USING (number)
    WHERE t.opened_in <= $1 AND (t.closed_in IS NULL OR t.closed_in > $1) ORDER BY t."${snakeCase(contract.order.field)}", t.record_id`,
    [number],
  );
  return rows.map(({ $record: record, $known: knownOn, ...row }) => ({ record, knownOn, row }));
}

/** Who handed a feed in, by feed, with the day of the first release. */
async function readFirsts(
  client: Queryable,
  number: number,
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const { rows } = await client.query<{ feed: string; department: string; day: string }>(
    `SELECT feed, department, (min(released_at) AT TIME ZONE 'Asia/Shanghai')::date AS day FROM hub.release
    WHERE kind = 'FEED' AND number <= $1 GROUP BY feed, department ORDER BY feed, department`,
    [number],
  );
  return new Map(
    [...Map.groupBy(rows, ({ feed }) => feed)].map(([feed, of]) => [
      feed,
      new Map(of.map(({ department, day }) => [department, day])),
    ]),
  );
}

function planRow(row: Row): Omit<PlanRow, "knownOn"> {
  const text = (field: string): string | null => {
    const value = row[field];
    return typeof value === "string" ? value : null;
  };
  const needed = (field: string): string => text(field) ?? "";
  const { evidenceCount: count } = row;
  return {
    plan: needed("plan"),
    clause: needed("clause"),
    lead: needed("lead"),
    participants: text("participants"),
    bearer: needed("bearer"),
    rhythm: needed("rhythm"),
    due: text("due"),
    evidenceFeed: text("evidenceFeed"),
    evidenceWhere: text("evidenceWhere"),
    evidencePeriod: text("evidencePeriod"),
    evidenceCount: typeof count === "number" ? count : null,
    evidenceParts: text("evidenceParts"),
    isExemptible: row["isExemptible"] === true,
    from: needed("from"),
    until: text("until"),
  };
}
