/** The same file a second time: under way, or what the department handed in last of what is published. */
import { EntityManager } from "@mikro-orm/postgresql";
import { HubError } from "#schema/errors.js";
import { SubmissionEntity, type Submission } from "../desk/entities.js";
import { STATE_NAMES } from "../desk/states.js";

/** Throws SUBMISSION_SAME_BYTES. A file that was refused, returned, withdrawn, found faulty or followed by another may come again. */
export async function refuseSameBytes(em: EntityManager, { id, feed, department, sha256 }: Submission): Promise<void> {
  const underWay = await em.findOne(SubmissionEntity, { id: { $ne: id }, feed, department, sha256, $or: [{ state: { $in: ["RECEIVED", "SUBMITTED", "APPROVED"] } }, { state: "CHECKED", errors: 0 }] });
  const last = await em.findOne(SubmissionEntity, { feed, department, kind: "FEED", state: "PUBLISHED" }, { orderBy: { id: "desc" } });
  const same = underWay ?? (last?.sha256 === sha256 ? last : null);
  if (same) throw new HubError("SUBMISSION_SAME_BYTES", { submission: same.id, state: STATE_NAMES[same.state] });
}
