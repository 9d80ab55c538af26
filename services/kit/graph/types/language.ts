/** The argument by which a client chooses the language of a label. */
import { LANGUAGES, type Language } from "../../feed/code-lists.js";
import type { EnumObject } from "./code-enum.js";
import { Arg, registerEnumType } from "./decorators.js";
import { describe } from "./describe.js";

const languages: EnumObject = Object.fromEntries(LANGUAGES.map((language) => [language, language]));
registerEnumType(languages, {
  name: "Language",
  description: describe("文字的语言", "The language of a text"),
  valuesConfig: {
    ZH: { description: describe("中文", "Chinese") },
    EN: { description: describe("英文", "English") },
  },
});

/**
 * Decorates the parameter that a resolver takes the language by: `ZH` unless told. The enum says what it
 * means, so the argument's description stands in one place.
 */
export function InLanguage(description?: string): ReturnType<typeof Arg> {
  return Arg("language", () => languages, {
    defaultValue: "ZH" satisfies Language,
    ...(description !== undefined && { description }),
  });
}
