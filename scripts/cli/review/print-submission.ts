/** A submission in two lines, and what its reader may do next. */
import { shortId, type Submission } from "./ask.js";

export type Reader = "clerk" | "reviewer";

const STATES: Readonly<Record<string, string>> = {
  RECEIVED: "已接收",
  CHECKED: "已校验，未送审",
  SUBMITTED: "待审核",
  APPROVED: "已审核，待发布",
  PUBLISHED: "已发布",
  REJECTED: "审核未通过",
  RETURNED: "已退回",
  WITHDRAWN: "已撤回",
};

/** In words. */
export function stateOf({ state }: Pick<Submission, "state">): string {
  return STATES[state] ?? state;
}

export function printSubmission(submission: Submission, reader: Reader): string {
  const {
    feed,
    department,
    rows,
    errors,
    warnings,
    difference,
    noDifference,
    submittedByName,
    receivedAt,
    reason,
  } = submission;
  const title = `${shortId(submission)}  ${stateOf(submission)}  ${feed?.title ?? "（报送事项已不在）"}  ${department?.name ?? department?.code ?? ""}`;
  const changes = difference
    ? `新增${difference.added}、变更${difference.changed}、删除${difference.removed}`
    : (noDifference?.message ?? "");
  const lines = [
    title.trimEnd(),
    `          ${rows}行，错误${errors}，警告${warnings}；${changes}`,
    `          ${submittedByName}  ${momentOf(receivedAt)}`,
  ];
  if (reason !== null) lines.push(`          理由：${reason}`);
  const next = nextStep(submission, reader);
  return (next === null ? lines : [...lines, `          下一步 Next: ${next}`]).join("\n");
}

/** The command that comes next, or null where nothing is to be done by this reader. */
export function nextStep(submission: Submission, reader: Reader): string | null {
  const id = shortId(submission);
  if (reader === "clerk") {
    if (submission.state === "CHECKED")
      return submission.errors > 0
        ? `npx tongcha report ${id} --out 校验结果.xlsx`
        : `npx tongcha send ${id}`;
    return submission.state === "RETURNED" ? "改正后重新报送 correct the file and submit it again" : null;
  }
  if (submission.state === "SUBMITTED") return `npx tongcha show ${id}`;
  return submission.state === "APPROVED" ? `npx tongcha publish ${id}` : null;
}

/** In the district's time. */
function momentOf(moment: string): string {
  return new Date(moment).toLocaleString("zh-CN", {
    timeZone: "Asia/Shanghai",
    dateStyle: "short",
    timeStyle: "short",
  });
}
