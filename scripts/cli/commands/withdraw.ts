/** `tongcha withdraw <id>`: the clerk takes a submission back before it is published. */
import { moveCommand } from "../review/moves.js";

export default moveCommand({
  name: "withdraw",
  mutation: "withdrawSubmission",
  needsReason: true,
  help: { zh: "撤回报送（填报员）。", en: "Takes a submission back (clerk)." },
  done: () =>
    "已撤回，未作发布。改正后可重新报送：npx tongcha submit <报送事项> <文件>\nWithdrawn; nothing was published.",
});
