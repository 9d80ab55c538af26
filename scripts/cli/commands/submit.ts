/**
 * `tongcha submit <feed> <file>`: hands a file to a running hub and prints what was found. Exit code 0: no
 * errors; 1: errors; 2: refused.
 */
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { askHub, authorization, HUB_OPTIONS, hubUrl, send, tokenOf } from "../ask-hub.js";
import { listOption, type Command, type CommandInput } from "../command.js";
import { HubRefusal, readRefusal } from "../hub-refusal.js";
import { assertFile } from "../../start/read-text.js";
import { EXIT } from "../../start/exit-codes.js";
import { tellError } from "../tell-error.js";
import { shortId } from "../short-id.js";

const command: Command = {
  name: "submit",
  parameters: "<feed> <file>",
  help: { zh: "报送一个文件。", en: "Hands a file in." },
  options: [
    ...HUB_OPTIONS.filter(({ flags }) => !flags.startsWith("--timeout")),
    {
      flags: "--timeout <seconds>",
      help: "最多等多少秒 Longest wait for the file to be sent and checked, in seconds.",
      fallback: "900",
    },
    {
      flags: "--attach <files...>",
      help: "先上传表格中列有文件名的附件 Files that the rows name, handed in first.",
    },
    { flags: "--review", help: "没有错误就直接送审 Sends it to review when it has no errors." },
    { flags: "--json", help: "输出 JSON，供程序读取 For programs." },
  ],
  run: async (input) => {
    const [feed = "", file = ""] = input.parameters;
    await assertFile(file);
    for (const attached of listOption(input, "attach")) {
      const refused = await attach(input, attached);
      if (refused !== null) return refused;
    }
    const url = new URL(`/intake/${encodeURIComponent(feed)}`, hubUrl(input));
    const { status, json } = await send(input, url, {
      method: "POST",
      duplex: "half",
      body: Readable.toWeb(createReadStream(file)),
      headers: {
        "content-type": "application/octet-stream",
        "x-file-name": encodeURIComponent(basename(file)),
        ...authorization(tokenOf(input)),
      },
    });
    const refused = readRefusal(json);
    if (refused && status >= 400) return tellRefusal(input, new HubRefusal(url.href, status, refused));
    const answer = json as Answer; // the hub's own answer
    if (input.options["json"] === true) process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
    if (!("submission" in answer)) {
      if (input.options["json"] !== true)
        process.stdout.write(`${answer.message}\n${answer.english}  [${answer.code}]\n`);
      return 0;
    }
    if (input.options["json"] !== true) printAnswer(answer, url);
    if (answer.submission.errors > 0) {
      if (input.options["review"] === true && input.options["json"] !== true)
        process.stdout.write(
          `未送审：有${answer.submission.errors}处错误，改正后重新报送。 Not sent to review: it has errors.\n`,
        );
      return EXIT.refused;
    }
    const id = shortId(answer.submission.id);
    const say = (text: string): void => {
      if (input.options["json"] !== true) process.stdout.write(`${text}\n`);
    };
    if (input.options["review"] === true) {
      await askHub(input, "mutation ($id: ID!) { submitForReview(id: $id) { state } }", {
        id: answer.submission.id,
      });
      say(`已送审。由另一人审核：npx tongcha show ${id}\nSent to review: another person reviews it.`);
    } else say(`下一步 Next: npx tongcha send ${id}`);
    return 0;
  },
};
export default command;

/** Hands in a file that rows name: the exit code where it is refused. */
async function attach(input: CommandInput, file: string): Promise<number | null> {
  await assertFile(file);
  const url = new URL(`/attachments?name=${encodeURIComponent(basename(file))}`, hubUrl(input));
  const { status, json } = await send(input, url, {
    method: "POST",
    duplex: "half",
    body: Readable.toWeb(createReadStream(file)),
    headers: { "content-type": "application/octet-stream", ...authorization(tokenOf(input)) },
  });
  const refused = readRefusal(json);
  if (refused) return tellRefusal(input, new HubRefusal(url.href, status, refused));
  if (input.options["json"] !== true) process.stdout.write(`附件已上传 Handed in: ${basename(file)}\n`);
  return null;
}

function tellRefusal(input: CommandInput, refusal: HubRefusal): number {
  tellError(refusal, input.options["json"] === true ? "json" : "sentences");
  return EXIT.notTaken;
}

type Answer =
  | {
      readonly submission: {
        readonly id: string;
        readonly stateName: string;
        readonly rows: number;
        readonly errors: number;
        readonly warnings: number;
        readonly infos: number;
      };
      readonly findings: readonly {
        readonly severity: string;
        readonly code: string;
        readonly message: string;
      }[];
      readonly report: string;
    }
  | { readonly code: string; readonly message: string; readonly english: string };

function printAnswer(
  { submission, findings, report }: Extract<Answer, { submission: unknown }>,
  hub: URL,
): void {
  const marks: Readonly<Record<string, string>> = { ERROR: "✗ 错误", WARNING: "! 警告", INFO: "· 提示" };
  for (const { severity, code, message } of findings)
    process.stdout.write(`${marks[severity] ?? severity}  ${message}  [${code}]\n`);
  const shown = findings.length;
  const all = submission.errors + submission.warnings + submission.infos;
  if (shown < all)
    process.stdout.write(`…… 共${all}条，其余见报告。 ${all} findings in all: see the report.\n`);
  process.stdout.write(
    `报送 ${submission.id}：${submission.stateName}，${submission.rows}行，${submission.errors}处错误，${submission.warnings}处警告。\n`,
  );
  if (all > 0)
    process.stdout.write(
      `标注后的工作簿 Marked workbook: npx tongcha report ${shortId(submission.id)}  (${new URL(report, hub).href})\n`,
    );
}
