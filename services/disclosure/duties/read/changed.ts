/** What became of duties after a place: by releases, and by the passing of days. */
import type { Queryable } from "#kit/hub";
import { DUTY_COLUMNS } from "../ledger/versions.js";
import type { ListedDuty } from "./list.js";
import { stateSql } from "./state.js";

/**
 * Up to and with a release, and the end of the day before `day`; `row`: of what comes next, how many are
 * told.
 */
export interface ChangePlace {
  readonly release: number;
  readonly day: string;
  readonly row: number;
}

export interface Changes {
  readonly changes: readonly { readonly duty: ListedDuty; readonly at: ChangePlace }[];
  /** Where to go on when nothing was found here; null: there may be more. */
  readonly end: ChangePlace | null;
}

const PAGE = 200;

/** The last release by which duties are counted. */
export async function readProgress(client: Queryable): Promise<number> {
  const { rows } = await client.query<{ release: number }>("SELECT release FROM disclosure.duty_progress");
  return rows[0]?.release ?? 0;
}

/** True if all releases are counted. */
export async function isCounted(client: Queryable): Promise<boolean> {
  const { rows } = await client.query<{ isCounted: boolean }>(
    `SELECT NOT EXISTS (SELECT FROM hub.release r WHERE r.number > p.release) AS "isCounted" FROM disclosure.duty_progress p`,
  );
  return rows[0]?.isCounted === true;
}

/** One release after the other, then the days that passed. */
export async function listChanged(
  client: Queryable,
  place: ChangePlace,
  { today, upTo }: { readonly today: string; readonly upTo: number },
): Promise<Changes> {
  const {
    rows: [next],
  } = await client.query<{ release: number | null }>(
    "SELECT min(release) AS release FROM disclosure.duty WHERE release > $1 AND release <= $2",
    [place.release, upTo],
  );
  const release = next?.release ?? null;
  if (release === null)
    return listPassed(client, { ...place, release: Math.max(place.release, upTo) }, today);
  const { rows } = await client.query<ListedDuty>(
    `SELECT ${DUTY_COLUMNS}, ${stateSql("$1::date")} AS state, $1::date AS "asOf" FROM disclosure.duty d WHERE d.release = $2
    ORDER BY d.item, d.department, d.period, d.subject OFFSET $3 LIMIT ${PAGE}`,
    [today, release, place.row],
  );
  return pageOf(rows, place, { ...place, release, row: 0 });
}

/** Duties whose last day ended, or that can be done from now on. */
async function listPassed(client: Queryable, place: ChangePlace, today: string): Promise<Changes> {
  if (place.day >= today) return { changes: [], end: place };
  const { rows } = await client.query<ListedDuty>(
    `SELECT ${DUTY_COLUMNS}, ${stateSql("$1::date")} AS state, $1::date AS "asOf" FROM disclosure.duty d
    WHERE d.until = 'infinity' AND d.met_on IS NULL AND d.exemption IS NULL
      AND (d.due_on >= $2::date AND d.due_on < $1::date OR d.opens_on > $2::date AND d.opens_on <= $1::date)
    ORDER BY d.item, d.department, d.period, d.subject OFFSET $3 LIMIT ${PAGE}`,
    [today, place.day, place.row],
  );
  return pageOf(rows, place, { ...place, day: today, row: 0 });
}

/** `after`: where the next thing begins once this one is told. */
function pageOf(rows: readonly ListedDuty[], place: ChangePlace, after: ChangePlace): Changes {
  const isLast = rows.length < PAGE;
  const changes = rows.map((duty, at) => ({
    duty,
    at: isLast && at === rows.length - 1 ? after : { ...place, row: place.row + at + 1 },
  }));
  return { changes, end: rows.length === 0 ? after : null };
}
