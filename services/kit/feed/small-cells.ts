/**
 * Counts of one or two persons are not public (domain 04), nor is what stands beside them in their row. What
 * else tells them is the contract's to know.
 */
import type { Mask, Row } from "./contract.js";

/** So few persons or more are shown; nobody at all is shown too. */
const FEWEST_SHOWN = 3;

export function isFew(count: unknown): boolean {
  return typeof count === "number" && count > 0 && count < FEWEST_SHOWN;
}

/** Whether a row of statistics is about one or two persons. */
export function isAboutFew({ persons, personTimes }: Row): boolean {
  return isFew(persons ?? personTimes);
}

/** The count of such a row. */
export const HIDDEN_AS_FEW: Mask = {
  when: isAboutFew,
  note: { zh: "1至2人的不公开", en: "Not shown where there are one or two" },
};

/** All other figures of such a row. */
export const HIDDEN_WITH_FEW: Mask = {
  when: isAboutFew,
  note: {
    zh: "据此能推算出1至2人的，一并不公开",
    en: "Not shown either where one or two persons could be worked out from it",
  },
};
