/**
 * Descriptions in the graph: Chinese for those who read it, English beside it for developers; notes in lines
 * below.
 */
import type { Bilingual } from "../../feed/bilingual.js";

export function describe(zh: string, en: string, ...notes: readonly (Bilingual | null)[]): string {
  const lines = notes.filter((note) => note !== null).map((note) => `${note.zh} / ${note.en}`);
  return [`${zh} / ${en}`, ...lines].join("\n");
}
