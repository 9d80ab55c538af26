/**
 * Few people are hidden, and all by which they could be worked out (domain 04: one or two persons in a town,
 * unless a published provision says more).
 *
 * Every figure of a row about few people is hidden. A part that is small takes the other parts with it, since
 * the whole is known; so does a remainder that no part names. Spending by kind of care goes with them: the
 * standards for a person are published. Added and left are hidden where one of them is small, or where they
 * would tell a small count of the month before, and stay hidden when the month is corrected. The sum since
 * January is shown only after a month that shows its own, since two of them tell what was spent between.
 */
import {
  HIDDEN_AS_FEW,
  HIDDEN_WITH_FEW,
  isAboutFew,
  isFew,
  shiftPeriod,
  type Bilingual,
  type Mask,
  type SetMask,
} from "#kit";
import { lineName, publishedSeries } from "./series.js";

/** The note of a sum since January. */
export const SINCE_JANUARY: Bilingual = {
  zh: "上月同一序列未公开累计数的不公开（1月除外），以免推算出较少的人数",
  en: "Shown in January, and after a month of the same line that shows its own",
};

/** A count beside the main one that is no part of it. */
export function hiddenAlone(field: string): Mask {
  return {
    when: (row, context) => isAboutFew(row, context) || isFew(row[field], context),
    note: HIDDEN_AS_FEW.note,
  };
}

/** Parts of the main count, and money that follows from them. */
export function hiddenWithParts(parts: readonly string[]): Mask {
  return {
    when: (row, context) => {
      const counts = parts.map((field) => row[field]).filter((count) => typeof count === "number");
      const whole = row["persons"] ?? row["personTimes"];
      const rest = Number(whole) - counts.reduce((sum, count) => sum + count, 0);
      return (
        isAboutFew(row, context) ||
        counts.some((count) => isFew(count, context)) ||
        (counts.length > 0 && isFew(rest, context))
      );
    },
    note: HIDDEN_WITH_FEW.note,
  };
}

/** Persons added and left in the month. */
export const hiddenMovement: Mask = {
  when: (row, context) => {
    const [persons, added, left] = [row["persons"], row["added"], row["left"]].map((count) =>
      typeof count === "number" ? count : null,
    );
    const before = Number(persons) - (added ?? 0) + (left ?? 0);
    return isAboutFew(row, context) || [added, left, before].some((count) => isFew(count, context));
  },
  note: HIDDEN_WITH_FEW.note,
};

interface Movement {
  readonly period: string;
  readonly areaCode: string | null;
  readonly kind: string;
  readonly added: number | null;
  readonly left: number | null;
}

/**
 * Added and left that were hidden stay so when the month is corrected: a correction that leaves one of them
 * as it was would tell, by the persons of before, what the other was.
 */
export const movementStaysHidden: SetMask<Movement> = {
  code: "SA-15",
  text: HIDDEN_WITH_FEW.note,
  hide: (rows, { lookup }) => {
    const published = publishedSeries<Movement & { readonly isSuppressed: boolean | null }>("kind");
    for (const { row, hide } of rows) {
      const before = lookup(published, lineOf(row, 0));
      if (before?.isSuppressed !== true || before.added !== null || before.left !== null) continue;
      hide("added");
      hide("left");
    }
    return [];
  },
};

interface SinceJanuary {
  readonly period: string;
  readonly areaCode: string | null;
  readonly kind: string;
  readonly persons: number;
  readonly cumulativeYuan: string | null;
}

/** A sum since January: shown in January, and after a month of the same line that shows its own. */
export const hiddenSinceJanuary: SetMask<SinceJanuary> = {
  code: "SA-10",
  text: SINCE_JANUARY,
  hide: (rows, { lookup }) => {
    const ofFile = new Map(rows.map(({ row, shown }) => [lineOf(row, 0), shown]));
    for (const { row, shown, hide } of rows.toSorted((one, other) =>
      one.row.period < other.row.period ? -1 : 1,
    )) {
      const before = lineOf(row, -1);
      const told = ofFile.get(before) ?? lookup(publishedSeries<SinceJanuary>("kind"), before);
      const follows = typeof told?.persons === "number" && typeof told.cumulativeYuan === "string";
      if (typeof shown.persons !== "number" || !(row.period.endsWith("-01") || follows))
        hide("cumulativeYuan");
    }
    return [];
  },
};

function lineOf(
  { period, areaCode, kind }: Pick<SinceJanuary, "period" | "areaCode" | "kind">,
  shift: number,
): string {
  return lineName(shiftPeriod(period, shift), areaCode, kind, null);
}
