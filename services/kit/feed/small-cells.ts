/**
 * Counts of few persons are not public (domain 04), nor is what stands beside them in their row. What else
 * tells them is the contract's to know; how few, the contract's provision, which `directory.provisions`
 * changes.
 */
import type { Column, DerivedColumn, FeedContract, Mask, Row, RowContext } from "./contract.js";
import type { Bilingual } from "./bilingual.js";
import type { Provision } from "./provision.js";
import { provisionOn } from "./provision-in-force.js";

/** The threshold for all feeds but those with one of their own (`FeedContract.smallCells`). */
export const smallCells: Provision<"fewestShown"> = {
  id: "small-cells",
  title: { zh: "最低公开人数", en: "Fewest persons shown" },
  by: { zh: "报送或查询当日", en: "Day on which figures are handed in or asked for" },
  parameters: {
    fewestShown: { zh: "最低公开人数", en: "Fewest persons shown", unit: "人", least: 2, most: 100 },
  },
  versions: [
    {
      from: "2014-05-01",
      basis: "本区惯例（《社会救助暂行办法》未规定人数）",
      isConfirmed: false,
      values: { fewestShown: 3 },
    },
  ],
};

/** The smallest count above zero that is shown on a day, `YYYY-MM-DD`; zero is shown too. */
export function smallCellThreshold(
  contract: Pick<FeedContract, "smallCells">,
  day: string,
  published: Pick<RowContext, "rows">,
): number {
  return provisionOn(contract.smallCells ?? smallCells, day, published).values.fewestShown;
}

/** True if a measure counts persons or households, by its unit; without a unit, by its header. */
export function countsPersons({ kind, unit = "", zh }: Pick<Column, "kind" | "unit" | "zh">): boolean {
  return (
    (kind === "integer" || kind === "decimal") && (isUnitOfPersons(unit) || (unit === "" && HEADER.test(zh)))
  );
}

export function isUnitOfPersons(unit = ""): boolean {
  return UNITS.has(unit.replace(/^万/, ""));
}

const UNITS: ReadonlySet<string> = new Set(["人", "人次", "户", "户次", "名"]);
const HEADER = /人数|人次|人口|户数|户次/;

/** Why such a number is shown: vacancies, seats, places of a course. */
export const PLACES: Bilingual = {
  zh: "计划或招收的名额，不是已有的人",
  en: "Places that are offered, no persons that there are",
};

/** Column of every such record of statistics; the checker fills it in when all suppression is known. */
export const SUPPRESSED: DerivedColumn<"boolean"> = {
  zh: "是否有因人数过少而不公开的数",
  en: "Whether figures of this record are hidden because they are of few persons, or tell such",
  kind: "boolean",
  from: () => false,
};

type Threshold = Pick<RowContext, "fewestShown">;

/**
 * True if a count is above zero and below the threshold. The count is a number or an exact decimal as text.
 */
export function isFew(count: unknown, { fewestShown }: Threshold): boolean {
  const number = typeof count === "string" ? Number(count) : count;
  return typeof number === "number" && number > 0 && number < fewestShown;
}

/** True if a row of statistics is about few persons. */
export function isAboutFew({ persons, personTimes }: Row, threshold: Threshold): boolean {
  return isFew(persons ?? personTimes, threshold);
}

/** The count of such a row. */
export const HIDDEN_AS_FEW: Mask = {
  when: isAboutFew,
  note: {
    zh: "有人但少于最低公开人数（未另行规定的为3人）的不公开",
    en: "Not shown where there are some, but fewer than the fewest shown (3 unless it is changed)",
  },
};

/** All other figures of such a row. */
export const HIDDEN_WITH_FEW: Mask = {
  when: isAboutFew,
  note: {
    zh: "据此能推算出上述人数的，一并不公开",
    en: "Not shown either where so few persons could be worked out from it",
  },
};
