/**
 * The columns that departments hand in and that nobody sees, or sees in part. What a contract hides is about
 * persons: a column withheld, a name of which the surname stays, a figure of few.
 */
import type { Bilingual, CodeList, FeedContract } from "#kit";

export const hiddenHow: CodeList = {
  name: "HiddenHow",
  title: { zh: "不公开的方式", en: "How a column is hidden" },
  codes: [
    { name: "WITHHELD", zh: "一律不公开", en: "Shown of no record" },
    { name: "MASKED", zh: "处理后公开", en: "Shown in part, or not of every record" },
  ],
};

export interface HiddenColumn {
  readonly feed: string;
  readonly field: string;
  readonly header: Bilingual;
  readonly show: "WITHHELD" | "MASKED";
  readonly note: Bilingual;
}

const WITHHELD: Bilingual = {
  zh: "只用于校验，不入库、不公开：是个人信息，或者可能含有个人信息",
  en: "Checked, and neither kept nor shown: it is about a person, or may be",
};

export function hiddenColumns(contracts: readonly FeedContract[]): readonly HiddenColumn[] {
  return contracts.flatMap(({ id, columns }) =>
    Object.entries(columns).flatMap(([field, { zh, en, show }]): readonly HiddenColumn[] => {
      if (show === "public") return [];
      const column = { feed: id, field, header: { zh, en } };
      return show === "withheld"
        ? [{ ...column, show: "WITHHELD", note: WITHHELD }]
        : [{ ...column, show: "MASKED", note: show.note }];
    }),
  );
}
