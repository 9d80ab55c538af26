/** The language as the graph names it. */
import type { Language } from "./index";

export function graphLanguage(language: Language): "EN" | "ZH" {
  return language === "en" ? "EN" : "ZH";
}
