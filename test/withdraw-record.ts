/** Takes records down by law, as the desk does once a second person has approved it. */
import type { FeedContract } from "../services/kit/feed/contract.js";
import type { Database } from "../services/kit/store/open/database.js";
import { withdrawRecords } from "../services/kit/store/write/withdraw.js";

export async function withdrawByLaw(
  database: Database,
  contract: FeedContract,
  department: string,
  recordIds: readonly string[],
): Promise<void> {
  await withdrawRecords(database, contract, {
    submission: crypto.randomUUID(),
    department,
    releasedBy: "clerk",
    approvedBy: "reviewer",
    recordIds,
    within: () => Promise.resolve(),
  });
}
