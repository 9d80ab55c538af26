/**
 * The rules of `disclosure.duties`: its departments are known, its days are days, its evidence can be
 * counted.
 */
import type { FeedContract, RowContext, RowRule } from "#kit";
import type { DutyCells } from "../columns/duties.js";
import { departmentReference, readDepartments } from "../duties/plan/departments.js";
import { isPeriodic, parseDueText, PERIOD_KINDS } from "../duties/plan/due-text.js";
import { readEvidence, type EvidenceFault } from "../duties/plan/evidence-text.js";
import { rhythmOfRule } from "../duties/plan/contract-items.js";

const FAULTS: Readonly<Record<EvidenceFault, { readonly zh: string; readonly en: string }>> = {
  evidenceWhere: {
    zh: "佐证条件“{value}”不是该报送事项的字段和取值，应写作“字段=取值”。请改正后重新报送。",
    en: "The condition {value} is none of the feed's fields and values.",
  },
  evidencePeriod: {
    zh: "期间字段“{value}”不是该报送事项的统计期或日期。请改正后重新报送。",
    en: "The field {value} is no period or date of the feed.",
  },
  evidenceParts: {
    zh: "该报送事项没有乡镇街道，不能要求各镇街齐全。请改正后重新报送。",
    en: "The feed's records have no town: no town can be missing.",
  },
};

export const dutyRules: readonly RowRule<DutyCells>[] = [
  {
    code: "ZW-01",
    severity: "ERROR",
    text: {
      zh: "牵头部门“{name}”不是一个已公布的部门。请填写一个部门的简称、全称或编码。",
      en: "The lead {name} is not one published department.",
    },
    check: ({ lead }, { rows }) => {
      const { codes, unknown } = readDepartments(lead, rows(departmentReference));
      return codes.length === 1 && unknown.length === 0 ? [] : [{ field: "lead", details: { name: lead } }];
    },
  },
  {
    code: "ZW-02",
    severity: "ERROR",
    text: {
      zh: "责任部门“{name}”不在已公布的部门之中。请改正后重新报送。",
      en: "The department {name} that takes part is not published.",
    },
    check: ({ participants }, { rows }) =>
      readDepartments(participants, rows(departmentReference)).unknown.map((name) => ({
        field: "participants",
        details: { name },
      })),
  },
  {
    code: "ZW-03",
    severity: "ERROR",
    text: {
      zh: "时限“{due}”与公开周期不符。请按填报说明的写法改正，逐件、随文件和变更时公开的留空。",
      en: "The time {due} is not one of this rhythm; of what each record brings it is blank.",
    },
    check: ({ due, rhythm }) =>
      due === null || (isPeriodic(rhythm) && parseDueText(rhythm, due))
        ? []
        : [{ field: "due", details: { due } }],
  },
  {
    code: "ZW-04",
    severity: "WARNING",
    text: {
      zh: "报送事项“{feed}”尚不存在：此项任务暂时无法自动核验，请核对编号。",
      en: "There is no feed {feed} yet: nobody can tell whether this is met.",
    },
    check: ({ evidenceFeed: feed }, { contracts }) =>
      feed === null || contracts.some(({ id }) => id === feed)
        ? []
        : [{ field: "evidenceFeed", details: { feed } }],
  },
  ...(["evidenceWhere", "evidencePeriod", "evidenceParts"] as const).map((fault, at) =>
    evidenceRule(`ZW-0${at + 5}`, fault),
  ),
  {
    code: "ZW-08",
    severity: "ERROR",
    text: {
      zh: "未填时限，而该报送事项没有这一公开周期的时限。请填写时限。",
      en: "No time is given, and the feed has none of this rhythm.",
    },
    check: (row, context) => {
      const contract = contractOf(row, context);
      if (!contract || row.due !== null || row.rhythm === "ON_CHANGE") return [];
      return hasDeadline(contract, row.rhythm) ? [] : [{ field: "due" }];
    },
  },
  {
    code: "ZW-09",
    severity: "ERROR",
    text: {
      zh: "截止日期早于起始日期。请核对后重新报送。",
      en: "The last day is before the first.",
    },
    check: ({ from, until }) => (until !== null && until < from ? [{ field: "until" }] : []),
  },
  {
    code: "ZW-10",
    severity: "ERROR",
    text: { zh: "佐证条数至少为1，不填即为1。请改正后重新报送。", en: "At least one record." },
    check: ({ evidenceCount: count }) => (count !== null && count < 1 ? [{ field: "evidenceCount" }] : []),
  },
];

function evidenceRule(code: string, fault: EvidenceFault): RowRule<DutyCells> {
  return {
    code,
    severity: "ERROR",
    text: FAULTS[fault],
    check: (row, context) => {
      const contract = contractOf(row, context);
      if (!contract) return [];
      const kind = isPeriodic(row.rhythm) ? PERIOD_KINDS[row.rhythm] : null;
      return readEvidence(contract, kind, row) === fault
        ? [{ field: fault, details: { value: row[fault] ?? "" } }]
        : [];
    },
  };
}

function contractOf({ evidenceFeed }: DutyCells, { contracts }: RowContext): FeedContract | undefined {
  return contracts.find(({ id }) => id === evidenceFeed);
}

/** A record's deadline is its feed's, or that of what must follow it. */
function hasDeadline({ due, expects }: FeedContract, rhythm: string): boolean {
  if (rhythm === "PER_RECORD" || rhythm === "WITH_DOCUMENT")
    return due.kind === "working-days" || expects.length > 0;
  return rhythmOfRule(due) === rhythm;
}
