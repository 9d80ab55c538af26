/**
 * Limits of publicity that follow from what was punished and how, rather than from a severity that the form
 * has no column for (domain 02 §4). Both are warnings: neither was read in the documents themselves yet.
 */
import { addMonths, provisionOn, type Provision, type RowRule } from "#kit";
import type { PenaltyCells } from "./columns/penalties.js";
import { publicitySpan } from "./publicity-periods.js";

const DECISION = { zh: "处罚决定日期", en: "Day of the decision" } as const;
const NEW = "《信用修复管理办法》（国家发展改革委令第36号）";
const TRIAL = "《失信行为纠正后的信用信息修复管理办法（试行）》（国家发展改革委令第58号）";

/** Food, drugs, special equipment, work safety and fire. */
export const keyFieldPublicity: Provision<"months"> = {
  id: "penalty-publicity-key-fields",
  title: {
    zh: "食品、药品、特种设备、安全生产、消防领域最短公示期",
    en: "Shortest publicity for food, drugs, special equipment, work safety and fire",
  },
  by: DECISION,
  parameters: { months: { zh: "最短公示期", en: "Shortest", unit: "个月", least: 0, most: 120 } },
  versions: [
    { from: "2026-04-01", basis: NEW, isConfirmed: false, values: { months: 0 } },
    { from: "2023-05-01", basis: TRIAL, isConfirmed: false, values: { months: 12 } },
    { from: "2018-07-01", basis: "发改办财金〔2018〕424号", isConfirmed: false, values: { months: 0 } },
  ],
};

/**
 * 1 if a penalty that consists only of warnings and notices of criticism counts as minor dishonesty, else 0.
 */
export const warningsAreMinor: Provision<"applies"> = {
  id: "penalty-warnings-are-minor",
  title: { zh: "只处警告、通报批评的按轻微失信", en: "Warnings and notices of criticism alone are minor" },
  by: DECISION,
  parameters: {
    applies: { zh: "是否适用（1为是，0为否）", en: "Whether it holds", unit: "", least: 0, most: 1 },
  },
  versions: [
    { from: "2026-04-01", basis: NEW, isConfirmed: false, values: { applies: 1 } },
    { from: "2018-07-01", basis: TRIAL, isConfirmed: false, values: { applies: 0 } },
  ],
};

const KEY_FIELDS = /食品|药品|特种设备|安全生产法|消防/;
const WARNINGS: ReadonlySet<string> = new Set(["WARNING", "NOTICE_OF_CRITICISM"]);

export const publicityLimitRules: readonly RowRule<PenaltyCells>[] = [
  {
    code: "DP-15C",
    severity: "WARNING",
    text: {
      zh: "食品、药品、特种设备、安全生产、消防领域的处罚最短公示{months}个月（{basis}），公示截止期应不早于{earliest}，请核对。",
      en: "Penalties for food, drugs, special equipment, work safety and fire are shown for {months} months at least ({basis}), until {earliest}: check the day.",
    },
    check: ({ penaltyBasis, decisionDate, publicityEnds }, context) => {
      if (!KEY_FIELDS.test(penaltyBasis)) return [];
      const { basis, values } = provisionOn(keyFieldPublicity, decisionDate, context);
      const earliest = addMonths(decisionDate, values.months);
      return publicityEnds < earliest
        ? [{ field: "publicityEnds", details: { months: values.months, basis, earliest } }]
        : [];
    },
  },
  {
    code: "DP-15D",
    severity: "WARNING",
    text: {
      zh: "只处警告、通报批评的一般按轻微失信公示，公示截止期不晚于{latest}（{basis}），请核对失信程度和公示截止期。",
      en: "Warnings and notices of criticism alone count as minor, shown until {latest} at the latest ({basis}): check the severity and the day.",
    },
    check: ({ penaltyCategories, decisionDate, publicityEnds }, context) => {
      if (!penaltyCategories.every((kind) => WARNINGS.has(kind))) return [];
      const { basis, values } = provisionOn(warningsAreMinor, decisionDate, context);
      const { latest } = publicitySpan(decisionDate, "MINOR", context);
      return values.applies === 1 && publicityEnds > latest
        ? [{ field: "publicityEnds", details: { latest, basis } }]
        : [];
    },
  },
];
