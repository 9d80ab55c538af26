/**
 * How names, numbers and addresses of persons are shown in public (domain 03 §7, in the spirit of GB/T
 * 35273).
 *
 * Every function may be used on its own result without change, and none of them tells how long a given name
 * was beyond one or more characters. A text that is not recognised is masked wholly: these fail closed.
 */

/** 张三 → 张某, 张三丰 → 张某某, 欧阳锋 → 欧阳某, 买买提·艾力 → 买买提·**, John Smith → J**. A masked name is kept. */
export function maskName(name: string): string {
  const bare = name.replace(WHITE_SPACE, "");
  const firstPart = DOTTED_NAME.exec(bare)?.[1];
  if (firstPart !== undefined) return `${firstPart}·**`;
  const characters = [...bare];
  const [first] = characters;
  if (first === undefined) return "";
  if (!HAN.test(first)) return LETTER.test(first) ? `${first}**` : "**";
  if (characters.length === 1) return "某";
  const surnameLength =
    characters.length > 2 && COMPOUND_SURNAMES.has(characters.slice(0, 2).join("")) ? 2 : 1;
  const surname = characters.slice(0, surnameLength).join("");
  const given = bare.slice(surname.length);
  if (MASKED_GIVEN_NAME.test(given)) return bare;
  return surname + (characters.length - surnameLength > 1 ? "某某" : "某");
}

/** A person's number: first and last character only. */
export function maskNumber(number: string): string {
  return number.length <= 2
    ? "*".repeat(number.length)
    : number.charAt(0) + "*".repeat(number.length - 2) + number.charAt(number.length - 1);
}

/** A mobile number: first three and last four; anything else wholly. */
export function maskPhone(phone: string): string {
  const bare = phone.replace(PHONE_NOISE, "");
  return MOBILE.test(bare) ? `${bare.slice(0, 3)}****${bare.slice(7)}` : "*".repeat(phone.length);
}

/** A bank card: the last four digits. */
export function maskBankCard(card: string): string {
  const bare = card.replace(WHITE_SPACE, "");
  return bare.length < 16 ? "*".repeat(bare.length) : "*".repeat(bare.length - 4) + bare.slice(-4);
}

/** An address: to the town or sub-district, or else to the district: 密云区溪翁庄镇***. */
export function maskAddress(address: string): string {
  const known = TO_TOWN.exec(address) ?? TO_DISTRICT.exec(address);
  return `${known?.[0] ?? ""}***`;
}

/** A number plate: first two and last character. */
export function maskPlate(plate: string): string {
  return plate.length < 7
    ? "*".repeat(plate.length)
    : plate.slice(0, 2) + "*".repeat(plate.length - 3) + plate.slice(-1);
}

const WHITE_SPACE = /\s/g;
/** No full stop here: `张三.李四` is two people, and the first would be shown. */
const DOTTED_NAME = /^(\p{L}+)[·•・‧∙]./u;
const HAN = /^\p{Script=Han}$/u;
const LETTER = /^\p{L}$/u;
const MASKED_GIVEN_NAME = /^(?:某{1,2}|[*＊×]{1,3})$/;
const COMPOUND_SURNAMES: ReadonlySet<string> = new Set([
  "欧阳",
  "司马",
  "上官",
  "诸葛",
  "东方",
  "皇甫",
  "尉迟",
  "公孙",
  "慕容",
  "令狐",
  "宇文",
  "长孙",
  "司徒",
  "夏侯",
  "端木",
]);
const PHONE_NOISE = /^\+?86|[\s-]/g;
const MOBILE = /^1[3-9][\d*]{9}$/;
const TO_TOWN = /^\p{Script=Han}{0,12}?(?:街道|地区|[镇乡])/u;
const TO_DISTRICT = /^\p{Script=Han}{0,8}?(?:(?<![小社园])区|县)/u;
