/** 立、改、废: since when a document is in force, how long, and what it changes (domain 12 §5). */
import { addMonths, isPublishedPolicy, partsOf, policyKeyOf, provisionOn, type RowRule } from "#kit";
import type { DocumentCells } from "../columns/documents.js";
import { documentTerms } from "../deadlines.js";
import { rule } from "./rule.js";

const STILL_IN_FORCE: ReadonlySet<string> = new Set(["IN_FORCE", "AMENDED", "PARTLY_REPEALED"]);
const OVER: ReadonlySet<string> = new Set(["REPEALED", "EXPIRED"]);
const CHANGES = ["amendedNumbers", "repealedNumbers", "basisNumbers"] as const;
const TRIAL = /(?:暂行|试行)/;

export const lifeCycleRules: readonly RowRule<DocumentCells>[] = [
  rule(
    "PD-02",
    "ERROR",
    "实施日期早于成文日期。请核对后重新报送。",
    "It is in force before it was made.",
    ({ effectiveOn, madeOn }) =>
      effectiveOn !== null && effectiveOn < madeOn ? [{ field: "effectiveOn" }] : [],
  ),
  rule(
    "PD-03",
    "ERROR",
    "失效日期早于实施日期。请核对后重新报送。",
    "It ends before it is in force.",
    ({ effectiveOn, publishedOn, endsOn }) =>
      endsOn !== null && endsOn < (effectiveOn ?? publishedOn) ? [{ field: "endsOn" }] : [],
  ),
  rule(
    "PD-04",
    "WARNING",
    "有效性与实施日期不一致（尚未施行的，实施日期应晚于今天），请核对。",
    "Whether it is in force does not agree with the day from which it is.",
    ({ validity, effectiveOn, publishedOn }, { today }) =>
      (validity === "PENDING") === (effectiveOn ?? publishedOn) > today || OVER.has(validity)
        ? []
        : [{ field: "validity" }],
  ),
  rule(
    "PD-05",
    "WARNING",
    "“{name}”不是已公开的文件，已保留编号，请核对写法；未公开的旧文件请一并报送。",
    "{name} is no published document: its number is kept.",
    (row, context) =>
      CHANGES.flatMap((field) =>
        partsOf(row[field])
          .filter((name) => !isPublishedPolicy(name, context))
          .slice(0, 1)
          .map((name) => ({ field, details: { name: name.slice(0, 60) } })),
      ),
  ),
  rule(
    "PD-06",
    "ERROR",
    "已废止或失效的文件须填写失效日期。请填写后重新报送。",
    "A document that is over has its last day.",
    ({ validity, endsOn }) => (OVER.has(validity) && endsOn === null ? [{ field: "endsOn" }] : []),
  ),
  rule(
    "PD-07",
    "ERROR",
    "失效日期已过，有效性仍为有效。请改为“失效”或“废止”，或更正失效日期后重新报送。",
    "Its last day is past and it counts as in force.",
    ({ validity, endsOn }, { today }) =>
      endsOn !== null && endsOn < today && STILL_IN_FORCE.has(validity) ? [{ field: "validity" }] : [],
  ),
  rule(
    "PD-08",
    "ERROR",
    "文件不能修改、废止或依据自己。请核对编号后重新报送。",
    "A document does not change or repeal itself, and is not its own basis.",
    (row, context) => {
      const own = row.documentNumber ?? row.indexNumber;
      return CHANGES.filter((field) =>
        partsOf(row[field]).some((name) => name === row.indexNumber || policyKeyOf(name, context) === own),
      ).map((field) => ({ field }));
    },
  ),
  rule(
    "PD-09",
    "WARNING",
    "规范性文件的有效期超过{years}年，请核对（暂行、试行的更短，期限以本市规定为准）。",
    "The term of a normative document is longer than {years} years.",
    ({ isNormative, title, effectiveOn, publishedOn, endsOn, madeOn }, context) => {
      if (!isNormative || endsOn === null) return [];
      const { years, trialYears } = provisionOn(documentTerms, madeOn, context).values;
      const most = TRIAL.test(title) ? trialYears : years;
      return endsOn > addMonths(effectiveOn ?? publishedOn, most * 12)
        ? [{ field: "endsOn", details: { years: most } }]
        : [];
    },
  ),
];
