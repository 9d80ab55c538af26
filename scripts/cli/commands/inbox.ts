/** `tongcha inbox`: the submissions that wait for a reviewer, to be approved or to be published. */
import { HUB_OPTIONS } from "../ask-hub.js";
import type { Command } from "../command.js";
import { listSubmissions, say } from "../review/ask.js";
import { printSubmission } from "../review/print-submission.js";

const command: Command = {
  name: "inbox",
  help: { zh: "待审核和待发布的报送（审核员）。", en: "What waits for a reviewer." },
  options: HUB_OPTIONS,
  run: async (input) => {
    const waiting = [
      ...(await listSubmissions(input, "SUBMITTED")),
      ...(await listSubmissions(input, "APPROVED")),
    ];
    say(
      waiting.length === 0
        ? "没有待审核的报送。 Nothing waits."
        : waiting.map((submission) => printSubmission(submission, "reviewer")).join("\n"),
    );
  },
};
export default command;
