/**
 * What is handed in is kept for a time, and then erased: the file as it came, what was found in its cells,
 * its name and rows that still wait. What was published of it stays, with its hash: the chain covers records,
 * not files.
 */
import type pg from "pg";
import { shanghaiDay } from "#kit";
import { appendTrail, dropStage, forgetAttachments, type HubParts, type Queryable } from "#kit/hub";
import { HubError } from "#schema/errors.js";
import { SYSTEM } from "#schema/trail.js";
import { describeError } from "#schema/runtime/describe-error.js";
import { repeat } from "#schema/runtime/repeat.js";
import type { Attachments } from "../attachments/store/attachments.js";
import type { Submission } from "./entities.js";
import { EVENT_TURN } from "./migrations.js";

const LOOK_EVERY_MS = 3_600_000;
const AT_ONCE = 100;
const NOTE = "保存期满，已删除原件和校验内容";

type Parts = Pick<HubParts, "database" | "contracts" | "limits" | "log">;

/** Returns what stops it, once what is under way has ended. */
export function startRetention(
  parts: Parts & Pick<HubParts, "now" | "isCopy">,
  { eraseLeftovers }: Pick<Attachments, "eraseLeftovers">,
): () => Promise<void> {
  const { log } = parts;
  return repeat({
    everyMs: LOOK_EVERY_MS,
    work: async () => {
      await eraseExpired(parts, parts.now());
      await forgetUnused(parts, parts.now());
      // A copy may share the bucket with the hub whose database it was.
      if (!parts.isCopy()) await eraseLeftovers(parts.now());
    },
    onFault: (error) =>
      log.error(describeError(error), "Originals could not be erased; it will be tried again"),
    onBack: (tries) => log.info({ tries }, "Originals are erased again"),
  }).stop;
}

/** Erases what nothing happened to for as long as its feed keeps it; gives how many. */
export async function eraseExpired(parts: Parts, now: Date): Promise<number> {
  const { database, contracts, limits } = parts;
  const own = contracts().flatMap(({ id, originalDays }) =>
    originalDays === undefined ? [] : [{ id, days: originalDays }],
  );
  let erased = 0;
  for (;;) {
    const due = await findDue(database.pool, own, limits.originalDays, now);
    for (const each of due) {
      if (!(await database.transaction((client) => erase(client, each, now)))) continue;
      erased += 1;
      parts.log.info({ submission: each.id, feed: each.feed }, "An original was erased");
    }
    if (due.length < AT_ONCE) return erased;
  }
}

/** Files that were handed in for rows that never came. */
export async function forgetUnused({ database, contracts, limits, log }: Parts, now: Date): Promise<number> {
  const before = new Date(now.getTime() - limits.originalDays * DAY_MS);
  const forgotten = await forgetAttachments(database, contracts(), before, UNDER_WAY);
  if (forgotten > 0) log.info({ files: forgotten }, "Files that no record named were erased");
  return forgotten;
}

const DAY_MS = 86_400_000;
/** A submission of the department is not at its end. */
const UNDER_WAY =
  "EXISTS (SELECT FROM disclosure.submission s WHERE s.department = n.department AND s.state IN ('RECEIVED', 'CHECKED', 'SUBMITTED', 'APPROVED'))";

interface Due {
  readonly id: string;
  readonly feed: string;
  readonly department: string;
  readonly state: string;
  readonly version: number;
}

/** Not what is being checked: that has just come. */
async function findDue(
  client: Queryable,
  own: readonly { readonly id: string; readonly days: number }[],
  days: number,
  now: Date,
): Promise<readonly Due[]> {
  const { rows } = await client.query<Due>(
    `SELECT s.id, s.feed, s.department, s.state, s.version FROM disclosure.submission s
      LEFT JOIN unnest($1::text[], $2::int[]) AS own(feed, days) ON own.feed = s.feed
      WHERE s.kind = 'FEED' AND s.erased_at IS NULL AND s.state <> 'RECEIVED'
        AND (SELECT max(e.at) FROM disclosure.event e WHERE e.submission = s.id) < $3::timestamptz - make_interval(days => coalesce(own.days, $4))
      ORDER BY s.received_at LIMIT ${AT_ONCE}`,
    [own.map(({ id }) => id), own.map((each) => each.days), now, days],
  );
  return rows;
}

/** One that nobody went on with ends; false when somebody did meanwhile. */
async function erase(
  client: pg.ClientBase,
  { id, feed, department, state, version }: Due,
  now: Date,
): Promise<boolean> {
  await client.query("SELECT pg_advisory_xact_lock($1)", [EVENT_TURN]);
  const to = WAITING.has(state) ? "WITHDRAWN" : state;
  const { rowCount } = await client.query(
    "UPDATE disclosure.submission SET erased_at = $2, file_name = NULL, state = $3, version = version + 1 WHERE id = $1 AND version = $4 AND erased_at IS NULL",
    [id, now, to, version],
  );
  if (rowCount !== 1) return false;
  await client.query("DELETE FROM disclosure.original WHERE submission = $1", [id]);
  await client.query("DELETE FROM disclosure.finding WHERE submission = $1", [id]);
  // What a reviewer wrote of a row may quote it.
  await client.query("UPDATE disclosure.event SET rows = '[]' WHERE submission = $1 AND rows <> '[]'", [id]);
  await client.query(
    "UPDATE disclosure.third_party SET party = NULL, about = NULL, answer_reason = NULL WHERE submission = $1",
    [id],
  );
  await dropStage(client, id);
  await client.query(
    `INSERT INTO disclosure.event (submission, at, "by", by_name, "from", "to", note) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, now, SYSTEM.subject, SYSTEM.name, state, to, NOTE],
  );
  await appendTrail(client, {
    kind: "ORIGINAL_ERASED",
    actor: SYSTEM,
    department,
    subject: id,
    details: { feed, state: to },
  });
  return true;
}

const WAITING: ReadonlySet<string> = new Set(["CHECKED", "SUBMITTED", "APPROVED"]);

/** Throws ORIGINAL_ERASED. */
export function refuseErased({ id, erasedAt }: Pick<Submission, "id" | "erasedAt">): void {
  if (erasedAt) throw new HubError("ORIGINAL_ERASED", { submission: id, date: shanghaiDay(erasedAt) });
}
