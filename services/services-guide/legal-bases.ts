/** Laws by which guides are public. */
import type { LegalBasis } from "#kit";

export const legalBases: readonly LegalBasis[] = [
  { title: "《国务院关于在线政务服务的若干规定》（国务院令第716号）", from: "2019-04-26" },
  { title: "《优化营商环境条例》（国务院令第722号）第三十五条、第三十六条", from: "2020-01-01" },
  { title: "《中华人民共和国行政许可法》第三十条", from: "2004-07-01" },
];
