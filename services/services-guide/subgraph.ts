/** 办事指南: what can be applied for, where, with which materials, in what time. */
import { defineSubgraph, departmentStub } from "#kit";
import { fees } from "./feeds/fees.js";
import { intermediaryNotices } from "./feeds/intermediary-notices.js";
import { items } from "./feeds/items.js";
import { materials } from "./feeds/materials.js";
import { places } from "./feeds/places.js";
import { questions } from "./feeds/questions.js";
import { steps } from "./feeds/steps.js";
import { GuideResolver } from "./guide/guide-resolver.js";
import { itemLinks } from "./links/item-links.js";
import { noticeLinks } from "./links/notice-links.js";
import { policyLinks } from "./links/policy-links.js";

export default defineSubgraph({
  name: "services-guide",
  catalogue: {
    title: { zh: "办事指南", en: "Service guides" },
    theme: "DAILY_LIFE",
    keywords: ["办事指南", "政务服务"],
    audiences: ["ENTERPRISES", "INDIVIDUALS"],
  },
  feeds: [places, items, materials, steps, fees, questions, intermediaryNotices],
  entities: [departmentStub("services-guide")],
  resolvers: [GuideResolver, ...itemLinks, ...noticeLinks, ...policyLinks],
});
