/**
 * Checks of catchments: house numbers make sense, and no address has two schools unless several schools serve
 * it (domain 05).
 */
import type { RowRule, SetFault, SetRule } from "#kit";
import type { SchoolCatchmentCells } from "../columns/catchments.js";
import { overlaps, rangeOf, type NumberRange } from "../catchment/address.js";
import { schoolReference } from "../school-code.js";

export const rangeRules: readonly RowRule<SchoolCatchmentCells>[] = [
  {
    code: "ED-41",
    severity: "ERROR",
    text: {
      zh: "门牌和单双号只用于道路。请清空，或把类型改为“道路”。",
      en: "House numbers belong to roads only.",
    },
    check: ({ placeKind, numberFrom, numberTo, parity }) =>
      placeKind === "ROAD" || (numberFrom === null && numberTo === null && parity === null)
        ? []
        : [{ field: "numberFrom" }],
  },
  {
    code: "ED-42",
    severity: "ERROR",
    text: {
      zh: "门牌止不能小于门牌起，且两项须同时填写。请核对后重新报送。",
      en: "The last number is not below the first, and both are given or none.",
    },
    check: ({ numberFrom, numberTo }) =>
      (numberFrom === null) === (numberTo === null) && Number(numberTo) >= Number(numberFrom)
        ? []
        : [{ field: "numberTo" }],
  },
];

/** The key is derived. */
type CatchmentRow = SchoolCatchmentCells & { readonly placeKey: string | null };

interface Served {
  readonly row: CatchmentRow;
  readonly line: number;
  readonly range: NumberRange;
}

export const overlapRule: SetRule<CatchmentRow> = {
  code: "ED-43",
  severity: "ERROR",
  text: {
    zh: "与第{first}行（{other}）的服务片区重叠。同一地址只能对应一所学校；确为多校划片的，请两行都在“多校划片”填“是”。",
    en: "It overlaps row {first} ({other}). A place has one school, or both rows say that several serve it.",
  },
  open: ({ lookup }) => {
    const nameOf = (code: string): string => lookup(schoolReference, code)?.name ?? code;
    const places = new Map<string, Served[]>();
    const faults: SetFault<"placeName">[] = [];
    return {
      add: (row, line) => {
        const key = [row.year, row.stage, row.placeKind, row.placeKey].join("|");
        const known = places.get(key) ?? [];
        const range = rangeOf(row);
        const twin = known.find(
          (served) =>
            served.row.schoolCode !== row.schoolCode &&
            overlaps(served.range, range) &&
            !(row.isShared === true && served.row.isShared === true),
        );
        if (twin)
          faults.push({
            line,
            field: "placeName",
            details: { first: twin.line, other: nameOf(twin.row.schoolCode) },
          });
        places.set(key, [...known, { row, line, range }]);
      },
      end: () => faults,
    };
  },
};
