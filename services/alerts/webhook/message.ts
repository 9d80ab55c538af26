/** The bodies that go to webhooks. */
import { writePlace } from "#kit";
import { readReminder, type HubParts } from "#kit/hub";
import { latestMatches } from "../read/matches.js";
import { atomPath } from "../outlets/paths.js";

/** Records in one message; the rest is read where `rest` points. It bounds a body to some 100 KiB. */
const MOST_RECORDS = 100;

export interface Told {
  readonly number: number;
  readonly id: string;
  readonly release: number;
  readonly total: number;
}

export function challengeBody(challenge: string): string {
  return JSON.stringify({ type: "webhook.challenge", data: { challenge } });
}

/** What a department was reminded of, as it was on that day. */
export async function remindedBody(
  { database: { pool } }: Pick<HubParts, "database">,
  { id, reminder: number }: { readonly id: string; readonly reminder: number },
): Promise<string | null> {
  const reminder = await readReminder(pool, number);
  if (!reminder) return null;
  const { department, day, at, lines } = reminder;
  return JSON.stringify({
    type: "duties.reminded",
    timestamp: at.toISOString(),
    data: {
      standingQuery: id,
      department,
      day,
      total: lines.length,
      duties: lines.slice(0, MOST_RECORDS),
      rest: lines.length > MOST_RECORDS ? `/reminders/${encodeURIComponent(department)}.atom` : null,
    },
  });
}

/** Null when nothing of it is public any more. */
export async function matchedBody(
  parts: HubParts,
  { number, id, release, total }: Told,
): Promise<string | null> {
  const { matches, end } = await latestMatches(
    { contracts: parts.contracts, statements: parts.database.pool },
    number,
    { release: release + 1, row: 0 },
    MOST_RECORDS,
  );
  const ofRelease = matches.filter((match) => match.release === release);
  const [first] = ofRelease;
  if (!first) return null;
  const rest = end?.release === release ? `${atomPath(id)}?before=${writePlace(end)}` : null;
  return JSON.stringify({
    type: "standing-query.matched",
    timestamp: first.releasedAt.toISOString(),
    data: {
      standingQuery: id,
      release,
      total,
      feed: { id: first.contract.id, title: first.contract.title.zh },
      records: ofRelease.map(({ contract, record, title, day, isCorrection, epoch, row }) => ({
        type: contract.type,
        id: record,
        title,
        day,
        isCorrection,
        cursor: writePlace({ epoch, release, row }),
      })),
      rest,
    },
  });
}
