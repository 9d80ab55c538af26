/**
 * `tongcha approve <id>`: approves the difference that was shown, by the beginning of its digest and the
 * names of what is unusual in it.
 */
import { HubError } from "#schema/errors.js";
import { HUB_OPTIONS } from "../ask-hub.js";
import { textOption, type Command } from "../command.js";
import { ask, findSubmission, say, shortId } from "../review/ask.js";

/** Characters of a digest that `show` prints. */
const DIGEST_LENGTH = 12;

const command: Command = {
  name: "approve",
  parameters: "<id>",
  help: { zh: "审核通过（审核员，不能是报送人）。", en: "Approves (reviewer, never the submitter)." },
  options: [
    ...HUB_OPTIONS,
    {
      flags: "--digest <digest>",
      help: "所审差异的校验值（哈希），见 show Digest of the difference that was seen.",
    },
    {
      flags: "--acknowledge <names>",
      help: "已逐项核对的异常变化的名称，用逗号隔开 Names of the unusual changes that were seen, joined by commas.",
    },
    { flags: "--note <text>", help: "审核意见 Note." },
  ],
  run: async (input) => {
    const submission = await findSubmission(input);
    const given = (textOption(input, "digest") ?? "").toLowerCase();
    if (given.length < DIGEST_LENGTH)
      throw new HubError("OPTION_INVALID", {
        option: "--digest",
        wanted: `npx tongcha show ${shortId(submission)} 所示的校验值`,
        wantedEn: `as npx tongcha show ${shortId(submission)} shows it`,
      });
    const digest = submission.difference?.digest ?? given;
    if (!digest.startsWith(given)) throw new HubError("SUBMISSION_STALE");
    const acknowledged = (textOption(input, "acknowledge") ?? "").split(/[,，、\s]+/).filter(Boolean);
    await ask(
      input,
      `mutation ($id: ID!, $digest: String!, $acknowledged: [String!], $note: String) {
      result: approve(id: $id, differenceDigest: $digest, acknowledged: $acknowledged, note: $note) { state } }`,
      { id: submission.id, digest, acknowledged, note: textOption(input, "note") },
    );
    say(`已通过。下一步 Next: npx tongcha publish ${shortId(submission)}`);
  },
};
export default command;
