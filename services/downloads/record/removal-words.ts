import type { Bilingual } from "#kit";
import type { Removal } from "#kit/hub";
import { REMOVALS } from "../changes/write-changes.js";

/** Why a record is public no longer, in words. */
export function removalWords(removal: Removal): Bilingual {
  const words = REMOVALS.codes.find(({ name }) => name === removal);
  if (!words) throw new Error(`There are no words for ${removal}`);
  return words;
}
