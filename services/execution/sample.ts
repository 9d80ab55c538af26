/** Invented tasks and quarters that keep every rule. */
import {
  periodOf,
  SAMPLE_TOWNS,
  shiftPeriod,
  type Random,
  type SampleContext,
  type SampleGenerators,
  type SampleRow,
} from "#kit";

export const samples: SampleGenerators = {
  "execution.tasks": task,
  "execution.progress": progress,
};

const THINGS = ["口袋公园", "停车泊位", "养老驿站", "普惠学位"] as const;
const thing = (index: number): string => THINGS[index % THINGS.length] ?? THINGS[0];

/** Lists of the year after, so that they stand beside none that is published. */
function task(random: Random, index: number, { today }: SampleContext): SampleRow {
  const year = shiftPeriod(periodOf("year", today), 1);
  const target = String(random.int(2, 40));
  return {
    year: `${year}年`,
    list: "民生实事",
    number: String(index + 1),
    group: "",
    title: `新增示例${thing(index)}${target}个（${index + 1}）`,
    leadName: random.pick(["区园林绿化局", "区民政局", "北京市密云区教育委员会"]),
    partners: "区财政局",
    target: `新增${target}个`,
    targetValue: target,
    unit: "个",
    deadline: `${year}年${random.int(6, 12)}月20日`,
    level: random.pick(["市级", "区级"]),
    town: random.chance(0.4) ? "" : random.pick(SAMPLE_TOWNS),
    documentNumber: "",
    changeReason: "",
  };
}

/**
 * Quarters of three tasks of 2025 in `samples/` that 区政务服务局 answers for, each further than the one before.
 */
function progress(random: Random, index: number): SampleRow {
  const quarter = Math.floor(index / 3) % 4;
  const percent = 20 * quarter + random.int(5, 19);
  return {
    quarter: `2025年第${"一二三四".charAt(quarter)}季度`,
    list: "绩效任务",
    number: String(2 + (index % 3)),
    progress: `全年任务完成${percent}%（示例${index + 1}）`,
    value: "",
    percent: String(percent),
    state: "进行中",
    reason: "",
    nextStep: "继续推进（示例）",
    evidence: "",
  };
}
