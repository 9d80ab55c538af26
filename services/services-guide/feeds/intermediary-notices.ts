/** 中介服务交易公告 (2.3c): copies of what the city's trading platform announced, with its link. Domain 14 §8. */
import { defineFeed, partyId } from "#kit";
import { intermediaryNoticeColumns } from "../columns/intermediary-notices.js";
import { departments } from "../references.js";
import { noticeReference, noticeRules, noticeSetRules, signUpDays } from "../rules/notice-rules.js";

export const intermediaryNotices = defineFeed({
  id: "services-guide.intermediary-notices",
  edition: "1",
  title: { zh: "中介服务公告", en: "Notices of intermediary services" },
  description: {
    zh: "使用政府资金的项目委托中介服务的公告：采购、变更、中选结果、合同和评价。",
    en: "Projects with government money that entrust an intermediary: calls, changes, choices, contracts, appraisals.",
  },
  type: "IntermediaryNotice",
  plural: "intermediaryNotices",
  lead: "zwfwj",
  submitters: "every-department",
  legalBases: [
    { title: "《优化营商环境条例》（国务院令第722号）第四十三条", from: "2020-01-01" },
    { title: "北京市密云区政务公开工作要点" },
  ],
  due: { kind: "on-change" },
  mode: "append",
  columns: intermediaryNoticeColumns,
  derived: {
    ownerCode: {
      zh: "项目业主部门编码",
      en: "Code of the owner in the directory",
      kind: "text",
      indexed: true,
      link: {
        name: "owner",
        type: "Department",
        key: "code",
        label: "ownerName",
        zh: "项目业主",
        en: "The department that has the project",
      },
      from: ({ ownerUscc }, _secrets, { lookup }) => lookup(departments, ownerUscc)?.code ?? null,
    },
    partyId: partyId("selectedUscc", "selectedName"),
  },
  key: ["noticeNumber"],
  order: { field: "publishedOn", descending: true },
  search: { title: ["projectName"], text: ["noticeNumber", "ownerName", "serviceKind", "selectedName"] },
  rules: noticeRules,
  setRules: noticeSetRules,
  references: [departments, noticeReference],
  provisions: [signUpDays],
});
