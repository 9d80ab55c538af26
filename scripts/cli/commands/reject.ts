/** `tongcha reject <id>`: this is not to be published. */
import { moveCommand } from "../review/moves.js";

export default moveCommand({
  name: "reject",
  mutation: "reject",
  needsReason: true,
  help: { zh: "审核不通过（审核员）。", en: "Rejects (reviewer)." },
  done: () =>
    "审核未通过，已告知填报员。填报员可用 npx tongcha submissions 看到理由。\nRejected; the clerk sees why.",
});
