export const schema = {
  title: { zh: "总图的变更", en: "Changes of the graph" },
  lead: {
    zh: "查询接口的每次变更：改了什么，由谁改的，会不会影响已有的程序。",
    en: "Every change of the graph: what, by whom, and whether it may break a program.",
  },
  sdl: { zh: "下载模式（SDL）", en: "Download the schema (SDL)" },
  changes: { zh: "历次变更", en: "Revisions" },
  revision: { zh: "第{number}版", en: "Revision {number}" },
  changesCount: { zh: "对外内容的变化{count}处", en: "{count} changes for those who ask" },
} as const;
