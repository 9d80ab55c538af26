export const parts = {
  pages: { zh: "翻页", en: "Pages" },
  first: { zh: "第一页", en: "First page" },
  previous: { zh: "上一页", en: "Previous page" },
  next: { zh: "下一页", en: "Next page" },
} as const;
