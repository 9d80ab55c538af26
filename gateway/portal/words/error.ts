export const error = {
  unknown: { zh: "没有这个页面", en: "There is no such page" },
  unknownText: {
    zh: "地址可能写错了，或者内容已经移走。可以回首页，或搜索您要找的内容。",
    en: "The address may have a mistake, or what was here has moved. Go home, or search for it.",
  },
  failed: { zh: "页面没有打开", en: "The page did not open" },
  again: { zh: "再试一次", en: "Try again" },
  home: { zh: "回首页", en: "Go home" },
  code: { zh: "错误代码：{code}", en: "Code of the error: {code}" },
} as const;
