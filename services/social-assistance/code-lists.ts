/** Code lists of social assistance (domain 04). */
import type { CodeList } from "#kit";

export const residenceKinds: CodeList = {
  name: "MinimumLivingKind",
  title: { zh: "城乡类别", en: "Urban or rural" },
  codes: [
    { name: "URBAN", zh: "城市低保", en: "Urban", aliases: ["城镇低保", "城市", "城镇"] },
    { name: "RURAL", zh: "农村低保", en: "Rural", aliases: ["农村"] },
  ],
};

/** Places where people in extreme poverty live; earlier figures are of both. */
export const residences: CodeList = {
  name: "ExtremePovertyResidence",
  title: { zh: "城乡类别", en: "Urban or rural" },
  codes: [
    { name: "URBAN", zh: "城市", en: "Urban", aliases: ["城镇", "城市特困", "城市特困人员"] },
    { name: "RURAL", zh: "农村", en: "Rural", aliases: ["乡村", "农村特困", "农村特困人员"] },
  ],
};

export const supportKinds: CodeList = {
  name: "ExtremePovertySupport",
  title: { zh: "供养方式", en: "Way of support" },
  codes: [
    { name: "DISPERSED", zh: "分散供养", en: "At home", aliases: ["分散"] },
    { name: "CONCENTRATED", zh: "集中供养", en: "In an institution", aliases: ["集中"] },
  ],
};

export const familyKinds: CodeList = {
  name: "AssistedFamilyKind",
  title: { zh: "家庭类别", en: "Kind of family" },
  codes: [
    { name: "MINIMUM_LIVING", zh: "低保", en: "With minimum living allowance", aliases: ["低保家庭"] },
    {
      name: "MARGINAL",
      zh: "低保边缘家庭",
      en: "Just above the minimum living allowance",
      aliases: ["低保边缘"],
    },
    {
      name: "HEAVY_EXPENSES",
      zh: "刚性支出困难家庭",
      en: "In need by expenses that cannot be avoided",
      aliases: ["刚性支出困难", "支出型困难家庭"],
    },
    { name: "LOW_INCOME", zh: "低收入", en: "With low income", aliases: ["低收入家庭"] },
    { name: "EXTREME_POVERTY", zh: "特困", en: "In extreme poverty", aliases: ["特困供养", "特困家庭"] },
  ],
};

export const ownerships: CodeList = {
  name: "ElderlyCareOwnership",
  title: { zh: "性质", en: "Who runs it" },
  codes: [
    { name: "PUBLIC", zh: "公办", en: "Public" },
    { name: "PRIVATE", zh: "民办", en: "Private" },
    { name: "PUBLIC_RUN_PRIVATELY", zh: "公建民营", en: "Public, run privately" },
  ],
};

export const charityStates: CodeList = {
  name: "CharityStatus",
  title: { zh: "状态", en: "Status" },
  codes: [
    { name: "VALID", zh: "有效", en: "Recognised" },
    { name: "CANCELLED", zh: "已注销", en: "Cancelled", aliases: ["注销"] },
    { name: "REVOKED", zh: "已撤销认定", en: "Recognition revoked", aliases: ["撤销"] },
  ],
};
