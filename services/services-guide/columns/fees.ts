/** 收费项目: the columns of the file. */
import { columns, type CellsOf } from "#kit";
import { itemCode } from "./item-code.js";

export const serviceFeeColumns = {
  itemCode: itemCode(),
  name: columns.text({
    zh: "收费项目名称",
    en: "What is charged for",
    code: "fee_name",
    aliases: ["收费项目"],
    required: true,
    maxLength: 200,
    indexed: true,
    example: "示例证书工本费",
  }),
  standard: columns.text({
    zh: "收费标准",
    en: "How much",
    code: "fee_stand",
    required: true,
    maxLength: 500,
    example: "每证10元",
  }),
  basis: columns.text({
    zh: "收费依据",
    en: "By which document",
    required: true,
    maxLength: 1000,
    example: "《示例收费管理办法》第三条",
  }),
  reduction: columns.text({
    zh: "减免情形",
    en: "Who pays less, or nothing",
    code: "is_desc",
    aliases: ["收费减免", "减免"],
    maxLength: 1000,
    example: "小微企业免收",
  }),
};

export type ServiceFeeCells = CellsOf<typeof serviceFeeColumns>;
