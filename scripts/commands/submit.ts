/** `tongcha submit <feed> <file>`: hands a file to a running hub and prints what was found. Exit code 0: no errors; 1: errors; 2: refused. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { HubError } from "#schema/errors.js";
import { askHub, hubUrl, tokenOf } from "../ask-hub.js";
import { textOption, type Command } from "../command.js";

const command: Command = {
  name: "submit",
  parameters: "<feed> <file>",
  help: { zh: "报送一个文件。", en: "Hands a file in." },
  options: [
    { flags: "--hub <url>", help: "通查的地址 Address of the hub (default: HOST and PORT)." },
    { flags: "--token <token>", help: "令牌；也可用环境变量 TONGCHA_TOKEN Token, or in TONGCHA_TOKEN." },
    { flags: "--review", help: "没有错误就直接送审 Sends it to review when it has no errors." },
  ],
  run: async (input) => {
    const [feed = "", file = ""] = input.parameters;
    const isFile = await stat(file).then((found) => found.isFile(), () => false);
    if (!isFile) throw new HubError("OPTION_INVALID", { option: "<file>", wanted: "一个文件 / a file" });
    const token = tokenOf(input);
    const response = await fetch(new URL(`/intake/${encodeURIComponent(feed)}`, hubUrl(input)), {
      method: "POST", duplex: "half", body: Readable.toWeb(createReadStream(file)),
      headers: { "content-type": "application/octet-stream", "x-file-name": encodeURIComponent(basename(file)), ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    });
    const answer = (await response.json()) as Answer; // the hub's own answer
    if (!("submission" in answer)) {
      process.stdout.write(`${answer.message}\n${answer.english}  [${answer.code}]\n`);
      return response.ok ? 0 : 2;
    }
    printAnswer(answer, textOption(input, "hub") ?? hubUrl(input));
    if (answer.submission.errors > 0) return 1;
    if (input.options["review"] === true) {
      await askHub(input, "mutation ($id: ID!) { submitForReview(id: $id) { state } }", { id: answer.submission.id });
      process.stdout.write("已送审。 Sent to review.\n");
    }
    return 0;
  },
};
export default command;

type Answer =
  | { readonly submission: { readonly id: string; readonly stateName: string; readonly rows: number; readonly errors: number; readonly warnings: number; readonly infos: number }; readonly findings: readonly { readonly severity: string; readonly code: string; readonly message: string }[]; readonly report: string }
  | { readonly code: string; readonly message: string; readonly english: string };

function printAnswer({ submission, findings, report }: Extract<Answer, { submission: unknown }>, hub: string): void {
  const marks: Readonly<Record<string, string>> = { ERROR: "✗ 错误", WARNING: "! 警告", INFO: "· 提示" };
  for (const { severity, code, message } of findings) process.stdout.write(`${marks[severity] ?? severity}  ${message}  [${code}]\n`);
  const shown = findings.length;
  const all = submission.errors + submission.warnings + submission.infos;
  if (shown < all) process.stdout.write(`…… 共 ${all} 条，其余见报告。 ${all} findings in all: see the report.\n`);
  process.stdout.write(`报送 ${submission.id}：${submission.stateName}，${submission.rows} 行，${submission.errors} 处错误，${submission.warnings} 处警告。\n`);
  if (all > 0) process.stdout.write(`标注后的工作簿 Marked workbook: ${new URL(report, hub).href}\n`);
}
