/**
 * The clock of each record that has a deadline of its own: when it began, when it was due, and when the
 * record was public first, by whatever release. Kept as numbers of records, and one by one where they came
 * late.
 */
import { addDays, provisionOn } from "#kit";
import { tableOf, type Queryable } from "#kit/hub";
import { columnOf, type Made } from "./evidence.js";
import type { Clocked, Standing } from "./standing.js";

interface Group {
  readonly department: string;
  readonly started: string;
  readonly met: string;
  readonly records: number;
}

interface Timed extends Group {
  readonly due: string;
  /** Working days by which it was late, the day on which it came counted; 0: in time. */
  readonly delay: number;
}

/** Adds what a release of the feed brought and takes away what it closed. */
export async function addClocks(
  client: Queryable,
  standing: Standing,
  clocked: Clocked,
  made: Made,
): Promise<void> {
  const { number, kind } = made;
  const { contract } = clocked;
  const [table, started] = [tableOf(contract), columnOf(contract, clocked.due.after)];
  const closed =
    kind === "EXPIRY"
      ? ""
      : `UNION ALL SELECT t.record_id, t.department, ${started}, -1 FROM ${table} t WHERE t.closed_in = $1`;
  const { rows } = await client.query<Group>(
    `SELECT c.department, c.started, ${FIRST_DAY} AS met, sum(c.delta)::int AS records FROM (
      SELECT t.record_id, t.department, ${started} AS started, 1 AS delta FROM ${table} t WHERE t.opened_in = $1 ${closed}
    ) c ${firstRelease(table)} WHERE c.started IS NOT NULL GROUP BY 1, 2, 3 HAVING sum(c.delta) <> 0`,
    [number],
  );
  await addGroups(client, contract.id, timed(clocked, standing, rows), made);
  await closeLate(client, clocked, made, false);
  if (kind !== "EXPIRY") await openLate(client, clocked, standing, made, false);
}

/** After a change of the calendar or of the deadline: what is known now is another thing from this day on. */
export async function restateClocks(
  client: Queryable,
  standing: Standing,
  clocked: Clocked,
  made: Made,
): Promise<void> {
  const { contract } = clocked;
  const [table, started] = [tableOf(contract), columnOf(contract, clocked.due.after)];
  const { rows } = await client.query<Group>(
    `SELECT c.department, c.started, ${FIRST_DAY} AS met, sum(c.delta)::int AS records FROM (
      SELECT t.record_id, t.department, ${started} AS started, 1 AS delta FROM ${table} t WHERE t.opened_in <= $1
      UNION ALL SELECT t.record_id, t.department, ${started}, -1 FROM ${table} t JOIN hub.release e ON e.number = t.closed_in
        WHERE t.closed_in <= $1 AND e.kind <> 'EXPIRY'
    ) c ${firstRelease(table)} WHERE c.started IS NOT NULL GROUP BY 1, 2, 3 HAVING sum(c.delta) <> 0`,
    [made.number],
  );
  const { rows: known } = await client.query<Timed>(
    `SELECT department, started_on AS started, met_on AS met, due_on AS due, delay, -sum(records)::int AS records FROM disclosure.clock
    WHERE feed = $1 GROUP BY 1, 2, 3, 4, 5 HAVING sum(records) <> 0`,
    [contract.id],
  );
  const text = ({ department, started, met, due, delay }: Timed): string =>
    JSON.stringify([department, started, met, due, delay]);
  const moved = [...Map.groupBy([...known, ...timed(clocked, standing, rows)], text).values()].flatMap(
    (same) => {
      const records = same.reduce((sum, one) => sum + one.records, 0);
      return same[0] && records !== 0 ? [{ ...same[0], records }] : [];
    },
  );
  await addGroups(client, contract.id, moved, made);
  await closeLate(client, clocked, made, true);
  await openLate(client, clocked, standing, made, true);
}

const FIRST_DAY = "(r.released_at AT TIME ZONE 'Asia/Shanghai')::date";

function firstRelease(table: string): string {
  return `CROSS JOIN LATERAL (SELECT min(v.opened_in) AS number FROM ${table} v WHERE v.record_id = c.record_id) f JOIN hub.release r ON r.number = f.number`;
}

/** Without those of before the law asked for it. */
function timed(
  { due }: Clocked,
  { published, calendar }: Standing,
  groups: readonly Group[],
): readonly Timed[] {
  const lastDays = new Map<string, string | null>();
  const lastDayOf = (day: string): string | null => {
    const isAsked = due.deadline.versions.some(({ from }) => from <= day);
    return isAsked ? calendar.add(day, provisionOn(due.deadline, day, published).values.days).date : null;
  };
  return groups.flatMap((group) => {
    const last = lastDays.get(group.started) ?? lastDayOf(group.started);
    lastDays.set(group.started, last);
    if (last === null) return [];
    const delay = group.met > last ? calendar.between(last, addDays(group.met, -1)) + 1 : 0;
    return [{ ...group, due: last, delay }];
  });
}

async function addGroups(
  client: Queryable,
  feed: string,
  groups: readonly Timed[],
  { day }: Made,
): Promise<void> {
  await client.query(
    `INSERT INTO disclosure.clock AS k (feed, department, started_on, due_on, met_on, known_on, delay, records)
    SELECT $1, department, started, due, met, $2::date, delay, records
    FROM jsonb_to_recordset($3::jsonb) AS c (department text, started date, due date, met date, delay int, records int)
    ON CONFLICT (feed, started_on, department, due_on, met_on, known_on) DO UPDATE SET records = k.records + excluded.records`,
    [feed, day, JSON.stringify(groups)],
  );
}

/** What is not public any more, or was corrected, is no longer named. */
async function closeLate(
  client: Queryable,
  { contract }: Clocked,
  { number, day }: Made,
  isWhole: boolean,
): Promise<void> {
  const closed = isWhole
    ? "$2::int IS NOT NULL"
    : `record IN (SELECT t.record_id FROM ${tableOf(contract)} t WHERE t.closed_in = $2)`;
  const values = [contract.id, number, day];
  const chosen = `feed = $1 AND until = 'infinity' AND ${closed}`;
  await client.query(`DELETE FROM disclosure.late_record WHERE ${chosen} AND since >= $3::date`, values);
  await client.query(`UPDATE disclosure.late_record SET until = $3::date WHERE ${chosen}`, values);
}

async function openLate(
  client: Queryable,
  clocked: Clocked,
  standing: Standing,
  { number, day }: Made,
  isWhole: boolean,
): Promise<void> {
  const { contract } = clocked;
  const [table, started] = [tableOf(contract), columnOf(contract, clocked.due.after)];
  const current = `t.opened_in ${isWhole ? "<=" : "="} $1 AND (t.closed_in IS NULL OR t.closed_in > $1)`;
  const { rows } = await client.query<Group>(
    `SELECT '' AS department, c.started, ${FIRST_DAY} AS met, count(*)::int AS records
    FROM (SELECT t.record_id, ${started} AS started FROM ${table} t WHERE ${current}) c ${firstRelease(table)} WHERE c.started IS NOT NULL GROUP BY 2, 3`,
    [number],
  );
  const late = timed(clocked, standing, rows).filter(({ delay }) => delay > 0);
  if (late.length === 0) return;
  await client.query(
    `INSERT INTO disclosure.late_record (feed, record, department, started_on, due_on, met_on, delay, since)
    SELECT $2, c.record_id, c.department, l.started, l.due, l.met, l.delay, $3::date
    FROM (SELECT t.record_id, t.department, ${started} AS started FROM ${table} t WHERE ${current}) c ${firstRelease(table)}
    JOIN jsonb_to_recordset($4::jsonb) AS l (started date, met date, due date, delay int) ON l.started = c.started AND l.met = ${FIRST_DAY}`,
    [number, contract.id, day, JSON.stringify(late)],
  );
}
