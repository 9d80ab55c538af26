/**
 * Numbers that are spelled in Chinese numerals (一三八〇〇〇〇〇〇〇一): long runs are turned to digits, character for
 * character, so that offsets stay. Years and sums are shorter and stay as they are.
 */
export function numeralsToDigits(text: string): string {
  return NUMERALS.test(text)
    ? text.replace(RUN, (run) => run.replaceAll(NUMERAL, (numeral) => DIGITS[numeral] ?? numeral))
    : text;
}

const NUMERALS = /[〇○零幺一二三四五六七八九壹贰叁肆伍陆柒捌玖]/;
const NUMERAL = /[〇○零幺一二三四五六七八九壹贰叁肆伍陆柒捌玖]/g;
const RUN =
  /[〇○零幺一二三四五六七八九壹贰叁肆伍陆柒捌玖\d](?:[ -]?[〇○零幺一二三四五六七八九壹贰叁肆伍陆柒捌玖\dXx]){10,}/g;
const DIGITS: Readonly<Record<string, string>> = {
  〇: "0",
  "○": "0",
  零: "0",
  幺: "1",
  一: "1",
  二: "2",
  三: "3",
  四: "4",
  五: "5",
  六: "6",
  七: "7",
  八: "8",
  九: "9",
  壹: "1",
  贰: "2",
  叁: "3",
  肆: "4",
  伍: "5",
  陆: "6",
  柒: "7",
  捌: "8",
  玖: "9",
};

const IS_DIGIT = new Uint8Array(0x1_0000);
for (const digit of ["0123456789", ...Object.keys(DIGITS)].join("")) IS_DIGIT[digit.charCodeAt(0)] = 1;

/** True when the text has so many digits and Chinese numerals, wherever they stand. */
export function hasManyDigits(text: string, fewest: number): boolean {
  let count = 0;
  for (let at = 0; at < text.length && count < fewest; at += 1) count += IS_DIGIT[text.charCodeAt(at)] ?? 0;
  return count >= fewest;
}
