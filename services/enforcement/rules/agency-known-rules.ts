/**
 * Rules of every row of 执法公示 that names an agency: it is published, and it is the department that hands the
 * row in, or one that this entrusts.
 */
import type { RowRule } from "#kit";
import type { AgencyCells } from "../columns/agency-columns.js";
import { agencyReference } from "../references.js";

/** 区司法局 gathers 执法公示 for the district and may hand in for others. */
export const PUBLICITY_LEAD = "sfj";

export const agencyKnownRules: readonly RowRule<AgencyCells>[] = [
  {
    code: "ZF-11",
    severity: "ERROR",
    text: {
      zh: "不在已公示的执法主体名单中。请核对统一社会信用代码，或先报送执法主体。",
      en: "Not a published enforcing agency. Check the credit code, or hand in the agency first.",
    },
    check: ({ agencyUscc }, { lookup }) =>
      lookup(agencyReference, agencyUscc) ? [] : [{ field: "agencyUscc" }],
  },
  {
    code: "ZF-12",
    severity: "ERROR",
    text: {
      zh: "既非报送部门，也非其委托的组织；各部门只能报送本部门的数据。请核对后重新报送。",
      en: "Neither the department that hands the file in nor an organisation that it entrusts.",
    },
    check: ({ agencyUscc }, { lookup, department }) => {
      if (department.code === PUBLICITY_LEAD || department.uscc === null || agencyUscc === department.uscc)
        return [];
      return lookup(agencyReference, agencyUscc)?.entrustingUscc === department.uscc
        ? []
        : [{ field: "agencyUscc" }];
    },
  },
  {
    code: "ZF-13",
    severity: "WARNING",
    text: {
      zh: "与已公示的执法主体名称“{name}”不一致，请核对。",
      en: "Not the name of the published agency ({name}).",
    },
    check: ({ agencyUscc, agencyName }, { lookup }) => {
      const name = lookup(agencyReference, agencyUscc)?.name;
      return typeof name !== "string" || name === agencyName
        ? []
        : [{ field: "agencyName", details: { name } }];
    },
  },
];
