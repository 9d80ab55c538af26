/** The rules of `directory.areas`: codes of the right form, and neighbours that are in the list. */
import type { RowRule, SetFault, SetRule } from "#kit";

export interface AreaCells {
  readonly code: string;
  readonly parentCode: string | null;
  readonly neighbourCodes: string | null;
}

/** Codes, joined by 、. */
export function codesOf(text: string | null): readonly string[] {
  return (text ?? "").split("、").filter((code) => code !== "");
}

export const areaRules: readonly RowRule<AreaCells>[] = [
  {
    code: "AREA_CODE",
    severity: "ERROR",
    text: {
      zh: "区划代码应为6位或9位数字，且以上级区划代码开头。请核对后重新报送。",
      en: "An area code has 6 or 9 digits and begins with the code above.",
    },
    check: ({ code, parentCode }) =>
      /^\d{6}(?:\d{3})?$/.test(code) && (parentCode === null || code.startsWith(parentCode))
        ? []
        : [{ field: "code" }],
  },
];

export const areaSetRules: readonly SetRule<AreaCells>[] = [
  {
    code: "AREA_NEIGHBOUR",
    severity: "ERROR",
    text: {
      zh: "相邻区划“{code}”不在本表中，或者就是本区划。请核对后重新报送。",
      en: "The neighbour {code} is not in the list, or is the area itself.",
    },
    open: () => {
      const known = new Set<string>();
      const named: { readonly line: number; readonly area: string; readonly code: string }[] = [];
      return {
        add: ({ code, neighbourCodes }, line) => {
          known.add(code);
          named.push(...codesOf(neighbourCodes).map((neighbour) => ({ line, area: code, code: neighbour })));
        },
        end: () =>
          named
            .filter(({ area, code }) => code === area || !known.has(code))
            .map(({ line, code }): SetFault<"neighbourCodes"> => ({
              line,
              field: "neighbourCodes",
              details: { code },
            })),
      };
    },
  },
];
