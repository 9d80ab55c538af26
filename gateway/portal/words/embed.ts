/** Texts of the parts for other sites, which have no more of the portal. */
export const embed = {
  loading: { zh: "正在加载……", en: "Loading…" },
  failed: { zh: "暂时无法显示，请稍后再试。", en: "It cannot be shown now. Try again later." },
  unknown: { zh: "没有这个数据集。", en: "There is no such dataset." },
  all: { zh: "查看全部", en: "See all" },
  search: { zh: "搜索政务公开信息", en: "Search what the district publishes" },
} as const;
