/** `tongcha send <id>`: sends a file that was handed in without `--review` to review. */
import { moveCommand } from "../review/moves.js";

export default moveCommand({
  name: "send",
  mutation: "submitForReview",
  needsReason: false,
  help: { zh: "送审（填报员）。", en: "Sends to review (clerk)." },
  done: (id) => `已送审。由另一人审核：npx tongcha show ${id}\nSent to review: another person reviews it.`,
});
