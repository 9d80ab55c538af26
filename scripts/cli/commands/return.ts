/** `tongcha return <id>`: back to the clerk for correction. */
import { moveCommand } from "../review/moves.js";

export default moveCommand({
  name: "return",
  mutation: "returnForCorrection",
  needsReason: true,
  help: { zh: "退回修改（审核员）。", en: "Returns for correction (reviewer)." },
  done: () => "已退回。填报员可用 npx tongcha submissions 看到理由。\nReturned; the clerk sees why.",
});
