/**
 * A column's name in the graph: its own where it is an English identifier, else what the department wrote as
 * `fieldName`, else made of the pinyin of its Chinese name, the same each time: 线路名称 → xianLuMingCheng.
 */
import { pinyin } from "pinyin-pro";

export function fieldNameOf(name: string, given: string | undefined): string {
  if (given !== undefined) return given;
  if (IDENTIFIER.test(name)) return name;
  if (ASCII_WORDS.test(name)) return camelCase(name.split(/[^A-Za-z0-9]+/));
  const syllables = pinyin(name, { toneType: "none", type: "array", nonZh: "consecutive", v: true });
  return camelCase(syllables.flatMap((part) => part.split(/[^A-Za-z0-9]+/)));
}

/** As GraphQL and the table both take it, without the underscores that would meet another's. */
export const IDENTIFIER = /^[a-z][A-Za-z0-9]{0,49}$/;
const ASCII_WORDS = /^[\x20-\x7e]+$/;

/** `bus-lines` → `BusLines`. */
export function pascalCase(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

function camelCase(words: readonly string[]): string {
  const joined = pascalCase(words.join(" "));
  const name = (joined.charAt(0).toLowerCase() + joined.slice(1)).slice(0, 50);
  return /^[a-z]/.test(name) ? name : `c${name}`;
}
