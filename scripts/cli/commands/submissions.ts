/** `tongcha submissions`: a department's latest submissions, for its clerks. */
import { HUB_OPTIONS } from "../ask-hub.js";
import type { Command } from "../command.js";
import { listSubmissions, say } from "../review/ask.js";
import { printSubmission } from "../review/print-submission.js";

const command: Command = {
  name: "submissions",
  help: { zh: "本部门最近的报送（填报员）。", en: "The department's latest submissions." },
  options: HUB_OPTIONS,
  run: async (input) => {
    const found = await listSubmissions(input, null);
    say(
      found.length === 0
        ? "还没有报送。下一步：npx tongcha submit <报送事项> <文件> None yet."
        : found.map((submission) => printSubmission(submission, "clerk")).join("\n"),
    );
  },
};
export default command;
