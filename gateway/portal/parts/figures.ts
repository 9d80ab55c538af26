/**
 * The figures that the statistics and the map of towns have: columns of datasets that may be added up over
 * records, as their standards define them. A rate, a price or a grade is none of them. All else about them,
 * such as names and units, is asked for from the graph.
 */
export interface Figures {
  /** The dataset's id. */
  readonly dataset: string;
  /** Fields that may be added up, the first is shown unless another is asked for. */
  readonly measures: readonly string[];
  /** Fields that the figures may be split by. */
  readonly splits: readonly string[];
  /** A field that says what a value is of: one of its words is shown at a time. */
  readonly choice: string | null;
  /** Which records are of the whole district, as the graph's `where`; all are added up without it. */
  readonly whole: object | null;
}

const plain = { splits: [], choice: null, whole: null } as const;

/** Figures of periods. */
export const STATISTICS: readonly Figures[] = [
  {
    ...plain,
    dataset: "social-assistance.minimum-living",
    measures: ["persons", "households", "spendingYuan", "added", "left", "cumulativeYuan"],
    splits: ["kind"],
  },
  {
    ...plain,
    dataset: "social-assistance.extreme-poverty",
    measures: ["persons", "spendingYuan", "fullCare", "halfCare", "selfCare", "livingYuan", "careYuan"],
    splits: ["support", "residence"],
  },
  {
    ...plain,
    dataset: "social-assistance.temporary",
    measures: ["personTimes", "householdTimes", "spendingYuan", "emergencyTimes"],
  },
  {
    ...plain,
    dataset: "social-assistance.freshmen",
    measures: ["persons", "spendingYuan"],
    splits: ["familyKind"],
  },
  {
    ...plain,
    dataset: "employment.figures",
    measures: ["value"],
    choice: "measure",
    whole: { areaCode: { isNull: true } },
  },
  {
    ...plain,
    dataset: "employment.subsidies",
    measures: ["amountYuan", "persons"],
    splits: ["kind"],
  },
  {
    ...plain,
    dataset: "education.balance",
    measures: ["value"],
    choice: "indicator",
    whole: { subject: { eq: "全区" } },
  },
  {
    ...plain,
    dataset: "education.admission-plans",
    measures: ["seats", "classes"],
    splits: ["stage", "entryMode"],
  },
  {
    ...plain,
    dataset: "education.admission-results",
    measures: ["admitted", "fromCatchment", "migrantChildren"],
  },
  {
    ...plain,
    dataset: "education.aid",
    measures: ["amountYuan", "personTimes"],
    splits: ["programme"],
  },
];

/** Figures of what there is, beside the number of records, which every dataset has. */
export const STOCKS: ReadonlyMap<string, readonly string[]> = new Map([
  ["education.schools", ["pupils", "classes", "teachers"]],
  ["education.preschool-plan", ["seats"]],
  ["employment.vacancies", ["openings"]],
  ["employment.job-fairs", ["posts"]],
  ["social-assistance.elderly-care", ["beds"]],
]);
