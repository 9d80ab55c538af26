export const policies = {
  title: { zh: "问政策", en: "Ask about policies" },
  lead: {
    zh: "输入问题、事项、文号或索引号，查政策文件和简明问答。群众用语（如“低保”）按文件用语一并查找。",
    en: "Write a question, a matter or a document's number to find policies and short answers. What people say is looked for as documents have it, too.",
  },
  text: { zh: "查什么", en: "What about" },
  on: { zh: "某日有效", en: "In force on" },
  onHint: { zh: "不填则含已失效、废止的", en: "Blank: with those that are over" },
  find: { zh: "查询", en: "Find" },
  themes: { zh: "主题", en: "Themes" },
  answers: { zh: "简明问答", en: "Short answers" },
  documents: { zh: "政策文件", en: "Policy documents" },
  count: { zh: "{count}件", en: "{count}" },
  countAbout: {
    zh: "超过{count}件，请增加词语或选择主题",
    en: "More than {count}: add words, or choose a theme",
  },
  approximate: { zh: "没有完全相符的，下面是相近的。", en: "Nothing has it exactly: this comes near." },
  nothing: {
    zh: "没有查到。请换一种说法或清空日期再查；没有查到不等于没有规定，可向有关部门询问。",
    en: "Nothing was found. Say it otherwise, or leave the day out; there may be a rule all the same: ask the department.",
  },
  from: { zh: "依据", en: "By" },
  published: { zh: "发布", en: "published" },
  all: { zh: "全部政策文件（数据集）", en: "All documents (dataset)" },
  allAnswers: { zh: "全部政策问答（数据集）", en: "All answers (dataset)" },
  gazette: { zh: "政府公报", en: "Gazette" },
} as const;
