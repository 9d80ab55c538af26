/** The same file a second time: under way, or what the department handed in last of what is published. */
import type { MikroORM } from "@mikro-orm/postgresql";
import { HubError } from "#schema/errors.js";
import { SubmissionEntity, type Submission } from "../desk/entities.js";
import { STATE_NAMES } from "../desk/states.js";

/**
 * Throws SUBMISSION_SAME_BYTES. A file that was refused, returned, withdrawn, found faulty or followed by
 * another may come again.
 */
export async function refuseSameBytes(
  orm: MikroORM,
  { id, feed, department, digest }: Submission,
): Promise<void> {
  const em = orm.em.fork();
  const underWay = await em.find(
    SubmissionEntity,
    {
      feed,
      department,
      digest,
      $or: [{ state: { $in: ["RECEIVED", "SUBMITTED", "APPROVED"] } }, { state: "CHECKED", errors: 0 }],
    },
    { limit: 2 },
  );
  const [published] = await em.find(
    SubmissionEntity,
    { feed, department, state: "PUBLISHED", release: { $ne: null } },
    { orderBy: { release: "desc" }, limit: 1 },
  );
  const same = underWay.find((other) => other.id !== id) ?? (published?.digest === digest ? published : null);
  if (same)
    throw new HubError("SUBMISSION_SAME_BYTES", { submission: same.id, state: STATE_NAMES[same.state] });
}
