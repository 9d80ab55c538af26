/**
 * `tongcha show <id>`: the difference of a submission, in the terminal or as a workbook, and how to approve
 * exactly that.
 */
import { HubError } from "#schema/errors.js";
import { HUB_OPTIONS } from "../ask-hub.js";
import { textOption, type Command, type CommandInput } from "../command.js";
import { ask, findSubmission, say, shortId, type Submission } from "../review/ask.js";
import { saveWorkbook } from "../review/save-workbook.js";
import {
  CHANGE_FIELDS,
  printChange,
  printColumns,
  printUnusual,
  type Change,
  type ColumnChange,
  type Unusual,
} from "../review/print-difference.js";
import { printSubmission } from "../review/print-submission.js";

const KINDS: Readonly<Record<string, string>> = { added: "ADDED", changed: "CHANGED", removed: "REMOVED" };
/** Whoever acknowledges it must say why. */
const NEEDS_REASON = "PERSONAL_DATA";
const PAGE = 20;
const MOST = 100;

const command: Command = {
  name: "show",
  parameters: "<id>",
  help: { zh: "查看一次报送将改变的内容（审核员）。", en: "Shows what a submission would change." },
  options: [
    ...HUB_OPTIONS,
    { flags: "--xlsx <file>", help: "写成工作簿 Writes it to a workbook." },
    { flags: "--kind <kind>", help: `只看 ${Object.keys(KINDS).join(" | ")} Only these.` },
    { flags: "--warnings", help: "限于有警告的行 Only rows with warnings." },
    { flags: "--first <number>", help: `条数，最多${MOST} How many.`, fallback: String(PAGE) },
    { flags: "--after <record>", help: "此记录编号之后 From after this record." },
  ],
  run: async (input) => {
    const submission = await findSubmission(input);
    const file = textOption(input, "xlsx");
    if (file !== null) {
      await saveWorkbook(input, `/intake/submissions/${submission.id}/difference.xlsx`, file);
      say(`已写入 ${file}。 Written.`);
      return;
    }
    say(printSubmission(submission, "reviewer"));
    if (submission.difference) await showDifference(input, submission, submission.difference.digest);
  },
};
export default command;

interface Shown {
  readonly difference: {
    readonly unusual: readonly Unusual[];
    readonly columns: readonly ColumnChange[];
    readonly rows: readonly Change[];
  } | null;
}

async function showDifference(input: CommandInput, submission: Submission, digest: string): Promise<void> {
  const kind = textOption(input, "kind");
  if (kind !== null && KINDS[kind] === undefined)
    throw new HubError("OPTION_INVALID", { option: "--kind", wanted: Object.keys(KINDS).join(" | ") });
  const first = Number(textOption(input, "first"));
  if (!(Number.isInteger(first) && first >= 1 && first <= MOST))
    throw new HubError("OPTION_INVALID", {
      option: "--first",
      wanted: `1至${MOST}`,
      wantedEn: `1 to ${MOST}`,
    });
  const { difference } = await ask<Shown>(
    input,
    `query ($id: ID!, $first: Int!, $after: ID, $kinds: [ChangeKind!], $warned: Boolean!) {
    result: submission(id: $id) { difference {
      unusual { name message } columns { header unit changed sumBefore sumAfter largest(first: 1) { ${CHANGE_FIELDS} } }
      rows(first: $first, after: $after, kinds: $kinds, withWarnings: $warned) { ${CHANGE_FIELDS} } } } }`,
    {
      id: submission.id,
      first,
      after: textOption(input, "after"),
      kinds: kind === null ? null : [KINDS[kind]],
      warned: input.options["warnings"] === true,
    },
  );
  if (!difference) return;
  const { unusual, columns, rows } = difference;
  for (const line of [...printUnusual(unusual), ...printColumns(columns), ...rows.map(printChange)])
    say(line);
  const id = shortId(submission);
  const last = rows.at(-1);
  if (last && rows.length === first) say(`…… 其余 More: npx tongcha show ${id} --after ${last.recordId}`);
  if (submission.state !== "SUBMITTED") return;
  const names = unusual.map(({ name }) => name);
  const acknowledged = names.length === 0 ? "" : ` --acknowledge ${names.join(",")}`;
  const reason = names.includes(NEEDS_REASON) ? " --note …" : "";
  say(`通过 Approve: npx tongcha approve ${id} --digest ${digest.slice(0, 12)}${acknowledged}${reason}`);
  say(`退回 Return: npx tongcha return ${id} --reason …`);
  say(`不通过 Reject: npx tongcha reject ${id} --reason …`);
}
