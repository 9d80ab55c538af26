/** 办理地点: halls and service points where items are handled. Domain 14 §3. */
import { areaCode, areaReference, areaRule, defineFeed } from "#kit";
import { servicePlaceColumns } from "../columns/places.js";
import { legalBases } from "../legal-bases.js";

export const places = defineFeed({
  id: "services-guide.places",
  edition: "1",
  title: { zh: "办理地点", en: "Service places" },
  description: {
    zh: "政务服务大厅和便民服务点的地址、办公时间、电话。",
    en: "Halls and service points: address, opening hours, telephone.",
  },
  type: "ServicePlace",
  plural: "servicePlaces",
  lead: "zwfwj",
  submitters: "every-department",
  legalBases,
  due: { kind: "on-change" },
  mode: "snapshot",
  columns: servicePlaceColumns,
  derived: { areaCode: areaCode("town") },
  key: ["name"],
  order: { field: "name", descending: false },
  search: { title: ["name"], text: ["address", "town", "hours", "route"] },
  rules: [areaRule("town")],
  references: [areaReference],
});
