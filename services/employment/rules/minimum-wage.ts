/** 北京市最低工资标准, yuan a month, by the day from which it holds. A new one is a new line. */
const MINIMUM_WAGES: readonly { readonly from: string; readonly yuan: number }[] = [
  { from: "2018-09-01", yuan: 2_120 },
  { from: "2019-07-01", yuan: 2_200 },
  { from: "2021-08-01", yuan: 2_320 },
  { from: "2023-09-01", yuan: 2_420 },
  { from: "2025-09-01", yuan: 2_540 },
];

/** On a day, `YYYY-MM-DD`; 0 before the first known. */
export function minimumWageYuan(day: string): number {
  return MINIMUM_WAGES.findLast(({ from }) => from <= day)?.yuan ?? 0;
}
