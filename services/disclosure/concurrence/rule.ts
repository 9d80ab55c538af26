/** Rules of `disclosure.concurrence-rules` as they hold on a day, and whom they make a submission ask. */
import {
  calendarReference,
  lookups,
  snakeCase,
  storedFields,
  workingDaysIn,
  type FeedContract,
  type Row,
  type StoredField,
  type WorkingDays,
} from "#kit";
import { readConcerned, tableOf, type DifferenceScope, type Queryable } from "#kit/hub";
import { HubError } from "#schema/errors.js";
import { departmentReference, readDepartments, type DepartmentRow } from "../duties/plan/departments.js";
import { fits, parseFilter } from "../duties/plan/evidence-text.js";
import type { Silence } from "./entity.js";

/** A department that must agree, by all rules that name it: the longest time, the strictest silence. */
export interface Consultee {
  readonly department: string;
  readonly days: number;
  readonly silence: Silence;
  readonly basis: string;
  /** Changed records that concern it, by the rule that finds most of them. */
  readonly records: number;
}

const RULES = "disclosure.concurrence-rules";

export function namesDepartments({ kind }: Pick<StoredField, "kind">): boolean {
  return kind === "text" || kind === "codes";
}

/**
 * Whom the changes of a submission concern by the rules of a day, without its own department. Throws
 * CONCURRENCE_RULE_INVALID for a rule whose feed has lost what it names.
 */
export async function consulteesOf(
  client: Queryable,
  contracts: readonly FeedContract[],
  contract: FeedContract,
  scope: DifferenceScope,
  day: string,
): Promise<readonly Consultee[]> {
  const rules = (await publishedRows(client, contracts, RULES)).filter(
    ({ appliesTo, from, until }) =>
      appliesTo === contract.id && textOf(from) <= day && (until === null || textOf(until) >= day),
  );
  const found = new Map<string, Consultee>();
  for (const rule of rules) {
    const [days, silence] = [
      Number(rule["days"]),
      rule["silence"] === "CONSENT" ? "CONSENT" : "REFUSAL",
    ] as const;
    for (const { department, records } of await concernedBy(client, contracts, contract, scope, rule)) {
      if (department === scope.department) continue;
      const known = found.get(department);
      const bases = new Set([...(known ? [known.basis] : []), textOf(rule["basis"])]);
      found.set(department, {
        department,
        days: Math.max(known?.days ?? 0, days),
        silence: known?.silence === "REFUSAL" ? "REFUSAL" : silence,
        basis: [...bases].join("；"),
        records: Math.max(known?.records ?? 0, records),
      });
    }
  }
  return [...found.values()].toSorted((one, other) => (one.department < other.department ? -1 : 1));
}

async function concernedBy(
  client: Queryable,
  contracts: readonly FeedContract[],
  contract: FeedContract,
  scope: DifferenceScope,
  { departments, departmentField, where }: Row,
): Promise<readonly { readonly department: string; readonly records: number }[]> {
  const filter = parseFilter(where === null ? null : textOf(where));
  const by = storedFields(contract).find(({ field }) => field === departmentField) ?? null;
  const isLost = departmentField !== null && (by === null || !namesDepartments(by));
  if (filter === null || !fits(contract, filter) || isLost)
    throw new HubError("CONCURRENCE_RULE_INVALID", { feed: contract.id });
  const found = await readConcerned(client, contract, scope, { by, where: filter });
  if (by !== null) return found.map(({ code, records }) => ({ department: code ?? "", records }));
  const records = found[0]?.records ?? 0;
  if (records === 0) return [];
  const known = (await publishedRows(client, contracts, departmentReference.feed)).map(departmentRow);
  const { codes, unknown } = readDepartments(textOf(departments), known);
  if (unknown.length > 0) throw new HubError("CONCURRENCE_RULE_INVALID", { feed: contract.id });
  return codes.map((department) => ({ department, records }));
}

/** Departments as people call them; the code of one that is published no longer. */
export async function departmentNames(
  client: Queryable,
  contracts: readonly FeedContract[],
  codes: readonly string[],
): Promise<readonly string[]> {
  const known = (await publishedRows(client, contracts, departmentReference.feed)).map(departmentRow);
  return codes.map((code) => known.find((one) => one.code === code)?.shortName ?? code);
}

/** Working days by the calendar that is published now. */
export async function readCalendar(
  client: Queryable,
  contracts: readonly FeedContract[],
): Promise<WorkingDays> {
  const rows = await publishedRows(client, contracts, calendarReference.feed);
  return workingDaysIn(
    lookups(
      () => null,
      () => rows,
    ),
  );
}

/** None where the hub has no such feed. */
async function publishedRows(
  client: Queryable,
  contracts: readonly FeedContract[],
  feed: string,
): Promise<readonly Row[]> {
  const contract = contracts.find(({ id }) => id === feed);
  if (!contract) return [];
  const columns = storedFields(contract).map(({ field, sqlName }) => `"${sqlName}" AS "${field}"`);
  const { rows } = await client.query<Record<string, Row[string]>>(
    `SELECT ${columns.join(", ")} FROM ${tableOf(contract)} WHERE closed_in IS NULL ORDER BY "${snakeCase(contract.order.field)}", record_id`,
  );
  return rows;
}

function departmentRow(row: Row): DepartmentRow {
  const { code, name, shortName, kind } = row;
  return { code: textOf(code), name: textOf(name), shortName: textOf(shortName), kind: textOf(kind) };
}

function textOf(value: Row[string] | undefined): string {
  return typeof value === "string" ? value : "";
}
