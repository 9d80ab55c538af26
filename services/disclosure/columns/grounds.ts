/** Why information is not public, as the regulation has it (条例 14, 15, 16); the rows of the annual report. */
import type { CodeList } from "#kit";

export const grounds: CodeList = {
  name: "NonDisclosureGround",
  title: { zh: "不予公开的依据", en: "Ground for not disclosing" },
  codes: [
    {
      name: "STATE_SECRET",
      zh: "国家秘密（第十四条）",
      en: "State secret (art. 14)",
      aliases: ["国家秘密"],
    },
    {
      name: "FORBIDDEN_BY_LAW",
      zh: "法律、行政法规禁止公开（第十四条）",
      en: "A law forbids it (art. 14)",
      aliases: ["法律行政法规禁止公开", "其他法律行政法规禁止公开"],
    },
    {
      name: "SECURITY",
      zh: "危及国家安全、公共安全、经济安全、社会稳定（第十四条）",
      en: "Endangers security or stability (art. 14)",
      aliases: ["危及三安全一稳定", "危及“三安全一稳定”"],
    },
    {
      name: "THIRD_PARTY",
      zh: "商业秘密、个人隐私等第三方合法权益（第十五条）",
      en: "Business secrets, privacy (art. 15)",
      aliases: ["商业秘密、个人隐私", "商业秘密", "个人隐私", "保护第三方合法权益"],
    },
    {
      name: "INTERNAL",
      zh: "内部事务信息（第十六条）",
      en: "Internal affairs (art. 16)",
      aliases: ["内部事务信息", "三类内部事务信息"],
    },
    {
      name: "PROCESS",
      zh: "过程性信息（第十六条）",
      en: "Papers of the process (art. 16)",
      aliases: ["过程性信息", "四类过程性信息"],
    },
    {
      name: "CASE_FILE",
      zh: "行政执法案卷信息（第十六条）",
      en: "Files of enforcement cases (art. 16)",
      aliases: ["行政执法案卷", "行政执法案卷信息"],
    },
  ],
};
