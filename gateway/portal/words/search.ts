export const search = {
  title: { zh: "搜索", en: "Search" },
  titleOf: { zh: "搜索：{text}", en: "Search: {text}" },
  hint: {
    zh: "请输入至少2个字符。几个词用空格隔开，结果须同时满足；打错字也能查到。",
    en: "Enter at least 2 characters. Of several words, parted by spaces, all must be there; typing mistakes are allowed for.",
  },
  count: { zh: "共{count}条结果。", en: "{count} results. " },
  countAbout: { zh: "结果超过{count}条，请增加搜索词。", en: "More than {count} results: add a word. " },
  approximate: {
    zh: "没有完全相同的，下面是相近的结果。",
    en: "Nothing is exactly so; this is what is near.",
  },
  nothing: {
    zh: "没有找到。请换个词，或减少条件。",
    en: "Nothing was found. Try another word, or fewer conditions.",
  },
  narrow: { zh: "缩小范围", en: "Narrow down" },
  types: { zh: "类型", en: "Kind" },
  themes: { zh: "主题", en: "Theme" },
  departments: { zh: "报送部门", en: "Department" },
  areas: { zh: "镇街", en: "Town" },
  years: { zh: "年份", en: "Year" },
  results: { zh: "搜索结果", en: "Results" },
  subscribe: { zh: "订阅这个搜索", en: "Subscribe to this search" },
  subscribeText: {
    zh: "以后发布的内容符合这个搜索时通知您，无需登录。",
    en: "You are told of later releases that match; nobody needs to sign in.",
  },
  webhook: { zh: "网络回调地址（可不填）", en: "Webhook (optional)" },
  atom: { zh: "在阅读器中打开（Atom）", en: "Open in a reader (Atom)" },
  token: {
    zh: "管理令牌，只显示这一次，取消订阅时要用：",
    en: "Manage token, shown this once; you need it to unsubscribe:",
  },
  secret: { zh: "网络回调的签名密钥：", en: "Secret that signs what the webhook gets:" },
  live: { zh: "新的结果也会出现在这里：", en: "New results appear here, too:" },
} as const;
