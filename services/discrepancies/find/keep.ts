/** Keeps what was found: what is new, what has other words, what is there no more, and what came back. */
import { createHash } from "node:crypto";
import type { Agreement, FeedContract } from "#kit";
import type { Database } from "#kit/hub";
import { compare, type Found } from "./compare.js";

/** Versions of both feeds: the numbers of their last releases. */
export interface Versions {
  readonly here: number;
  readonly there: number;
}

/** Compares in one transaction, and notes up to which versions. */
export async function compareAndKeep(
  database: Database,
  {
    here,
    there,
    agreement,
  }: { readonly here: FeedContract; readonly there: FeedContract; readonly agreement: Agreement },
  versions: Versions,
  now: Date,
): Promise<void> {
  await database.transaction(async (client) => {
    const scope = [here.id, agreement.id];
    const found = await compare(client, here, there, agreement);
    const columnOf = <Field extends keyof Found>(field: Field): readonly Found[Field][] =>
      found.map((each) => each[field]);
    const ids = found.map((each) => idOf(here.id, agreement.id, each));
    await client.query(
      `INSERT INTO discrepancies.found AS f (id, feed, agreement, code, thing, here_record, here_department, here_says, there_record, there_department, there_says, found_at)
      SELECT u.*, $12::timestamptz FROM (SELECT unnest($3::uuid[]), $1::text, $2::text, unnest($4::text[]), unnest($5::text[]), unnest($6::uuid[]), unnest($7::text[]), unnest($8::text[]),
        unnest($9::uuid[]), unnest($10::text[]), unnest($11::text[])) u
      ON CONFLICT (id) DO UPDATE SET here_department = excluded.here_department, here_says = excluded.here_says, there_department = excluded.there_department,
        there_says = excluded.there_says, resolved_at = NULL, found_at = CASE WHEN f.resolved_at IS NULL THEN f.found_at ELSE excluded.found_at END`,
      [
        ...scope,
        ids,
        columnOf("code"),
        columnOf("thing"),
        columnOf("hereRecord"),
        columnOf("hereDepartment"),
        columnOf("hereSays"),
        columnOf("thereRecord"),
        columnOf("thereDepartment"),
        columnOf("thereSays"),
        now,
      ],
    );
    await client.query(
      "UPDATE discrepancies.found SET resolved_at = $4 WHERE feed = $1 AND agreement = $2 AND resolved_at IS NULL AND NOT id = ANY($3::uuid[])",
      [...scope, ids, now],
    );
    await client.query(
      "INSERT INTO discrepancies.compared VALUES ($1, $2, $3, $4) ON CONFLICT (feed, agreement) DO UPDATE SET here = excluded.here, there = excluded.there",
      [...scope, versions.here, versions.there],
    );
  });
}

/** The same while it is about the same records in the same way. */
function idOf(feed: string, agreement: string, { code, hereRecord, thereRecord }: Found): string {
  const hex = createHash("sha256")
    .update([feed, agreement, code, hereRecord ?? "", thereRecord ?? ""].join("\0"))
    .digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
