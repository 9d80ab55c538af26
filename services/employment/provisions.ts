/** 北京市最低工资标准, by the day from which it holds; and how long a vacancy without a deadline is shown. */
import { provisionOn, type Provision, type RowContext } from "#kit";

const NOTICE = "《北京市人力资源和社会保障局关于调整北京市最低工资标准的通知》";
const since = (from: string, yuanAMonth: number) => ({
  from,
  basis: NOTICE,
  isConfirmed: false,
  values: { yuanAMonth },
});

export const minimumWage: Provision<"yuanAMonth"> = {
  id: "minimum-wage",
  title: { zh: "北京市最低工资标准", en: "Minimum wage in Beijing" },
  by: { zh: "岗位发布日期", en: "Day on which the vacancy is published" },
  parameters: { yuanAMonth: { zh: "月最低工资", en: "A month", unit: "元", least: 0, most: 100_000 } },
  versions: [
    since("2025-09-01", 2_540),
    since("2023-09-01", 2_420),
    since("2021-08-01", 2_320),
    since("2019-07-01", 2_200),
    since("2018-09-01", 2_120),
    // Earlier amounts are not known here: with 0 yuan no wage is below the minimum.
    { ...since("1995-01-01", 0), basis: "《中华人民共和国劳动法》第四十八条" },
  ],
};

/** The minimum wage on a day (`YYYY-MM-DD`), in yuan a month. */
export function minimumWageYuan(day: string, context: Pick<RowContext, "rows">): number {
  return provisionOn(minimumWage, day, context).values.yuanAMonth;
}

export const shownWithoutDeadline: Provision<"days"> = {
  id: "vacancy-shown-days",
  title: { zh: "无截止日期岗位的显示期限", en: "How long a vacancy without a deadline is shown" },
  by: { zh: "岗位发布日期", en: "Day on which the vacancy is published" },
  parameters: { days: { zh: "天数", en: "Days", unit: "天", least: 1, most: 366 } },
  versions: [
    {
      from: "2018-10-01",
      basis: "本区惯例（《人力资源市场暂行条例》未规定）",
      isConfirmed: false,
      values: { days: 90 },
    },
  ],
};
