/** 行政执法年度数据: the columns of the file. */
import { columns, type CellsOf, type Column } from "#kit";
import { agencyColumns } from "./agency-columns.js";

export const enforcementYearlyFigureColumns = {
  year: columns.period("year", {
    zh: "年度",
    en: "Year",
    required: true,
    indexed: true,
    aliases: ["统计年度", "年份"],
  }),
  ...agencyColumns("执法主体", ["单位", "执法机关"]),
  licenceApplications: count("许可申请数量", "Licences applied for", ["许可申请", "申请数量"]),
  licencesAccepted: count("许可受理数量", "Applications accepted", ["许可受理", "受理数量"]),
  licencesGranted: count("许可数量", "Licences granted", ["予以许可数量", "准予许可数量"]),
  licencesRefused: count("不予许可数量", "Licences refused", ["不予许可"]),
  licencesRevoked: count("撤销许可数量", "Licences revoked", ["撤销许可"]),
  warnings: count("警告数量", "Warnings", ["警告"]),
  fines: count("罚款数量", "Fines", ["罚款"]),
  confiscations: count("没收数量", "Confiscations of gains or property", [
    "没收违法所得没收非法财物数量",
    "没收",
  ]),
  suspensions: count("责令停产停业数量", "Orders to suspend business", ["责令停产停业"]),
  licencesTaken: count("暂扣吊销许可证执照数量", "Licences suspended or revoked as a penalty", [
    "暂扣或吊销证照数量",
    "暂扣吊销证照",
  ]),
  detentions: count("行政拘留数量", "Administrative detentions", ["行政拘留"]),
  otherPenalties: count("其他处罚数量", "Other penalties", ["其他行政处罚数量", "其他处罚"]),
  penaltiesTotal: count(
    "处罚总数",
    "Penalty decisions; one decision may be of several kinds",
    ["行政处罚总数", "处罚数量", "处罚案件总数"],
    true,
  ),
  penaltyAmountWanYuan: columns.decimal({
    zh: "罚没金额（万元）",
    en: "Fined and confiscated, in 万元 (10,000 yuan)",
    required: true,
    scale: 6,
    unit: "万元",
    indexed: true,
    dashIsZero: true,
    aliases: ["罚没金额", "罚没收入"],
  }),
  inspections: count("检查次数", "Inspections", ["行政检查次数", "检查总数"], true),
  coerciveMeasures: count("强制措施数量", "Coercive measures", ["行政强制措施", "强制措施"]),
  coerciveExecutions: count("强制执行数量", "Coercive executions", ["行政强制执行", "强制执行"]),
  reconsiderations: count("行政复议数量", "Reconsiderations", ["复议数量", "被复议案件数"]),
  lawsuits: count("行政诉讼数量", "Lawsuits", ["诉讼数量", "被诉讼案件数"]),
};

export type EnforcementYearlyFigureCells = CellsOf<typeof enforcementYearlyFigureColumns>;

/** Nothing done is 0, or the - of a table: a blank cell is something not counted, and is refused. */
function count(zh: string, en: string, aliases: readonly string[], indexed = false): Column<"integer", true> {
  return columns.integer({ zh, en, required: true, indexed, dashIsZero: true, aliases });
}
