/** What guides must say as the power list does (2.7a; domain 14 §5). */
import type { Agreement } from "#kit";

/** Kinds of power that are applied for. */
const ON_APPLICATION = ["LICENSING", "BENEFIT", "CONFIRMATION", "REWARD", "ADJUDICATION"] as const;

export const withPowerList: Agreement<
  "powerKey" | "state" | "itemType" | "parentName" | "legalDays" | "legalUnit" | "legalBasis"
> = {
  id: "power-list",
  title: { zh: "办事指南与权力清单", en: "Service guides and the power list" },
  by: "powerKey",
  when: { state: ["IN_USE"] },
  other: { feed: "enforcement.powers", by: "powerKey", when: { powerKind: ON_APPLICATION } },
  onlyThere: {
    code: "YZ-01",
    zh: "依申请的职权没有办事指南",
    en: "A power that is applied for has no guide",
  },
  onlyHere: {
    code: "YZ-02",
    zh: "办事指南的职权不在权力清单中",
    en: "A guide names a power that the power list lacks",
  },
  same: [
    {
      code: "YZ-11",
      zh: "主项名称与职权名称不一致",
      en: "The names differ",
      field: "parentName",
      other: "name",
    },
    {
      code: "YZ-12",
      zh: "事项类型与职权类型不一致",
      en: "The types differ",
      field: "itemType",
      other: "powerKind",
    },
    {
      code: "YZ-13",
      zh: "法定办结时限与办理时限不一致",
      en: "The time limits differ",
      field: "legalDays",
      other: "timeLimitWorkingDays",
      when: { legalUnit: ["WORKING_DAYS"] },
    },
    {
      code: "YZ-14",
      zh: "设定依据与实施依据不一致",
      en: "The legal bases differ",
      field: "legalBasis",
      other: "legalBasis",
    },
  ],
};
