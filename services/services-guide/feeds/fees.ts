/** 收费项目: what an item costs, and by which document. Domain 14 §3. */
import { defineFeed } from "#kit";
import { serviceFeeColumns } from "../columns/fees.js";
import { feeRules } from "../rules/part-rules.js";
import { itemName, partOfItem } from "./part.js";

export const fees = defineFeed({
  ...partOfItem,
  id: "services-guide.fees",
  title: { zh: "事项收费", en: "Charges of service items" },
  description: {
    zh: "收费的政务服务事项：项目、标准、依据和减免情形。",
    en: "What service items cost, by which document, and who pays less.",
  },
  type: "ServiceFee",
  plural: "serviceFees",
  columns: serviceFeeColumns,
  derived: { itemName },
  key: ["itemCode", "name"],
  order: { field: "name", descending: false },
  search: { title: ["name", "itemName"], text: ["standard", "basis", "itemCode"] },
  rules: feeRules,
});
