/**
 * Seals what an earlier release kept in the clear: files as they came, and their sums. Each step is whole in
 * itself, so that a process that dies leaves the rest to the next one.
 */
import { ifFree, type Database, type HubParts } from "#kit/hub";
import { describeError } from "#schema/runtime/describe-error.js";
import { repeat } from "#schema/runtime/repeat.js";
import { createSeal, type Seal } from "./seal.js";

const LOOK_EVERY_MS = 3_600_000;
/** Parts of a mebibyte each. */
const AT_ONCE = 4;
/** Characters of a plain sum in hexadecimal. */
const PLAIN_SUM = 64;

/** Looks again every hour: processes of the earlier release may go on beside this one for a time. */
export function startSealing({
  database,
  originalKey,
  log,
}: Pick<HubParts, "database" | "originalKey" | "log">): () => Promise<void> {
  const seal = createSeal(originalKey);
  return repeat({
    everyMs: LOOK_EVERY_MS,
    work: () =>
      ifFree(database, "sealing of originals", async () => {
        const sealed = await sealClear(database, seal);
        if (sealed > 0) log.info({ parts: sealed }, "Originals that lay in the clear were sealed");
      }),
    onFault: (error) =>
      log.error(describeError(error), "Originals could not be sealed; it will be tried again"),
    onBack: (tries) => log.info({ tries }, "Originals are sealed again"),
  }).stop;
}

/** Gives how many parts of files were sealed. */
export async function sealClear(database: Database, seal: Seal): Promise<number> {
  const { pool, kind } = database;
  let sealed = 0;
  for (;;) {
    const { rows } = await pool.query<{ submission: string; part: number; bytes: Buffer }>(
      `SELECT submission, part, bytes FROM disclosure.original WHERE sealed_by IS NULL LIMIT ${AT_ONCE}`,
    );
    for (const { submission, part, bytes } of rows)
      await pool.query(
        "UPDATE disclosure.original SET bytes = $3, sealed_by = $4 WHERE submission = $1 AND part = $2 AND sealed_by IS NULL",
        [submission, part, seal.close({ submission, part }, bytes), seal.name],
      );
    sealed += rows.length;
    if (rows.length < AT_ONCE) break;
  }
  await sealSums(database, seal);
  if (sealed > 0) for (const step of FORGET[kind]) await pool.query(step);
  return sealed;
}

/**
 * The former rows are gone for every reader, and still lie in the files until something takes their place. On
 * a server that is left to its operator: the table would be locked meanwhile.
 */
const FORGET: Readonly<Record<Database["kind"], readonly string[]>> = {
  embedded: [
    "VACUUM FULL disclosure.original",
    "VACUUM FULL disclosure.submission",
    "SET wal_recycle = off",
    "SELECT pg_switch_wal()",
    "CHECKPOINT",
    "RESET wal_recycle",
  ],
  server: ["VACUUM disclosure.original"],
};

/** Leaves the sum of a file of which there is a second copy under way: that one is refused by the other's. */
async function sealSums({ pool }: Database, seal: Seal): Promise<void> {
  const { rows } = await pool.query<{ plain: string }>(
    `SELECT DISTINCT sha256 AS plain FROM disclosure.submission WHERE length(sha256) = ${PLAIN_SUM}`,
  );
  if (rows.length === 0) return;
  const plain = rows.map((row) => row.plain);
  await pool.query(
    `UPDATE disclosure.submission s SET sha256 = sum.keyed FROM unnest($1::text[], $2::text[]) AS sum(plain, keyed)
      WHERE s.sha256 = sum.plain AND NOT EXISTS (SELECT FROM disclosure.submission other
        WHERE other.feed = s.feed AND other.department = s.department AND other.sha256 = sum.keyed)`,
    [plain, plain.map(seal.digest)],
  );
}
