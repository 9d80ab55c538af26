/** Rules of an item that need nothing but its own row (domain 14 §2 and §3). */
import type { RowRule } from "#kit";
import type { ServiceItemCells } from "../columns/items.js";
import { codeFault } from "../codes.js";
import { findCatchAll } from "./catch-all.js";
import { isAddress, namesDocument, rule } from "./rule.js";

/** Who is a business: for them the law forbids catch-all words in conditions. */
const BUSINESSES: ReadonlySet<string> = new Set(["ENTERPRISE", "UNINCORPORATED"]);
/** 即办件: done on the day, or on the next. */
const AT_ONCE_DAYS = 1;

export const itemRules: readonly RowRule<ServiceItemCells>[] = [
  rule(
    "SG-01",
    "WARNING",
    "实施编码应为31位：实施主体的统一社会信用代码、1位行使层级、12位基本编码。{problem}，请核对。",
    "The code of the item is the organ's credit code, one digit of level, and the basic code: {problemEn}.",
    (row) => {
      const details = codeFault(row);
      return details === null ? [] : [{ field: "taskCode", details }];
    },
  ),
  rule(
    "SG-02",
    "ERROR",
    "受委托组织须填写委托部门。请填写后重新报送。",
    "An entrusted organisation names the department that entrusts it.",
    ({ organKind, entrustedBy }) =>
      organKind === "ENTRUSTED" && entrustedBy === null ? [{ field: "entrustedBy" }] : [],
  ),
  rule(
    "SG-03",
    "ERROR",
    "承诺办结时限长于法定办结时限{legal}。请核对后重新报送。",
    "More time is promised than the law allows ({legal}).",
    ({ legalDays: legal, legalUnit, promiseDays, promiseUnit }) =>
      legal > 0 && legalUnit === promiseUnit && promiseDays > legal
        ? [{ field: "promiseDays", details: { legal } }]
        : [],
  ),
  rule(
    "SG-04",
    "ERROR",
    "法定办结时限为0的，须在说明中写明原因（如法律、法规未规定）。请填写后重新报送。",
    "Where the law sets no time limit (0), the note says so.",
    ({ legalDays, legalNote }) => (legalDays === 0 && legalNote === null ? [{ field: "legalNote" }] : []),
  ),
  rule(
    "SG-05",
    "ERROR",
    "即办件的承诺办结时限应为0或1个工作日。请核对办件类型和时限后重新报送。",
    "A case that is done at once takes 0 or 1 working day.",
    ({ caseKind, promiseDays, promiseUnit }) =>
      caseKind === "AT_ONCE" &&
      (promiseUnit === "MONTHS" || (promiseUnit !== "HOURS" && promiseDays > AT_ONCE_DAYS))
        ? [{ field: "promiseDays" }]
        : [],
  ),
  rule(
    "SG-06",
    "ERROR",
    "不得使用“{word}”等兜底表述（优化营商环境条例）。请逐项写明后重新报送。",
    "'{word}' leaves open what is asked for: name each condition.",
    ({ conditions, audiences }) => {
      const word = findCatchAll(conditions);
      const severity = audiences.some((each) => BUSINESSES.has(each)) ? "ERROR" : "WARNING";
      return word === null ? [] : [{ field: "conditions", severity, details: { word } }];
    },
  ),
  rule(
    "SG-07",
    "ERROR",
    "到办事现场次数为0的，办理形式须包括网上、快递或自助。请核对后重新报送。",
    "Who need not come applies online, by express delivery or at a machine.",
    ({ visits, handlingForms }) =>
      visits === 0 && handlingForms.every((form) => form === "COUNTER") ? [{ field: "visits" }] : [],
  ),
  rule(
    "SG-08",
    "WARNING",
    "须到现场两次及以上的，请写明必须现场办理的原因。",
    "Say why the applicant must come more than once.",
    ({ visits, visitReason }) => (visits > 1 && visitReason === null ? [{ field: "visitReason" }] : []),
  ),
  rule(
    "SG-09",
    "ERROR",
    "办理形式包括网上的，须填写网上办理地址。请填写后重新报送。",
    "What is applied for online has an address.",
    ({ handlingForms, onlineUrl }) =>
      handlingForms.includes("ONLINE") && onlineUrl === null ? [{ field: "onlineUrl" }] : [],
  ),
  rule(
    "SG-10",
    "ERROR",
    "网址应以 http:// 或 https:// 开头。请核对后重新报送。",
    "A link begins with http:// or https://.",
    (row) =>
      (["onlineUrl", "flowChart"] as const)
        .filter((field) => !isAddress(row[field]))
        .map((field) => ({ field })),
  ),
  rule(
    "SG-11",
    "ERROR",
    "设定依据须写明法律、法规、规章或者文件的名称（加书名号）和条款。请补充后重新报送。",
    "The legal basis names the act or document, in 《》, and its article.",
    ({ legalBasis }) => (namesDocument(legalBasis) ? [] : [{ field: "legalBasis" }]),
  ),
  rule(
    "SG-12",
    "WARNING",
    "监督投诉电话与咨询电话相同，请核对。",
    "The telephone for complaints is that for questions.",
    ({ phone, complaintPhone }) => (phone === complaintPhone ? [{ field: "complaintPhone" }] : []),
  ),
  rule(
    "SG-13",
    "ERROR",
    "行政许可须写明数量限制，没有限制的填写“无”。请填写后重新报送。",
    "A licence says how many are granted, or 无.",
    ({ itemType, numberLimit }) =>
      itemType === "LICENSING" && numberLimit === null ? [{ field: "numberLimit" }] : [],
  ),
  rule(
    "SG-14",
    "ERROR",
    "计划取消日期不能早于计划生效日期。请核对后重新报送。",
    "It does not end before it begins.",
    ({ plannedFrom: from, plannedUntil: until }) =>
      from !== null && until !== null && from > until ? [{ field: "plannedUntil" }] : [],
  ),
  rule(
    "SL-02",
    "ERROR",
    "行政权力事项须填写职权编码，与权力清单一致；公共服务事项不填。请核对后重新报送。",
    "An item that exercises a power names it by its code in the power list; a public service names none.",
    ({ itemType, powerCode }) =>
      (itemType === "PUBLIC_SERVICE") === (powerCode === null) ? [] : [{ field: "powerCode" }],
  ),
];
