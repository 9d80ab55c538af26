/** The rules of `disclosure.requests`. */
import type { RowRule } from "#kit";
import type { RequestCells } from "../columns/requests.js";
import { answerDueOn, firstDueOn, MOST_SUSPENDED } from "./request-terms.js";

export const requestRules: readonly RowRule<RequestCells>[] = [
  {
    code: "SQ-01",
    severity: "ERROR",
    text: {
      zh: "日期先后不正确：收到日期不晚于重新起算日期、延期告知日期和答复日期，均不晚于今天。请核对后重新报送。",
      en: "It is received, restarted or extended, and answered by today, in this order.",
    },
    check: ({ receivedOn, restartedOn, extendedOn, answeredOn }, { today }) => {
      const start = restartedOn ?? receivedOn;
      if (receivedOn > today) return [{ field: "receivedOn" }];
      if (start < receivedOn || start > today) return [{ field: "restartedOn" }];
      if (extendedOn !== null && (extendedOn < start || extendedOn > (answeredOn ?? today)))
        return [{ field: "extendedOn" }];
      return answeredOn !== null && (answeredOn < receivedOn || answeredOn > today)
        ? [{ field: "answeredOn" }]
        : [];
    },
  },
  {
    code: "SQ-02",
    severity: "ERROR",
    text: {
      zh: "答复日期和办理结果须同时填写；尚未办结的都留空。请核对后重新报送。",
      en: "What is answered has a day and an outcome; what is not has neither.",
    },
    check: ({ answeredOn, outcome }) =>
      (answeredOn === null) === (outcome === null)
        ? []
        : [{ field: answeredOn === null ? "answeredOn" : "outcome" }],
  },
  {
    code: "SQ-03",
    severity: "ERROR",
    text: {
      zh: "部分公开的，须填写区分处理的依据；其他结果不填。请核对后重新报送。",
      en: "What is public in part has a ground for the rest; nothing else has.",
    },
    check: ({ outcome, ground }) => ((outcome === "B") === (ground !== null) ? [] : [{ field: "ground" }]),
  },
  {
    code: "SQ-04",
    severity: "ERROR",
    text: {
      zh: "其他法律、行政法规禁止公开的，须填写法律依据的名称和条款。请补充后重新报送。",
      en: "Where a law forbids it, say which law and article.",
    },
    check: ({ outcome, ground, law }) =>
      (outcome === "C2" || ground === "FORBIDDEN_BY_LAW") && law === null ? [{ field: "law" }] : [],
  },
  {
    code: "SQ-05",
    severity: "ERROR",
    text: {
      zh: "不计入期限的工作日超过{most}个。请核对后重新报送。",
      en: "More than {most} working days do not count.",
    },
    check: ({ suspendedDays }) =>
      (suspendedDays ?? 0) > MOST_SUSPENDED
        ? [{ field: "suspendedDays", details: { most: MOST_SUSPENDED } }]
        : [],
  },
  {
    code: "SQ-06",
    severity: "WARNING",
    text: {
      zh: "延期告知晚于第一次答复期限（最迟{due}），期限没有延长。请核对。",
      en: "The extension was told after the first term ({due}): nothing is extended.",
    },
    check: (row, context) => {
      const due = row.extendedOn === null ? null : firstDueOn(row, context);
      return due !== null && row.extendedOn !== null && row.extendedOn > due
        ? [{ field: "extendedOn", details: { due } }]
        : [];
    },
  },
  {
    code: "SQ-07",
    severity: "INFO",
    text: {
      zh: "超过答复期限（最迟{due}），按逾期答复统计。",
      en: "Answered, or still open, after its term ({due}): counted as late.",
    },
    check: (row, context) => {
      const due = answerDueOn(row, context);
      return (row.answeredOn ?? context.today) > due ? [{ field: "answeredOn", details: { due } }] : [];
    },
  },
  {
    code: "SQ-08",
    severity: "ERROR",
    text: {
      zh: "复议、诉讼的日期和结果不相符：先有申请或起诉日期，结果和决定、裁判日期须同时填写，均不早于收到日期、不晚于今天。",
      en: "A dispute begins after the request, and its result comes with its day, by today.",
    },
    check: (row, { today }) => {
      const { receivedOn } = row;
      const isSound = (filed: string | null, decided: string | null, result: string | null): boolean =>
        filed === null
          ? decided === null && result === null
          : filed >= receivedOn &&
            filed <= today &&
            (decided === null) === (result === null) &&
            (decided === null || (decided >= filed && decided <= today));
      return [
        ...(isSound(row.reviewFiledOn, row.reviewDecidedOn, row.reviewResult)
          ? []
          : [{ field: "reviewFiledOn" as const }]),
        ...(isSound(row.suitFiledOn, row.suitDecidedOn, row.suitResult)
          ? []
          : [{ field: "suitFiledOn" as const }]),
      ];
    },
  },
];
