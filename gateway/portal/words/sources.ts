export const sources = {
  title: { zh: "数据源", en: "Sources" },
  text: {
    zh: "由系统定时取数，有新的数据就报送；由信息化部门设置。",
    en: "They are read on schedule, and what is new is handed in. The IT office defines them.",
  },
  caption: { zh: "共{count}个数据源", en: "{count} sources" },
  name: { zh: "名称", en: "Name" },
  lastRun: { zh: "上次取数", en: "Last read" },
  nextRun: { zh: "下次取数", en: "Next" },
  handedIn: { zh: "最近报送", en: "Handed in" },
  rows: { zh: "{rows}行，错误{errors}处", en: "{rows} rows, {errors} errors" },
  why: { zh: "失败的原因", en: "Why it failed" },
  WAITING: { zh: "尚未取数", en: "Not read yet" },
  RUNNING: { zh: "正在取数", en: "Being read" },
  HANDED_IN: { zh: "有新的数据，已报送", en: "Something new was handed in" },
  UNCHANGED: { zh: "没有新的数据", en: "Nothing new" },
  FAILED: { zh: "连续失败{failures}次", en: "Failed {failures} times in a row" },
} as const;
