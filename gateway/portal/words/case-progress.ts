export const caseProgress = {
  title: { zh: "办到哪一步了", en: "How far is my application?" },
  lead: {
    zh: "填写收件时告知的办件编号和查询码。不能按姓名查询；所填内容只用于这次查询，不留在网址和记录中。",
    en: "Give the number and the code that you were given with your application. Names cannot be asked for; what you type is in no address and no log.",
  },
  number: { zh: "办件编号", en: "Number of the case" },
  code: { zh: "查询码", en: "Code" },
  ask: { zh: "查询", en: "Show" },
  limits: {
    zh: "同一编号一天内查错{count}次的，当天不再受理。查询码遗失的，请向办理部门询问。",
    en: "After {count} wrong tries for a number in a day it is answered no more that day. Who has lost the code asks the department.",
  },
  noScripts: {
    zh: "浏览器没有启用脚本，不能在这里查询。请拨打12345，或向办理部门询问。",
    en: "This needs scripts, which are off. Please call 12345, or ask the department.",
  },
  item: { zh: "事项", en: "What for" },
  stateOn: { zh: "状态日期", en: "Since" },
  acceptedOn: { zh: "受理日期", en: "Accepted on" },
  dueOn: { zh: "应办结日期", en: "Done by" },
  suspended: { zh: "不计入时限", en: "Days that do not count" },
  days: { zh: "{count}个工作日 {why}", en: "{count} working days {why}" },
  reason: { zh: "告知内容", en: "What you are told" },
  result: { zh: "办理结果", en: "Result" },
  pickup: { zh: "领取方式", en: "How you get it" },
  department: { zh: "办理部门", en: "Department" },
  phone: { zh: "电话", en: "Telephone" },
} as const;
