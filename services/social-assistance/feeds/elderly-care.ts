/** 养老服务机构 (要点：养老服务信息公开; domain 04). */
import { areaCode, areaReference, areaRule, columns, defineFeed, partyId } from "#kit";
import { ownerships } from "../code-lists.js";

export const elderlyCare = defineFeed({
  id: "social-assistance.elderly-care",
  edition: "1",
  title: { zh: "养老服务机构", en: "Institutions of elderly care" },
  description: { zh: "全区养老服务机构名录。", en: "The district's institutions of elderly care." },
  type: "ElderlyCareInstitution",
  plural: "elderlyCareInstitutions",
  lead: "mzj",
  submitters: "lead",
  legalBases: [{ title: "《养老机构管理办法》（民政部令第66号）", from: "2020-11-01" }],
  due: { kind: "on-change" },
  mode: "snapshot",
  columns: {
    name: columns.text({
      zh: "机构名称",
      en: "Name",
      aliases: ["名称", "养老机构名称"],
      required: true,
      maxLength: 200,
      indexed: true,
      example: "示例养老院",
    }),
    unifiedSocialCreditCode: columns.uscc({
      zh: "统一社会信用代码",
      en: "Unified social credit code",
      aliases: ["信用代码", "社会信用代码"],
      required: true,
      indexed: true,
    }),
    town: columns.text({
      zh: "乡镇街道",
      en: "Town or sub-district",
      aliases: ["镇街"],
      required: true,
      maxLength: 50,
      indexed: true,
      example: "溪翁庄镇",
    }),
    address: columns.text({
      zh: "地址",
      en: "Address",
      required: true,
      maxLength: 200,
      example: "密云区示例路 1 号",
    }),
    ownership: columns.code(ownerships, {
      zh: "性质",
      en: "Who runs it",
      aliases: ["机构性质"],
      required: true,
      indexed: true,
    }),
    beds: columns.integer({
      zh: "床位数",
      en: "Beds",
      aliases: ["床位"],
      required: true,
      indexed: true,
      unit: "张",
    }),
    stars: columns.integer({ zh: "星级", en: "Stars, 1 to 5", aliases: ["星级评定"], indexed: true }),
    phone: columns.text({
      zh: "联系电话",
      en: "Office telephone",
      aliases: ["电话"],
      maxLength: 40,
      example: "010-69040000",
    }),
  },
  derived: { areaCode: areaCode("town"), partyId: partyId("unifiedSocialCreditCode", "name") },
  key: ["unifiedSocialCreditCode"],
  order: { field: "name", descending: false },
  search: { title: ["name"], text: ["address", "town", "unifiedSocialCreditCode"] },
  rules: [
    areaRule("town"),
    {
      code: "SA-31",
      severity: "ERROR",
      text: {
        zh: "星级应为 1 到 5；没有评定的请留空。",
        en: "Stars are 1 to 5; leave it blank where there are none.",
      },
      check: ({ stars }) =>
        typeof stars === "number" && (stars < 1 || stars > 5) ? [{ field: "stars" }] : [],
    },
  ],
  references: [areaReference],
});
