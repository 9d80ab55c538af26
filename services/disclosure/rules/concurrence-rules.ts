/** The rules of `disclosure.concurrence-rules`: what a row names is there, and says who and by when. */
import { storedFields, type FeedContract, type RowContext, type RowRule } from "#kit";
import { departmentReference, readDepartments } from "../duties/plan/departments.js";
import { fits, parseFilter } from "../duties/plan/evidence-text.js";
import { namesDepartments } from "../concurrence/rule.js";

interface RuleCells {
  readonly appliesTo: string;
  readonly departments: string | null;
  readonly departmentField: string | null;
  readonly where: string | null;
  readonly days: number;
  readonly from: string;
  readonly until: string | null;
}

const MOST_DAYS = 60;

export const concurrenceRules: readonly RowRule<RuleCells>[] = [
  {
    code: "XS-01",
    severity: "ERROR",
    text: {
      zh: "没有报送事项“{feed}”。请填写报送事项的编号，如 policy.documents。",
      en: "There is no feed {feed}.",
    },
    check: (row, context) =>
      contractOf(row, context) ? [] : [{ field: "appliesTo", details: { feed: row.appliesTo } }],
  },
  {
    code: "XS-02",
    severity: "ERROR",
    text: {
      zh: "“协商部门”和“部门字段”须填写其中一项，且只填一项。请改正后重新报送。",
      en: "Either the departments or the field that names them, and not both.",
    },
    check: ({ departments, departmentField }) =>
      (departments === null) === (departmentField === null) ? [{ field: "departments" }] : [],
  },
  {
    code: "XS-03",
    severity: "ERROR",
    text: {
      zh: "协商部门“{name}”不在已公布的部门之中。请填写部门的简称、全称或编码。",
      en: "The department {name} is not published.",
    },
    check: ({ departments }, { rows }) =>
      readDepartments(departments, rows(departmentReference)).unknown.map((name) => ({
        field: "departments",
        details: { name },
      })),
  },
  {
    code: "XS-04",
    severity: "ERROR",
    text: {
      zh: "部门字段“{field}”不是该报送事项中写明部门编码的字段。请核对后重新报送。",
      en: "The field {field} of the feed holds no text that could be a department's code.",
    },
    check: (row, context) => {
      const { departmentField: field } = row;
      const contract = contractOf(row, context);
      if (!contract || field === null) return [];
      const found = storedFields(contract).find((one) => one.field === field);
      return found && namesDepartments(found) ? [] : [{ field: "departmentField", details: { field } }];
    },
  },
  {
    code: "XS-05",
    severity: "ERROR",
    text: {
      zh: "适用条件“{where}”不是该报送事项的字段和取值，应写作“字段=取值”。请改正后重新报送。",
      en: "The condition {where} is none of the feed's fields and values.",
    },
    check: (row, context) => {
      const contract = contractOf(row, context);
      const filter = parseFilter(row.where);
      if (!contract || (filter !== null && fits(contract, filter))) return [];
      return [{ field: "where", details: { where: row.where ?? "" } }];
    },
  },
  {
    code: "XS-06",
    severity: "ERROR",
    text: {
      zh: "期限应为1至{most}个工作日。请改正后重新报送。",
      en: "The time is 1 to {most} working days.",
    },
    check: ({ days }) =>
      days >= 1 && days <= MOST_DAYS ? [] : [{ field: "days", details: { most: MOST_DAYS } }],
  },
  {
    code: "XS-07",
    severity: "ERROR",
    text: { zh: "截止日期早于起始日期。请核对后重新报送。", en: "The last day is before the first." },
    check: ({ from, until }) => (until !== null && until < from ? [{ field: "until" }] : []),
  },
];

function contractOf({ appliesTo }: RuleCells, { contracts }: RowContext): FeedContract | undefined {
  return contracts.find(({ id }) => id === appliesTo);
}
