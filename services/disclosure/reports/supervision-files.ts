/**
 * A report of supervision as a workbook or a document: the board, the plan's items, and the lists that belong
 * to them.
 */
import type { Writable } from "node:stream";
import { kindOfPeriod } from "#kit";
import { HubError } from "#schema/errors.js";
import { lateAddress } from "../duties/read/clocks.js";
import {
  BOARD_METHOD,
  isConcerned,
  readCompared,
  type ComparedCounts,
  type StateCounts,
} from "../duties/read/compared.js";
import { knownOn, type Known, type Reading } from "../duties/read/known.js";
import { delayOf, overdueOf } from "../duties/read/lateness.js";
import { readItems } from "../duties/read/items.js";
import type { ListedDuty } from "../duties/read/list.js";
import { DUTY_STATES } from "../duties/read/state.js";
import { dutyPeriodText, periodText } from "../duties/read/period-text.js";
import type { ReportScope } from "./scope.js";
import { allDuties, allLateRecords, readBasis, type Basis } from "./supervision.js";
import { writeDocument } from "./document.js";
import { fileTime, writeReport, type ReportCell, type ReportSheet } from "./workbook.js";

type Write = (reading: Reading, scope: ReportScope) => Promise<(destination: Writable) => Promise<void>>;

export const writeSupervisionWorkbook: Write = async (reading, scope) => {
  const sheets = await readSheets(reading, scope);
  return (destination) => writeReport(sheets, fileTime(scope.asOf), destination);
};

export const writeSupervisionDocument: Write = async (reading, scope) => {
  const sheets = await readSheets(reading, scope);
  const sections = sheets.map((table) => ({ heading: table.name, text: "", table }));
  const title = `${titleOf(scope)}（${periodText(scope.period)}）`;
  return (destination) => writeDocument({ title, notes: [], sections }, fileTime(scope.asOf), destination);
};

function titleOf({ period }: ReportScope): string {
  return kindOfPeriod(period) === "month" ? "政务公开监督月报" : "政务公开季度落实报告";
}

/** Throws REPORT_UNCOUNTED while a release that it is computed from is not counted. */
async function readSheets(reading: Reading, scope: ReportScope): Promise<readonly ReportSheet[]> {
  const { dear } = reading.statements;
  const basis = await readBasis(dear, scope);
  if (!basis.isCounted) throw new HubError("REPORT_UNCOUNTED");
  const board = await readCompared(dear, scope);
  const items = await readItems(dear, scope);
  const known = await knownOn(scope.asOf, reading);
  const notPublished = await allDuties(dear, scope, ["OVERDUE", "PARTLY"]);
  const explained = await allDuties(dear, scope, ["EXEMPT"]);
  const late = await allDuties(dear, scope, ["MET_LATE"]);
  const lateRecords = await allLateRecords(dear, scope);
  return [
    overview(scope, basis, board.totals),
    {
      name: "各部门",
      widths: [6, 36, ...COUNTS.map(() => 12)],
      header: ["名次", "部门", ...COUNTS.map(([header]) => header)],
      rows: board.departments
        .filter(isConcerned)
        .map((one) => [one.rank, known.nameOf(one.code), ...countsOf(one)]),
    },
    {
      name: "各事项",
      widths: [48, ...STATE_COUNTS.map(() => 12), 60],
      header: ["公开事项", ...STATE_COUNTS.map(([header]) => header), "未公开的部门"],
      rows: items.map((one) => [
        known.titleOf(one.item, "ZH"),
        ...STATE_COUNTS.map(([, cell]) => cell(one)),
        one.missing.map(known.nameOf).join("、"),
      ]),
    },
    listOf("未公开", [...DUTY_HEADER, "状态", "已逾期工作日", "尚缺"], notPublished, known, (one) => [
      DUTY_STATES[one.state][0],
      overdueOf(one, known.calendar),
      one.missing.map(known.nameOf).join("、"),
    ]),
    listOf("已书面说明", [...DUTY_HEADER, "书面说明"], explained, known, ({ exemption }) => [
      exemption === null ? null : known.reasonOf(exemption),
    ]),
    listOf("逾期公开", [...DUTY_HEADER, "公开日期", "逾期工作日"], late, known, (one) => [
      one.metOn,
      delayOf(one, known.calendar),
    ]),
    {
      name: "迟报记录",
      widths: [28, 36, 14, 14, 14, 14, 60],
      header: ["报送事项", "部门", "起算日期", "最迟日期", "首次公开", "迟报工作日", "地址"],
      rows: lateRecords.map((one) => [
        known.titleOf(one.feed, "ZH"),
        known.nameOf(one.department),
        one.startedOn,
        one.dueOn,
        one.metOn,
        one.delay,
        lateAddress(one, reading.context.contracts()),
      ]),
    },
  ];
}

type Count<Of> = readonly [header: string, cell: (counts: Of) => ReportCell];

const STATE_COUNTS: readonly Count<StateCounts>[] = [
  ["公开任务", ({ duties }) => duties],
  ["按时公开", ({ met }) => met],
  ["逾期公开", ({ metLate }) => metLate],
  ["逾期未公开", ({ overdue }) => overdue],
  ["未公开完整", ({ partly }) => partly],
  ["已书面说明", ({ exempt }) => exempt],
  ["应当公开、尚未到期", ({ due }) => due],
  ["未到期间", ({ upcoming }) => upcoming],
  ["已到期", ({ fallenDue }) => fallenDue],
  ["按时占比", ({ onTimeShare }) => ({ share: onTimeShare })],
];
const COUNTS: readonly Count<ComparedCounts>[] = [
  ...STATE_COUNTS,
  ["上年同期按时占比", ({ lastYearOnTimeShare }) => ({ share: lastYearOnTimeShare })],
  ["逐件计时的记录", ({ records }) => records],
  ["其中迟报", ({ lateRecords }) => lateRecords],
  ["记录按时占比", ({ recordsOnTimeShare }) => ({ share: recordsOnTimeShare })],
];
const DUTY_HEADER = ["公开事项", "部门", "期间", "最迟日期"] as const;

function countsOf(counts: ComparedCounts): readonly ReportCell[] {
  return COUNTS.map(([, cell]) => cell(counts));
}

function overview(scope: ReportScope, { release }: Basis, totals: ComparedCounts): ReportSheet {
  const { period, from, until, asOf } = scope;
  return {
    name: "概况",
    widths: [24, 80],
    header: [titleOf(scope), periodText(period)],
    rows: [
      ["时段", `${from}至${until}`],
      ["截至", asOf],
      ["依据", release === null ? "截至该日没有发布" : `截至第${release.number}次发布`],
      ...COUNTS.map(([header, cell]) => [header, cell(totals)]),
      ["计算方法", BOARD_METHOD.ZH],
    ],
  };
}

function listOf(
  name: string,
  header: readonly string[],
  duties: readonly ListedDuty[],
  known: Known,
  rest: (duty: ListedDuty) => readonly ReportCell[],
): ReportSheet {
  return {
    name,
    widths: [48, 36, 24, 14, ...header.slice(DUTY_HEADER.length).map(() => 24)],
    header,
    rows: duties.map((duty) => [
      known.titleOf(duty.item, "ZH"),
      known.nameOf(duty.department),
      dutyPeriodText(duty.period),
      duty.dueOn,
      ...rest(duty),
    ]),
  };
}
