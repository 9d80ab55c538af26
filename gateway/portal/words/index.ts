/** The portal's texts in both languages, and how days and numbers are written in each. */
import { inject, type InjectionKey } from "vue";
import { createI18n } from "vue-i18n";
import * as TEXTS from "./texts";

export type Language = "zh" | "en";

type Texts = typeof TEXTS;
/** A text's name, such as `home.title`. */
export type Word = {
  [Room in keyof Texts]: `${Room}.${Extract<keyof Texts[Room], string>}`;
}[keyof Texts];

export interface Words {
  readonly language: Language;
  readonly t: (word: Word, values?: Readonly<Record<string, string | number>>) => string;
  /** `2026-11-30`, or a moment, as a day in the district's time; a dash for null. */
  readonly day: (value: string | null | undefined) => string;
  readonly moment: (value: string | null | undefined) => string;
  readonly number: (value: number | string | null | undefined) => string;
  /** The sentence of a failure: those of the graph have one in each language. */
  readonly fault: (error: Error & { readonly english?: string | null }) => string;
  readonly speak: (language: Language) => void;
}

export const WORDS: InjectionKey<Words> = Symbol("words");

export function useWords(): Words {
  const words = inject(WORDS);
  if (!words) throw new Error("There are no words around this part");
  return words;
}

export function languageOf(value: unknown): Language {
  return value === "en" ? "en" : "zh";
}

export function createWords(): Words {
  const { global } = createI18n({
    legacy: false,
    locale: "zh",
    messages: MESSAGES,
  });
  const language = (): Language => languageOf(global.locale.value);
  return {
    get language() {
      return language();
    },
    t: (word, values = {}) => global.t(word, values),
    day: (value) => (isDay(value) ? DAYS[language()].format(dateOf(value)) : NOTHING),
    moment: (value) => (isDay(value) ? MOMENTS[language()].format(dateOf(value)) : NOTHING),
    number: (value) =>
      value === null || value === undefined || value === ""
        ? NOTHING
        : NUMBERS[language()].format(exact(value)),
    fault: ({ message, english }) => (language() === "en" ? (english ?? message) : message),
    speak: (language) => {
      global.locale.value = language;
    },
  };
}

type Messages = Record<string, Record<string, string>>;

function messagesIn(language: Language): Messages {
  return Object.fromEntries(
    Object.entries<Readonly<Record<string, Readonly<Record<Language, string>>>>>(TEXTS).map(
      ([room, texts]) => [
        room,
        Object.fromEntries(Object.entries(texts).map(([name, words]) => [name, words[language]])),
      ],
    ),
  );
}

/** Made once: the gateway makes words for each page. */
const MESSAGES = { zh: messagesIn("zh"), en: messagesIn("en") };

const NOTHING = "—";
const LOCALES = { zh: "zh-CN", en: "en-GB" } as const;
const ZONE = "Asia/Shanghai";

const each = <Format>(make: (locale: string) => Format): Readonly<Record<Language, Format>> => ({
  zh: make(LOCALES.zh),
  en: make(LOCALES.en),
});
const DAYS = each((locale) => new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: ZONE }));
const MOMENTS = each(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: ZONE }),
);
const NUMBERS = each((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }));

function isDay(value: string | null | undefined): value is string {
  return typeof value === "string" && !Number.isNaN(dateOf(value).valueOf());
}

/** A day has no hour: noon is the same day in each zone that matters here. */
function dateOf(value: string): Date {
  return new Date(/^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T12:00:00+08:00` : value);
}

/** Amounts are text, so that no digit is lost; `format` reads them as they are. */
function exact(value: number | string): number | Intl.StringNumericLiteral {
  return value as number;
}
