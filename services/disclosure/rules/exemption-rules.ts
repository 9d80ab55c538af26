/** The rules of `disclosure.exemptions`: the department is known, and the item may be explained. */
import type { ReferenceTo, RowContext, RowRule } from "#kit";
import { departmentReference, readDepartments } from "../duties/plan/departments.js";
import { itemIdOf } from "../duties/plan/plan-items.js";

interface ExemptionCells {
  readonly item: string;
  readonly explainedBy: string;
}

interface ClauseRow {
  readonly plan: string;
  readonly clause: string;
  readonly isExemptible: boolean;
}
const clauses: ReferenceTo<ClauseRow> = { feed: "disclosure.duties", column: "clause" };

export const exemptionRules: readonly RowRule<ExemptionCells>[] = [
  {
    code: "SM-01",
    severity: "ERROR",
    text: {
      zh: "说明部门“{name}”不是一个已公布的部门。请填写一个部门的简称、全称或编码。",
      en: "The department {name} is not one published department.",
    },
    check: ({ explainedBy }, { rows }) =>
      readDepartments(explainedBy, rows(departmentReference)).codes.length === 1
        ? []
        : [{ field: "explainedBy", details: { name: explainedBy } }],
  },
  {
    code: "SM-02",
    severity: "ERROR",
    text: {
      zh: "任务“{item}”不能以书面说明代替公开，或者不存在。请核对任务编号。",
      en: "The item {item} cannot be explained away, or does not exist.",
    },
    check: ({ item }, context) => (isExemptible(item, context) ? [] : [{ field: "item", details: { item } }]),
  },
];

function isExemptible(item: string, { rows, contracts }: RowContext): boolean {
  return (
    rows(clauses).some(
      ({ plan, clause, isExemptible: may }) => plan && clause && may && itemIdOf({ plan, clause }) === item,
    ) ||
    contracts.some(({ id, expects }) =>
      expects.some((expected) => expected.isExemptible && `${id}/${expected.id}` === item),
    )
  );
}
