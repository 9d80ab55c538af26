/** Kinds of data that may identify a person in free text, and their names in findings. */
export type PersonalDataKind =
  | "CITIZEN_ID"
  | "MOBILE"
  | "TELEPHONE"
  | "BANK_CARD"
  | "PASSPORT"
  | "EMAIL"
  | "ADDRESS"
  | "PLATE"
  | "HEALTH";

/** Offsets are UTF-16 units of the text given. */
export interface PersonalData {
  readonly kind: PersonalDataKind;
  readonly start: number;
  readonly end: number;
}

export const PERSONAL_DATA_NAMES: Readonly<Record<PersonalDataKind, readonly [zh: string, en: string]>> = {
  CITIZEN_ID: ["身份证号", "citizen ID"],
  MOBILE: ["手机号", "mobile number"],
  TELEPHONE: ["个人电话", "private telephone"],
  BANK_CARD: ["银行卡号", "bank card"],
  PASSPORT: ["护照等证件号码", "passport or other certificate"],
  EMAIL: ["电子邮箱", "e-mail address"],
  ADDRESS: ["住址", "home address"],
  PLATE: ["车牌号", "licence plate"],
  HEALTH: ["个人健康状况", "state of health"],
};
