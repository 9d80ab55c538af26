/** Matches as entries of an Atom feed. */
import { writePlace } from "#kit";
import { reminderText, reminderTitle, type AtomEntry, type AtomFeed, type Reminder } from "#kit/hub";
import type { StandingQuery } from "../query/standing-queries.js";
import type { Match, MatchPage } from "../read/matches.js";
import { atomPath } from "./paths.js";

export function toAtom(
  { id, title, createdAt }: StandingQuery,
  { matches, reminders, end }: MatchPage & { readonly reminders: readonly Reminder[] },
  before: string | null,
): AtomFeed {
  const entries = [...reminders.map(toReminderEntry), ...matches.map((match) => toEntry(id, match))].toSorted(
    (one, other) => other.updated.getTime() - one.updated.getTime(),
  );
  return {
    name: id,
    title: title ?? "通查订阅推送",
    updated: entries[0]?.updated ?? createdAt,
    self: before === null ? atomPath(id) : `${atomPath(id)}?before=${before}`,
    next: end === null ? null : `${atomPath(id)}?before=${writePlace(end)}`,
    entries,
  };
}

function toReminderEntry(reminder: Reminder): AtomEntry {
  return {
    name: `reminder ${reminder.number} ${reminder.at.toISOString()}`,
    title: reminderTitle(reminder),
    updated: reminder.at,
    category: { term: "disclosure.duties", label: "公开任务" },
    content: reminderText(reminder),
  };
}

/** A correction is an entry of its own, for it is something new to whoever has read the first. */
function toEntry(
  id: string,
  { contract, record, release, laterEpoch, releasedAt, title, body, day, isCorrection }: Match,
): AtomEntry {
  return {
    name: [id, record, release, ...(laterEpoch === null ? [] : [laterEpoch])].join(" "),
    title: `${contract.title.zh}${isCorrection ? "（更正）" : ""}：${title}`,
    updated: releasedAt,
    category: { term: contract.id, label: contract.title.zh },
    content: [...(day === null ? [] : [day]), title, body, `${contract.type} ${record}`].join("\n"),
  };
}
