/**
 * Duties as somebody would count them by hand on a day: from all versions that were published up to it, day
 * by day, with nothing kept.
 */
import chineseDays from "chinese-days";
import { addDays, type FeedContract } from "#kit";
import { tableOf, type Database } from "#kit/hub";
import { storedFields } from "../../services/kit/feed/stored-fields.js";

/** State by duty, and number of records by clock. */
export type Model = ReadonlyMap<string, string | number>;

interface Version {
  readonly record: string;
  readonly department: string;
  /** Days; null: it is public still. */
  readonly opened: string;
  readonly closed: string | null;
  readonly cells: Readonly<Record<string, unknown>>;
}

export interface Source {
  readonly versions: ReadonlyMap<string, readonly Version[]>;
  readonly releases: readonly { readonly feed: string; readonly department: string; readonly day: string }[];
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

export async function readModel(database: Database, contracts: readonly FeedContract[]): Promise<Source> {
  const day = (alias: string): string =>
    `to_char(${alias}.released_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')`;
  const versions = new Map<string, readonly Version[]>();
  for (const contract of contracts) {
    const { rows } = await database.pool.query<Record<string, unknown>>(
      `SELECT t.*, ${day("o")} AS "$opened", ${day("c")} AS "$closed" FROM ${tableOf(contract)} t
      JOIN hub.release o ON o.number = t.opened_in LEFT JOIN hub.release c ON c.number = t.closed_in`,
    );
    versions.set(
      contract.id,
      rows.map((row) => ({
        record: String(row["record_id"]),
        department: String(row["department"]),
        opened: String(row["$opened"]),
        closed: text(row["$closed"]) || null,
        cells: Object.fromEntries(storedFields(contract).map(({ field, sqlName }) => [field, row[sqlName]])),
      })),
    );
  }
  const { rows: releases } = await database.pool.query<Source["releases"][number]>(
    `SELECT feed, department, ${day("r")} AS day FROM hub.release r WHERE kind = 'FEED' ORDER BY number`,
  );
  return { versions, releases };
}

export function modelOn(source: Source, today: string): Model {
  const publicOn = (feed: string, day: string): readonly Version[] =>
    (source.versions.get(feed) ?? []).filter(
      ({ opened, closed }) => opened <= day && (closed === null || closed > day),
    );
  const found = new Map<string, string | number>();
  const rests = new Map(
    publicOn("directory.calendar", today).map(({ cells }) => [
      text(cells["date"]),
      cells["kind"] === "WORKDAY",
    ]),
  );
  const isWorkday = (day: string): boolean => rests.get(day) ?? chineseDays.isWorkday(day);
  const workingDayAfter = (day: string, count: number): string => {
    let [at, left] = [day, count];
    while (left > 0 || !isWorkday(at)) {
      at = addDays(at, 1);
      if (left > 0 && isWorkday(at)) left -= 1;
    }
    return at;
  };
  const towns = publicOn("directory.areas", today)
    .flatMap(({ cells }) => (cells["kind"] === "DISTRICT" ? [] : [text(cells["code"])]))
    .toSorted();
  /** Since when something has been so, without a break; null where it is not so today. */
  const since = (isSo: (day: string) => boolean): string | null => {
    if (!isSo(today)) return null;
    let day = today;
    while (day > "2020-01-01" && isSo(addDays(day, -1))) day = addDays(day, -1);
    return day;
  };

  const say = (
    duty: { item: string; department: string; period: string; opens: string; due: string },
    wanted: readonly string[],
    enough: (part: string, day: string) => boolean,
    exemptible: boolean,
  ): void => {
    const lacking = wanted.filter((part) => !enough(part, today));
    const met = since((day) => wanted.every((part) => enough(part, day)));
    const isExempt =
      exemptible &&
      publicOn("disclosure.exemptions", today).some(
        ({ cells }) =>
          cells["item"] === duty.item &&
          cells["departmentCode"] === duty.department &&
          cells["periodKey"] === duty.period,
      );
    let state = "UPCOMING";
    if (met !== null) state = met <= duty.due ? "MET" : "MET_LATE";
    else if (isExempt) state = "EXEMPT";
    else if (duty.due < today) state = lacking.length < wanted.length ? "PARTLY" : "OVERDUE";
    else if (duty.opens <= today) state = "DUE";
    if (duty.due > "2021-03-31") return;
    const missing = wanted[0] === "" ? [] : lacking;
    found.set([duty.item, duty.department, duty.period, duty.due, `{${missing.join(",")}}`].join(" "), state);
  };

  // Clause 1: each month, every town; from July another day, while that is published.
  const rows = publicOn("disclosure.duties", today).map(({ cells, record }) => ({
    clause: text(cells["clause"]),
    from: text(cells["from"]),
    due: text(cells["due"]),
    known:
      (source.versions.get("disclosure.duties") ?? [])
        .filter((version) => version.record === record)
        .map(({ opened }) => opened)
        .toSorted()[0] ?? "",
  }));
  const rowOf = (clause: string, first: string): (typeof rows)[number] | undefined =>
    rows
      .filter((row) => row.clause === clause && row.from <= first)
      .toSorted((one, other) => (one.from < other.from ? 1 : -1))[0];
  const count = (feed: string, day: string, isOne: (version: Version) => boolean): number =>
    publicOn(feed, day).filter(isOne).length;

  for (let at = 0; at < 15; at += 1) {
    const month = monthAt(at);
    const row = rowOf("1", `${month}-01`);
    const next = `${monthAt(at + 1)}-01`;
    const due = workingDayAfter(addDays(next, -1), row?.due.includes("3") ? 3 : 5);
    if (row && due >= row.known)
      say(
        { item: "2020/1", department: "a", period: month, opens: next, due },
        towns,
        (town, day) =>
          count("shop.figures", day, ({ cells }) => cells["month"] === month && cells["areaCode"] === town) >=
          1,
        false,
      );
  }
  for (let at = 0; at < 5; at += 1) {
    const [first, next] = [`${monthAt(at * 3)}-01`, `${monthAt(at * 3 + 3)}-01`];
    const row = rowOf("2", first);
    const due = workingDayAfter(addDays(next, -1), 10);
    if (!row || due < row.known) continue;
    for (const department of ["a", "b", "c"])
      say(
        { item: "2020/2", department, period: `${first.slice(0, 4)}-Q${(at % 4) + 1}`, opens: next, due },
        [""],
        (_, day) =>
          count(
            "shop.meetings",
            day,
            ({ cells, department: by }) =>
              by === department &&
              cells["kind"] === "OPEN" &&
              text(cells["heldOn"]) >= first &&
              text(cells["heldOn"]) < next,
          ) >= 2,
        true,
      );
  }
  for (const year of [2020, 2021]) {
    const row = rowOf("3", `${year}-01-01`);
    const due = workingDayAfter(`${year}-06-30`, 0);
    if (row && due >= row.known)
      say(
        { item: "2020/3", department: "a", period: String(year), opens: `${year}-01-01`, due },
        ["a", "b"],
        (part, day) =>
          count(
            "shop.meetings",
            day,
            ({ cells, department }) =>
              department === part &&
              cells["kind"] === "HEAD" &&
              text(cells["heldOn"]).startsWith(String(year)),
          ) >= 1,
        false,
      );
  }
  // Clause 4: what was released in the school year, whatever became of it.
  const school = rowOf("4", "2020-09-01");
  const schoolDue = workingDayAfter("2020-09-15", 0);
  if (school && schoolDue >= school.known)
    say(
      { item: "2020/4", department: "b", period: "2020-2021", opens: "2020-09-01", due: schoolDue },
      [""],
      (_, day) =>
        (source.versions.get("shop.meetings") ?? []).some(
          ({ opened }) => opened >= "2020-09-01" && opened <= day,
        ),
      false,
    );
  const once = rowOf("5", "2020-10-03");
  if (once)
    say(
      {
        item: "2020/5",
        department: "c",
        period: "once",
        opens: once.from,
        due: workingDayAfter("2020-10-03", 0),
      },
      [""],
      (_, day) => count("shop.answers", day, () => true) >= 1,
      false,
    );
  // The contract's own: each month after the first release.
  const first = source.releases.find(({ feed }) => feed === "shop.lists")?.day;
  for (let at = -1; first !== undefined && first <= today && at < 15; at += 1) {
    const next = `${monthAt(at + 1)}-01`;
    const due = workingDayAfter(addDays(next, -1), 5);
    if (due >= first)
      say(
        { item: "shop.lists", department: "b", period: monthAt(at), opens: next, due },
        [""],
        (_, day) =>
          (source.versions.get("shop.lists") ?? []).some(
            ({ opened }) => opened.slice(0, 7) === monthAt(at + 1) && opened <= day,
          ),
        false,
      );
  }
  for (const { cells, department } of publicOn("shop.documents", today)) {
    const after = text(cells["day"]);
    if (after < "2020-01-01") continue;
    say(
      {
        item: "shop.documents/answer",
        department,
        period: text(cells["number"]),
        opens: after,
        due: workingDayAfter(after, 3),
      },
      [""],
      (_, day) => count("shop.answers", day, (answer) => answer.cells["document"] === cells["number"]) >= 1,
      true,
    );
  }
  for (const { cells, department, record } of publicOn("shop.decisions", today)) {
    const started = text(cells["day"]);
    if (started < "2020-01-01") continue;
    const due = workingDayAfter(started, 7);
    const met =
      (source.versions.get("shop.decisions") ?? [])
        .filter((version) => version.record === record)
        .map(({ opened }) => opened)
        .toSorted()[0] ?? "";
    let delay = 0;
    // The first working day after the last one counts as one; a day of rest counts as the next working day.
    for (let day = due; met > due && day < met; day = workingDayAfter(day, 1)) delay += 1;
    const key = ["shop.decisions", department, started, met, due, delay].join(" ");
    found.set(key, Number(found.get(key) ?? 0) + 1);
  }
  return found;
}

function monthAt(offset: number): string {
  return `${2020 + Math.floor(offset / 12)}-${String(((offset + 12) % 12) + 1).padStart(2, "0")}`;
}
