/** Rules of the rows under an item: materials, steps and charges (domain 14 §4). */
import type { RowContext, RowRule, SetFault, SetRule } from "#kit";
import type { ServiceFeeCells } from "../columns/fees.js";
import type { ServiceMaterialCells } from "../columns/materials.js";
import type { ServiceStepCells } from "../columns/steps.js";
import { itemReference } from "../references.js";
import { findCatchAll } from "./catch-all.js";
import { GUIDE_LEAD } from "./known-rules.js";
import { isAddress, namesDocument, rule } from "./rule.js";

interface OfItem {
  readonly itemCode: string;
}

/** What each row under an item keeps. */
export const partRules: readonly RowRule<OfItem>[] = [
  rule(
    "SM-11",
    "ERROR",
    "该事项未发布。请核对事项编码，或先报送实施清单。",
    "No published item has this code. Check it, or hand in the item first.",
    ({ itemCode }, { lookup }) => (lookup(itemReference, itemCode) === null ? [{ field: "itemCode" }] : []),
  ),
  rule(
    "SM-12",
    "ERROR",
    "该事项由其他部门实施，各部门只能报送本部门的事项。请核对后重新报送。",
    "The item is another department's.",
    ({ itemCode }, { lookup, department }) => {
      const organ = lookup(itemReference, itemCode)?.organCode;
      return typeof organ !== "string" || organ === department.code || department.code === GUIDE_LEAD
        ? []
        : [{ field: "itemCode" }];
    },
  ),
];

export const materialRules: readonly RowRule<ServiceMaterialCells>[] = [
  ...partRules,
  rule(
    "SM-01",
    "ERROR",
    "“{word}”是兜底表述，不得作为申请材料（优化营商环境条例）。请逐项写明后重新报送。",
    "'{word}' leaves open what is asked for: name each material.",
    ({ name }) => {
      const word = findCatchAll(name);
      return word === null ? [] : [{ field: "name", details: { word } }];
    },
  ),
  rule(
    "SM-02",
    "ERROR",
    "政府部门核发且已通过“{system}”共享的材料，不得要求申请人提供（国务院令第716号第七条）。请删除后重新报送。",
    "What a department issues and '{system}' shares is not asked of the applicant.",
    ({ source, sharedBy, necessity }) =>
      source === "GOVERNMENT" && sharedBy !== null && necessity !== "IN_SOME_CASES"
        ? [{ field: "sharedBy", details: { system: sharedBy } }]
        : [],
  ),
  rule(
    "SM-03",
    "ERROR",
    "要求提供材料须有依据，写明法律、法规、规章或者文件的名称（加书名号）。请补充后重新报送。",
    "A material is asked for by a law or document, in 《》.",
    ({ legalBasis }) => (namesDocument(legalBasis) ? [] : [{ field: "legalBasis" }]),
  ),
  rule(
    "SM-04",
    "ERROR",
    "网址应以 http:// 或 https:// 开头。请核对后重新报送。",
    "A link begins with http:// or https://.",
    (row) =>
      (["blankForm", "sampleForm"] as const)
        .filter((field) => !isAddress(row[field]))
        .map((field) => ({ field })),
  ),
];

export const stepRules: readonly RowRule<ServiceStepCells>[] = [
  ...partRules,
  rule(
    "SG-31",
    "ERROR",
    "不计入时限的须为特别程序，并写明依据（行政许可法第四十五条）。请填写后重新报送。",
    "A step that does not count is a special one, with its ground.",
    ({ isCounted, isSpecial, basis }) =>
      isCounted || (isSpecial && basis !== null) ? [] : [{ field: isSpecial ? "basis" : "isSpecial" }],
  ),
];

export const stepSetRules: readonly SetRule<ServiceStepCells>[] = [
  {
    code: "SG-32",
    severity: "ERROR",
    text: {
      zh: "各环节时限之和{sum}超过该事项的承诺办结时限{promise}。请核对后重新报送。",
      en: "The steps take {sum} in all, more than is promised ({promise}).",
    },
    open: (context) => {
      // Memory is one entry for each item of the file.
      const sums = new Map<string, { sum: number; line: number; isAlike: boolean }>();
      return {
        add: ({ itemCode, isCounted, limit, limitUnit }, line) => {
          if (!isCounted || limit === 0) return;
          const known = sums.get(itemCode) ?? { sum: 0, line, isAlike: true };
          sums.set(itemCode, {
            sum: known.sum + limit,
            line,
            isAlike: known.isAlike && limitUnit === unitOf(itemCode, context),
          });
        },
        end: () =>
          [...sums].flatMap(([itemCode, { sum, line, isAlike }]): SetFault<"limit">[] => {
            const promise = context.lookup(itemReference, itemCode)?.promiseDays;
            return isAlike && typeof promise === "number" && sum > promise
              ? [{ line, field: "limit", details: { sum, promise } }]
              : [];
          }),
      };
    },
  },
];

export const feeRules: readonly RowRule<ServiceFeeCells>[] = [
  ...partRules,
  rule(
    "SG-41",
    "ERROR",
    "收费须有依据，写明文件的名称（加书名号）和条款。请补充后重新报送。",
    "A charge names the document by which it is made, in 《》.",
    ({ basis }) => (namesDocument(basis) ? [] : [{ field: "basis" }]),
  ),
];

function unitOf(itemCode: string, { lookup }: RowContext): string | null {
  return lookup(itemReference, itemCode)?.promiseUnit ?? null;
}
