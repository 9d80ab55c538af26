/** Invented requests for information: days, kinds and codes, the latest first. */
import { addDays, type SampleContext, type SampleRow } from "#kit";

const SPACING_DAYS = 6;
const KINDS = ["自然人", "自然人", "自然人", "商业企业", "自然人", "法律服务机构", "社会公益组织"] as const;
const CHANNELS = ["互联网", "互联网", "邮寄（签收）", "当面递交", "互联网"] as const;

/** As the annual report has them; `part`: the ground for what is withheld of it. */
const OUTCOMES = [
  { outcome: "予以公开" },
  { outcome: "予以公开" },
  { outcome: "部分公开", part: "个人隐私" },
  { outcome: "不予公开：保护第三方合法权益" },
  { outcome: "予以公开" },
  { outcome: "无法提供：本机关不掌握相关政府信息" },
  { outcome: "不予公开：属于四类过程性信息" },
  { outcome: "予以公开" },
  { outcome: "不予处理：信访举报投诉类申请" },
  { outcome: "不予公开：属于三类内部事务信息" },
  { outcome: "无法提供：没有现成信息需要另行制作" },
] as const satisfies readonly { readonly outcome: string; readonly part?: string }[];

/** In days after the receipt; twenty working days are some four weeks. */
const [USUAL, EXTENDED_ON, EXTENDED, LATE] = [22, 20, 48, 47];

export function sampleRequest(index: number, { today, department }: SampleContext): SampleRow {
  const receivedOn = addDays(today, -3 - index * SPACING_DAYS);
  const [isExtended, isLate] = [index % 9 === 4, index % 23 === 11];
  const past = (day: string): string => (day <= today ? day : "");
  const answeredOn = past(
    addDays(receivedOn, isLate ? LATE : isExtended ? EXTENDED : USUAL - (index % 5) * 3),
  );
  const extendedOn = isExtended && !isLate ? past(addDays(receivedOn, EXTENDED_ON)) : "";
  const { outcome, part = "" }: { readonly outcome: string; readonly part?: string } =
    OUTCOMES[index % OUTCOMES.length] ?? OUTCOMES[0];
  const isDisputed = outcome.startsWith("不予公开") && index % 2 === 1 && answeredOn !== "";
  const reviewFiledOn = isDisputed ? past(addDays(answeredOn, 30)) : "";
  const reviewDecidedOn = reviewFiledOn === "" ? "" : past(addDays(reviewFiledOn, 58));
  const isSued = index % 3 === 0 && reviewDecidedOn !== "";
  const suitFiledOn = isSued ? past(addDays(reviewDecidedOn, 14)) : "";
  const suitDecidedOn = suitFiledOn === "" ? "" : past(addDays(suitFiledOn, 150));
  return {
    number: `SQ-${department.code.toUpperCase()}-${receivedOn.slice(0, 4)}-${String(10_000 - index)}`,
    receivedOn,
    applicantKind: KINDS[index % KINDS.length] ?? KINDS[0],
    channel: CHANNELS[index % CHANNELS.length] ?? CHANNELS[0],
    restartedOn: "",
    suspendedDays: outcome.includes("第三方") && answeredOn !== "" ? "10" : "",
    extendedOn,
    answeredOn,
    outcome: answeredOn === "" ? "" : outcome,
    ground: answeredOn === "" ? "" : part,
    law: "",
    reviewFiledOn,
    reviewDecidedOn,
    reviewResult: reviewDecidedOn === "" ? "" : index % 4 === 1 ? "结果纠正" : "结果维持",
    suitFiledOn,
    suitDecidedOn,
    suitResult: suitDecidedOn === "" ? "" : "结果维持",
  };
}
