/**
 * One run of a source: what is new in it goes the way of a clerk's file. Without errors it is sent to review,
 * where a person of the department decides; with errors it waits for the department's clerk.
 */
import type { Asker, HubParts } from "#kit/hub";
import type { Caller } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import { ENDLESS } from "#schema/runtime/lifetime.js";
import type { Submission } from "../desk/entities.js";
import type { Submissions } from "../desk/submissions.js";
import type { Intake } from "../intake/intake.js";
import type { Source } from "./definition.js";
import { fetchSource } from "./fetch/fetch-source.js";
import type { Access, FoundFile } from "./fetch/access.js";
import { noteFile, noteMark, readFiles } from "./runs.js";

export interface HandInParts {
  readonly database: HubParts["database"];
  readonly submissions: Submissions;
  readonly intake: Intake;
}

/** The clerk of whatever comes from a source. Nobody signs in as it. */
export function machineOf({ id, title, department }: Source): Caller {
  return { subject: `source:${id}`, name: `数据源：${title}`, department, roles: ["clerk"] };
}

/**
 * The last submission that was made of it; null: nothing was new. Throws HubErrors, or what our own database
 * has.
 */
export async function handInNew(
  parts: HandInParts,
  source: Source,
  access: Omit<Access, "markOf">,
): Promise<string | null> {
  const { database } = parts;
  const asker = {
    caller: machineOf(source),
    statements: database.statements({ lifetime: ENDLESS, client: `source:${source.id}`, name: "disclosure" }),
  };
  await finishEarlier(parts, source, asker);
  const known = await readFiles(database.pool, source.id);
  let last: string | null = null;
  let fault: unknown = null;
  const markOf = (name: string): string | null => known.get(name)?.mark ?? null;
  for await (const file of fetchSource(source.from, { ...access, markOf }))
    try {
      last = (await handIn(parts, source, asker, file, known.get(file.name)?.digest ?? null)) ?? last;
    } catch (error) {
      if (access.signal.aborted || !(error instanceof HubError)) throw error;
      // One file that is refused holds up no other.
      fault ??= error;
    }
  if (fault !== null) throw fault;
  return last;
}

async function handIn(
  parts: HandInParts,
  source: Source,
  asker: Asker & { readonly caller: Caller },
  { name, mark, bytes }: FoundFile,
  known: string | null,
): Promise<string | null> {
  const { database, submissions, intake } = parts;
  const contract = submissions.contractOf(source.feed);
  const note = (submission: string, digest: string): Promise<void> =>
    noteFile(database.pool, source.id, { name, mark, digest, submission });
  let noted = "";
  try {
    const id = await intake.handIn(contract, asker.caller, { name, source: bytes }, known, (made, digest) => {
      noted = digest;
      return note(made, digest);
    });
    if (id === null) {
      await noteMark(database.pool, source.id, { name, mark });
      return null;
    }
    await sendToReview(parts, source, asker, await intake.checked(id));
    return id;
  } catch (error) {
    if (!(error instanceof HubError) || error.code !== "SUBMISSION_SAME_BYTES") throw error;
    // A person handed it in before.
    await note(String(error.details["submission"]), noted);
    return null;
  }
}

/** What a hub handed in that died before it had sent it to review. */
async function finishEarlier(
  parts: HandInParts,
  source: Source,
  asker: Asker & { readonly caller: Caller },
): Promise<void> {
  const { rows } = await parts.database.pool.query<{ id: string }>(
    "SELECT id FROM disclosure.submission WHERE submitted_by = $1 AND feed = $2 AND department = $3 AND (state = 'RECEIVED' OR (state = 'CHECKED' AND errors = 0)) ORDER BY received_at",
    [asker.caller.subject, source.feed, source.department],
  );
  for (const { id } of rows) await sendToReview(parts, source, asker, await parts.intake.checked(id));
}

async function sendToReview(
  parts: HandInParts,
  source: Source,
  asker: Asker & { readonly caller: Caller },
  { id, state, errors }: Submission,
): Promise<void> {
  if (state !== "CHECKED" || errors > 0) return;
  const { submissions } = parts;
  await submissions.submitForReview(id, asker);
  // A whole list takes the place of those before it; what only adds must all be reviewed.
  if (submissions.contractOf(source.feed).mode !== "snapshot") return;
  const { rows } = await parts.database.pool.query<{ id: string }>(
    `SELECT id FROM disclosure.submission WHERE submitted_by = $1 AND feed = $2 AND department = $3 AND state IN ('CHECKED', 'SUBMITTED')
      AND received_at < (SELECT received_at FROM disclosure.submission WHERE id = $4)`,
    [asker.caller.subject, source.feed, source.department, id],
  );
  for (const older of rows)
    await submissions.withdraw(older.id, asker, "同一数据源又报送了新的一份").catch((error: unknown) => {
      // A person was faster.
      if (!(error instanceof HubError)) throw error;
    });
}
