/** What became of sources, as rows: several hubs share them. */
import type { Queryable } from "#kit/hub";
import type { Refusal } from "../desk/entities.js";
import { nextOf, type Source } from "./definition.js";

export const OUTCOMES = ["HANDED_IN", "UNCHANGED", "FAILED"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface SourceRun {
  readonly id: string;
  readonly schedule: string;
  readonly nextAt: Date;
  /** Since when a hub has been at it; null: none is. */
  readonly runningSince: Date | null;
  /** When the last run began, and what came of it; null before the first. */
  readonly lastAt: Date | null;
  readonly outcome: Outcome | null;
  /** How often it failed since it last went well. */
  readonly failures: number;
  readonly refusal: Refusal | null;
  /** What was handed in last. */
  readonly submission: string | null;
}

const FIELDS = `id, schedule, next_at AS "nextAt", running_since AS "runningSince", last_at AS "lastAt", outcome, failures, refusal, submission`;

export async function readRuns(
  client: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, SourceRun>> {
  const { rows } = await client.query<SourceRun>(
    `SELECT ${FIELDS} FROM disclosure.source WHERE id = ANY($1)`,
    [ids],
  );
  return new Map(rows.map((run) => [run.id, run]));
}

/** A new source waits for its schedule, and one whose schedule was changed for its new one. */
export async function schedule(client: Queryable, source: Source, now: Date): Promise<void> {
  await client.query(
    `INSERT INTO disclosure.source AS s (id, schedule, next_at) VALUES ($1, $2, $3)
    ON CONFLICT (id) DO UPDATE SET schedule = excluded.schedule, next_at = excluded.next_at WHERE s.schedule <> excluded.schedule`,
    [source.id, source.schedule, nextOf(source, now)],
  );
}

/** Its turn is now, whatever its schedule says. */
export async function hasten(client: Queryable, id: string, now: Date): Promise<void> {
  await client.query("UPDATE disclosure.source SET next_at = $2 WHERE id = $1", [id, now]);
}

export async function begin(client: Queryable, id: string, now: Date): Promise<void> {
  await client.query("UPDATE disclosure.source SET running_since = $2 WHERE id = $1", [id, now]);
}

/** It was broken off by us, and is still due. */
export async function breakOff(client: Queryable, id: string): Promise<void> {
  await client.query("UPDATE disclosure.source SET running_since = NULL WHERE id = $1", [id]);
}

export async function succeed(
  client: Queryable,
  source: Source,
  { submission, now }: { readonly submission: string | null; readonly now: Date },
): Promise<void> {
  await client.query(
    `UPDATE disclosure.source SET last_at = running_since, running_since = NULL, outcome = $2, failures = 0, refusal = NULL,
      submission = coalesce($3, submission), next_at = $4 WHERE id = $1`,
    [source.id, submission === null ? "UNCHANGED" : "HANDED_IN", submission, nextOf(source, now)],
  );
}

const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 6 * 3_600_000;

/** 1 min, 2 min, 4 min, … 6 h, of which up to a quarter is left out by chance. */
export async function fail(
  client: Queryable,
  { id, failures }: Pick<SourceRun, "id" | "failures">,
  { refusal, now }: { readonly refusal: Refusal; readonly now: Date },
): Promise<void> {
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 20));
  await client.query(
    `UPDATE disclosure.source SET last_at = running_since, running_since = NULL, outcome = 'FAILED', failures = failures + 1, refusal = $2, next_at = $3 WHERE id = $1`,
    [id, JSON.stringify(refusal), new Date(now.getTime() + pause * (1 - Math.random() / 4))],
  );
}

export interface KnownFile {
  readonly mark: string | null;
  readonly digest: string;
}

/** The files that were handed in last, by name. One whose hub died before it was registered was not. */
export async function readFiles(client: Queryable, source: string): Promise<ReadonlyMap<string, KnownFile>> {
  const { rows } = await client.query<KnownFile & { readonly name: string }>(
    `SELECT f.name, f.mark, f.digest FROM disclosure.source_file f JOIN disclosure.submission s ON s.id = f.submission WHERE f.source = $1`,
    [source],
  );
  return new Map(rows.map(({ name, mark, digest }) => [name, { mark, digest }]));
}

export async function noteFile(
  client: Queryable,
  source: string,
  { name, mark, digest, submission }: KnownFile & { readonly name: string; readonly submission: string },
): Promise<void> {
  await client.query(
    `INSERT INTO disclosure.source_file (source, name, mark, digest, submission) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (source, name) DO UPDATE SET mark = excluded.mark, digest = excluded.digest, submission = excluded.submission`,
    [source, name, mark, digest, submission],
  );
}

/** The same bytes with another mark: touched, or moved to another server. */
export async function noteMark(
  client: Queryable,
  source: string,
  { name, mark }: { readonly name: string; readonly mark: string | null },
): Promise<void> {
  await client.query("UPDATE disclosure.source_file SET mark = $3 WHERE source = $1 AND name = $2", [
    source,
    name,
    mark,
  ]);
}
