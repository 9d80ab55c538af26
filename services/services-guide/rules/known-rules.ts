/**
 * Rules of an item that ask what is published elsewhere: its organ, its power, the places where it is
 * handled.
 */
import type { RowRule } from "#kit";
import type { ServiceItemCells } from "../columns/items.js";
import { powerKeyOf } from "../power.js";
import { departments, placeReference, powerReference } from "../references.js";
import { placeNamesOf } from "../places.js";
import { rule } from "./rule.js";

/** 区政务服务局 gathers the items of the district and may hand in for others. */
export const GUIDE_LEAD = "zwfwj";

export const knownRules: readonly RowRule<ServiceItemCells>[] = [
  rule(
    "SG-21",
    "ERROR",
    "实施主体须为报送部门；受委托组织由委托部门报送。请核对统一社会信用代码后重新报送。",
    "The organ is the department that hands the file in; an entrusted one is handed in by who entrusts it.",
    ({ organUscc, organKind }, { department }) =>
      department.code === GUIDE_LEAD ||
      department.uscc === null ||
      organUscc === department.uscc ||
      organKind === "ENTRUSTED"
        ? []
        : [{ field: "organUscc" }],
  ),
  rule(
    "SG-22",
    "WARNING",
    "与部门名录中的名称“{name}”不一致，请核对。",
    "Not the name of the department in the directory ({name}).",
    ({ organUscc, organName }, { lookup }) => {
      const name = lookup(departments, organUscc)?.name;
      return typeof name !== "string" || name === organName
        ? []
        : [{ field: "organName", details: { name } }];
    },
  ),
  rule(
    "SG-23",
    "WARNING",
    "“{place}”不在已发布的办理地点中，请核对名称，或先报送办理地点。",
    "'{place}' is no published place. Check its name, or hand in the place first.",
    ({ place }, { lookup }) => {
      const unknown = placeNamesOf(place).find((name) => lookup(placeReference, name) === null);
      return unknown === undefined ? [] : [{ field: "place", details: { place: unknown } }];
    },
  ),
  rule(
    "SL-03",
    "WARNING",
    "职权编码不在该主体已发布的权力清单中，请核对，或先调整权力清单。",
    "Not in the organ's published power list. Check the code, or change the list first.",
    (row, { lookup }) => {
      const key = powerKeyOf(row);
      return key === null || lookup(powerReference, key) !== null ? [] : [{ field: "powerCode" }];
    },
  ),
  rule(
    "SL-04",
    "WARNING",
    "法定办结时限与权力清单中的{days}个工作日不一致，请核对。",
    "Not the time limit of the power list, {days} working days.",
    (row, { lookup }) => {
      const key = powerKeyOf(row);
      const days = key === null ? null : lookup(powerReference, key)?.timeLimitWorkingDays;
      return typeof days === "number" && row.legalUnit === "WORKING_DAYS" && row.legalDays !== days
        ? [{ field: "legalDays", details: { days } }]
        : [];
    },
  ),
];
