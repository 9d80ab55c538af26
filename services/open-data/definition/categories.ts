/**
 * The codes that a field's cells may have, as Frictionless Table Schema says them (`categories`): a value for
 * programs, a label for people, and here in English too, with other words that files have for it and the days
 * between which it holds.
 */
import { bareWord, type Code } from "#kit";

const MOST = 200;
const LONGEST = 50;
const VALUE = /^[A-Z][A-Z0-9_]{0,39}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Null where anything is wrong with them: two that share a value or a word, say. */
export function readCategories(given: unknown): readonly Code[] | null {
  if (!Array.isArray(given) || given.length === 0 || given.length > MOST) return null;
  const codes = given.flatMap((one: unknown) => readCode(one) ?? []);
  const names = codes.map(({ name }) => name);
  const words = codes.flatMap(({ zh, aliases = [] }) => [zh, ...aliases].map(bareWord));
  return codes.length === given.length &&
    new Set(names).size === names.length &&
    new Set(words).size === words.length
    ? codes
    : null;
}

function readCode(given: unknown): Code | null {
  if (typeof given !== "object" || given === null) return null;
  const {
    value,
    label,
    labelEn,
    aliases = [],
    from,
    until,
  }: Readonly<Record<string, unknown>> = {
    ...given,
  };
  if (typeof value !== "string" || !VALUE.test(value) || !isWord(label)) return null;
  if (!(labelEn === undefined || isWord(labelEn)) || !Array.isArray(aliases) || !aliases.every(isWord))
    return null;
  if (!isDay(from) || !isDay(until)) return null;
  return {
    name: value,
    zh: label,
    en: labelEn ?? label,
    ...(aliases.length === 0 ? {} : { aliases }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
  };
}

function isWord(value: unknown): value is string {
  return typeof value === "string" && value.trim() === value && value !== "" && value.length <= LONGEST;
}

function isDay(value: unknown): value is string | undefined {
  return value === undefined || (typeof value === "string" && DAY.test(value));
}
