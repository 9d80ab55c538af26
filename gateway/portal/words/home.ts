export const home = {
  title: { zh: "首页", en: "Home" },
} as const;
