/** 实施编码: the column by which rows about an item name it, in every feed of this domain. */
import { columns } from "#kit";

export const itemCode = () =>
  columns.text({
    zh: "事项编码",
    en: "Code of the item: 业务办理项编码 where it has one, else 实施编码",
    aliases: ["实施编码", "业务办理项编码", "事项实施编码"],
    required: true,
    maxLength: 36,
    indexed: true,
    example: "11110118000099995H4000131999000",
  });
