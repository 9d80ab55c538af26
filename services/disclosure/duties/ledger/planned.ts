/** Duties of the plan and of contracts: made anew where their item changed, settled where evidence came. */
import { firstDayOf } from "#kit";
import type { Queryable } from "#kit/hub";
import type { Item, Stretch } from "../plan/item.js";
import { ONCE, plannedDuties, type PlannedDuty } from "../plan/schedule.js";
import { settle, type EvidenceDay } from "../plan/settle.js";
import { keyOf, type Made, type Touched } from "./evidence.js";
import { exemptionKey, type Standing } from "./standing.js";
import {
  isSame,
  openDuties,
  writeDuties,
  type DutyChange,
  type DutyFacts,
  type DutyVersion,
} from "./versions.js";

/** The items that are not what they were; all where the days themselves may be others. */
export function changedItems(before: Standing, after: Standing): readonly string[] {
  const ids = [...new Set([...before.items.keys(), ...after.items.keys()])];
  if (before.law !== after.law || before.horizon !== after.horizon) return ids;
  const text = (standing: Standing, id: string): string => JSON.stringify(standing.items.get(id) ?? []);
  return ids.filter((id) => text(before, id) !== text(after, id));
}

/** Makes the duties of these items what they are by now. */
export async function reschedule(
  client: Queryable,
  standing: Standing,
  ids: readonly string[],
  made: Made,
): Promise<void> {
  for (const id of ids) {
    const open = new Map(
      (await openDuties(client, "d.item = $1 AND d.subject = ''", [id])).map((duty) => [textOf(duty), duty]),
    );
    const changes: DutyChange[] = [];
    for (const item of standing.items.get(id) ?? []) {
      const evidence = await evidenceOfItem(client, item);
      for (const planned of plannedDuties(item, standing.horizon, standing.calendar)) {
        const facts = factsOf(planned, evidence, standing);
        const known = open.get(textOf(planned));
        open.delete(textOf(planned));
        if (!known || !isSame(known, facts))
          changes.push({
            item: id,
            department: planned.department,
            period: planned.period,
            subject: "",
            facts,
          });
      }
    }
    for (const { item, department, period } of open.values())
      changes.push({ item, department, period, subject: "", facts: null });
    await writeDuties(client, made, changes);
  }
}

/** Settles what this evidence is of. */
export async function settlePlanned(
  client: Queryable,
  standing: Standing,
  touched: readonly Touched[],
  made: Made,
): Promise<void> {
  const bySignature = Map.groupBy(touched, ({ signature }) => signature);
  if (bySignature.size === 0) return;
  const changes: DutyChange[] = [];
  for (const item of [...standing.items.values()].flat())
    for (const [signature, found] of bySignature) {
      if (!item.stretches.some((one) => keyOf({ evidence: one.evidence, rhythm: item.rhythm }) === signature))
        continue;
      const periods = [...new Set(found.map(({ period }) => period))];
      const departments = new Set(found.map(({ department }) => department));
      const open = await openDuties(client, "d.item = $1 AND d.period = ANY($2) AND d.subject = ''", [
        item.id,
        periods,
      ]);
      const due = open.flatMap((duty) => {
        const stretch = stretchOf(item, duty);
        if (!stretch || keyOf({ evidence: stretch.evidence, rhythm: item.rhythm }) !== signature) return [];
        return !stretch.isOwn || departments.has(duty.department) ? [{ duty, stretch }] : [];
      });
      const only = due.every(({ stretch }) => stretch.isOwn) ? [...departments] : null;
      const evidence = await readEvidence(client, signature, periods, only);
      for (const { duty, stretch } of due) {
        const facts = { ...duty, ...settledBy(duty, stretch, evidence) };
        if (!isSame(duty, facts)) changes.push({ ...keysOf(duty), facts });
      }
    }
  await writeDuties(client, made, changes);
}

/** An exemption came or went. */
export async function settleExemptions(
  client: Queryable,
  before: Standing,
  after: Standing,
  made: Made,
): Promise<void> {
  const keys = new Set([...before.exemptions.keys(), ...after.exemptions.keys()]);
  const changes: DutyChange[] = [];
  for (const key of keys) {
    if (before.exemptions.get(key) === after.exemptions.get(key)) continue;
    for (const duty of await openDuties(
      client,
      "jsonb_build_array(d.item, d.department, d.period) = $1::jsonb",
      [key],
    )) {
      const exemption = exemptionOf(after, duty);
      if (exemption !== duty.exemption) changes.push({ ...keysOf(duty), facts: { ...duty, exemption } });
    }
  }
  await writeDuties(client, made, changes);
}

/** The record that exempts from a duty, where its item lets one. */
export function exemptionOf(
  standing: Standing,
  { item, department, period, subject }: Pick<DutyVersion, "item" | "department" | "period" | "subject">,
): string | null {
  const record = standing.exemptions.get(exemptionKey(item, department, period));
  if (record === undefined) return null;
  const may =
    subject === ""
      ? standing.items.get(item)?.some((one) => stretchOf(one, { period, department })?.isExemptible === true)
      : standing.expected.some((one) => one.item === item && one.expectation.isExemptible);
  return may === true ? record : null;
}

type ByPeriod = ReadonlyMap<string, readonly EvidenceOfDepartment[]>;
interface EvidenceOfDepartment extends EvidenceDay {
  readonly department: string;
}

async function evidenceOfItem(client: Queryable, item: Item): Promise<ReadonlyMap<string, ByPeriod>> {
  const signatures = new Set(item.stretches.map(({ evidence }) => keyOf({ evidence, rhythm: item.rhythm })));
  const found = new Map<string, ByPeriod>();
  for (const signature of signatures) found.set(signature, await readEvidence(client, signature, null, null));
  return found;
}

/** By period; null: of all periods, or of all departments. */
export async function readEvidence(
  client: Queryable,
  signature: string,
  periods: readonly string[] | null,
  departments: readonly string[] | null,
): Promise<ByPeriod> {
  const { rows } = await client.query<EvidenceOfDepartment & { readonly period: string }>(
    `SELECT period, department, part, day, delta FROM disclosure.duty_evidence
    WHERE signature = $1 AND ($2::text[] IS NULL OR period = ANY($2)) AND ($3::text[] IS NULL OR department = ANY($3))`,
    [signature, periods, departments],
  );
  return Map.groupBy(rows, ({ period }) => period);
}

function factsOf(
  planned: PlannedDuty,
  evidence: ReadonlyMap<string, ByPeriod>,
  standing: Standing,
): DutyFacts {
  const { stretch, rhythm, opensOn, dueOn, isCovered } = planned;
  const own = evidence.get(keyOf({ evidence: stretch.evidence, rhythm })) ?? new Map();
  return {
    feed: stretch.evidence.feed,
    rhythm,
    opensOn,
    dueOn,
    isCovered,
    exemption: exemptionOf(standing, { ...planned, subject: "" }),
    ...settledBy(planned, stretch, own),
  };
}

function settledBy(
  { department, period }: { readonly department: string; readonly period: string },
  { isOwn, evidence, parts, count }: Stretch,
  found: ByPeriod,
): Pick<DutyFacts, "metOn" | "present" | "missing"> {
  const counted = (found.get(period) ?? []).filter((one) => !isOwn || one.department === department);
  const days =
    evidence.part === "departments"
      ? counted.map((one) => ({ day: one.day, part: one.department, delta: one.delta }))
      : counted;
  return settle(days, parts, count);
}

function stretchOf(
  item: Item,
  { department, period }: { readonly department: string; readonly period: string },
): Stretch | undefined {
  return item.stretches.find(
    ({ from, until, bearers }) =>
      bearers.includes(department) &&
      (period === ONCE || (firstDayOf(period) >= from && (until === null || firstDayOf(period) <= until))),
  );
}

function textOf({ department, period }: { readonly department: string; readonly period: string }): string {
  return `${department} ${period}`;
}

function keysOf({ item, department, period, subject }: DutyVersion): Omit<DutyChange, "facts"> {
  return { item, department, period, subject };
}
