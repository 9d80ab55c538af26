/** 慈善组织认定名单 (《慈善法》; domain 04). */
import { columns, defineFeed, partyId } from "#kit";
import { charityStates } from "../code-lists.js";

export const charities = defineFeed({
  id: "social-assistance.charities",
  edition: "1",
  title: { zh: "慈善组织认定名单", en: "Recognised charities" },
  description: { zh: "依法认定的慈善组织。", en: "Charities recognised by law." },
  type: "Charity",
  plural: "charities",
  lead: "mzj",
  submitters: "lead",
  legalBases: [
    { title: "《中华人民共和国慈善法》", from: "2016-09-01" },
    { title: "《慈善组织认定办法》（民政部令第58号）", from: "2016-09-01", until: "2024-09-04" },
    { title: "《慈善组织认定办法》（民政部令第73号）", from: "2024-09-05" },
  ],
  due: { kind: "on-change" },
  mode: "snapshot",
  columns: {
    name: columns.text({
      zh: "名称",
      en: "Name",
      aliases: ["慈善组织名称", "组织名称"],
      required: true,
      maxLength: 200,
      indexed: true,
      example: "密云区示例慈善基金会",
    }),
    unifiedSocialCreditCode: columns.uscc({
      zh: "统一社会信用代码",
      en: "Unified social credit code",
      aliases: ["信用代码", "社会信用代码"],
      required: true,
      indexed: true,
    }),
    recognisedOn: columns.date({
      zh: "认定日期",
      en: "Recognised on",
      aliases: ["认定时间"],
      required: true,
      indexed: true,
    }),
    canRaiseFunds: columns.boolean({
      zh: "是否具有公开募捐资格",
      en: "Whether it may raise funds in public",
      aliases: ["公开募捐资格"],
      required: true,
      indexed: true,
    }),
    scope: columns.text({
      zh: "业务范围",
      en: "What it does",
      maxLength: 2000,
      example: "助学、助老",
    }),
    status: columns.code(charityStates, { zh: "状态", en: "Status", indexed: true }),
    registrar: columns.text({
      zh: "登记机关",
      en: "Where it is registered",
      aliases: ["登记管理机关"],
      maxLength: 200,
      example: "北京市密云区民政局",
    }),
    organisationType: columns.text({
      zh: "组织类型",
      en: "Foundation, association or service institution",
      aliases: ["组织形式", "社会组织类型"],
      maxLength: 50,
      example: "基金会",
    }),
    address: columns.text({
      scan: false,
      zh: "住所",
      en: "Its seat",
      aliases: ["地址", "住址"],
      maxLength: 200,
      example: "密云区示例路1号",
    }),
  },
  derived: { partyId: partyId("unifiedSocialCreditCode", "name") },
  key: ["unifiedSocialCreditCode"],
  order: { field: "recognisedOn", descending: true },
  search: { title: ["name"], text: ["scope", "unifiedSocialCreditCode"] },
  rules: [
    {
      code: "SA-41",
      severity: "ERROR",
      text: { zh: "认定日期不能晚于今天。请核对后重新报送。", en: "It was not recognised after today." },
      check: ({ recognisedOn }, { today }) => (recognisedOn > today ? [{ field: "recognisedOn" }] : []),
    },
  ],
});
