/** Who may do what at the desk, by the table of `#schema/access.js`, and what a feed says besides. */
import type { Caller } from "#schema/caller.js";
import { demandOwn } from "#schema/access.js";
import type { FeedContract } from "#kit";
import { HubError } from "#schema/errors.js";

/** A clerk of a department that may hand the feed in. Throws TOKEN_MISSING or FORBIDDEN. */
export function submitterOf(
  caller: Caller | null,
  action: "submission.send" | "submission.requestWithdrawal",
  contract: FeedContract,
): { readonly caller: Caller; readonly department: string } {
  const clerk = demandOwn(caller, action);
  if (contract.submitters === "lead" && clerk.department !== contract.lead)
    throw new HubError("FORBIDDEN", {
      need: "此事项只由牵头部门报送",
      needEn: `only ${contract.lead} hands this feed in`,
    });
  return clerk;
}
