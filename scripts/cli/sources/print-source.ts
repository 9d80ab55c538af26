/** Sources, and what one would hand in, on one screen of a terminal. */
import { shortId } from "../review/ask.js";
import { stateOf } from "../review/print-submission.js";

export interface Listed {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly schedule: string;
  readonly state: string;
  readonly lastRunAt: string | null;
  readonly nextRunAt: string | null;
  readonly failures: number;
  readonly lastError: { readonly code: string; readonly message: string } | null;
  readonly feed: { readonly id: string; readonly title: string } | null;
  readonly department: { readonly code: string; readonly name: string | null };
  readonly submission: {
    readonly id: string;
    readonly state: string;
    readonly rows: number;
    readonly errors: number;
    readonly warnings: number;
  } | null;
}

export interface Trial {
  readonly source: { readonly id: string; readonly title: string; readonly feed: string };
  readonly files: readonly {
    readonly name: string;
    readonly bytes: number;
    readonly isKnown: boolean;
    readonly format: string;
    readonly rows: number;
    readonly errors: number;
    readonly warnings: number;
    readonly infos: number;
    readonly findings: readonly {
      readonly severity: string;
      readonly code: string;
      readonly message: string;
    }[];
    readonly difference: {
      readonly added: number;
      readonly changed: number;
      readonly removed: number;
      readonly unchanged: number;
    } | null;
  }[];
  readonly hasMore: boolean;
}

const STATES: Readonly<Record<string, string>> = {
  WAITING: "尚未取数 has not run",
  RUNNING: "正在取数 is running",
  HANDED_IN: "有新的数据，已报送 handed in",
  UNCHANGED: "没有新的数据 nothing new",
  FAILED: "失败 failed",
};

export function printSource(source: Listed): string {
  const { id, title, kind, schedule, state, feed, department, lastError, failures, submission } = source;
  return [
    `${id}  ${STATES[state] ?? state}  ${title}`,
    `    ${feed?.title ?? "（报送事项已不在）"}  ${department.name ?? department.code}  ${kind.toLowerCase()}  ${schedule}`,
    `    上次 ${momentOf(source.lastRunAt)}，下次 ${momentOf(source.nextRunAt)} last, next`,
    ...(lastError === null
      ? []
      : [`    连续失败${failures}次 ${failures} in a row: ${lastError.message} [${lastError.code}]`]),
    ...(submission === null
      ? []
      : [
          `    最近报送 ${shortId(submission)}：${submission.rows}行，错误${submission.errors}，警告${submission.warnings}，${stateOf(submission)} handed in`,
        ]),
  ].join("\n");
}

/** Enough to see what is wrong, and no more than a screen. */
const SHOWN = 10;
const MARKS: Readonly<Record<string, string>> = { ERROR: "✗ 错误", WARNING: "! 警告", INFO: "· 提示" };

export function printTrial({ source, files, hasMore }: Trial): string {
  const lines = files.flatMap((file) => {
    const { difference, findings } = file;
    const all = file.errors + file.warnings + file.infos;
    return [
      `${file.name}  ${file.format}，${file.bytes}字节，${file.rows}行，错误${file.errors}，警告${file.warnings}`,
      ...findings
        .slice(0, SHOWN)
        .map(({ severity, code, message }) => `  ${MARKS[severity] ?? severity}  ${message}  [${code}]`),
      ...(all > SHOWN ? [`  …… 共${all}条 ${all} findings in all`] : []),
      ...(difference === null
        ? ["  有错误：会报送，但不会送审。 It would be handed in, but not sent to review."]
        : [
            `  与已公开的相比：新增${difference.added}、变更${difference.changed}、删除${difference.removed}、无变化${difference.unchanged} added, changed, removed, unchanged`,
          ]),
      ...(file.isKnown
        ? ["  与上次报送的相同：不会再报送。 It is what was handed in last: nothing would be."]
        : []),
    ];
  });
  return [
    `${source.id}  ${source.title}  ${source.feed}`,
    ...(lines.length === 0 ? ["没有可报送的文件。 There is no file to hand in."] : lines),
    ...(hasMore ? ["还有其他文件。 There are more files."] : []),
    "以上只是试取，没有报送任何内容。 This was a trial: nothing was handed in.",
  ].join("\n");
}

/** In the district's time. */
function momentOf(moment: string | null): string {
  if (moment === null) return "—";
  return new Date(moment).toLocaleString("zh-CN", {
    timeZone: "Asia/Shanghai",
    dateStyle: "short",
    timeStyle: "short",
  });
}
