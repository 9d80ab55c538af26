/** Rules of a decision's course: each stage by itself, and all stages of a matter together. Domain 13 §3. */
import type { Published, RowContext, RowRule, SetFault, SetRule } from "#kit";
import type { DecisionStepCells } from "../columns/steps.js";
import { matterReference, stepReference } from "../references.js";

/** By law comments end before the review, and the review before the meeting; what is decided is published. */
const IN_ORDER = ["DRAFT", "PARTICIPATION", "LEGALITY", "DECISION", "PUBLICATION"] as const;
const PASSED: ReadonlySet<string> = new Set(["PASSED", "PASSED_AMENDED"]);

/** Takes matters that are looked up by a column of their year and number. */
export function knownMatterRule<R extends { readonly matterKey: string | null }>(): RowRule<R> {
  return {
    code: "DC-27",
    severity: "ERROR",
    text: {
      zh: "目录中没有事项{key}。请填写目录的年度和序号（如2026/3），或先报送目录。",
      en: "No catalogue has the matter {key}. Write year and number, such as 2026/3, or hand in the catalogue first.",
    },
    check: ({ matterKey }, { lookup }) =>
      matterKey === null || lookup(matterReference, matterKey)
        ? []
        : [{ field: "matterKey", details: { key: matterKey } }],
  };
}

export const stepRules: readonly RowRule<DecisionStepCells>[] = [
  {
    code: "DC-28",
    severity: "ERROR",
    text: {
      zh: "结束日期不能早于开始日期。请核对后重新报送。",
      en: "A stage does not end before it begins.",
    },
    check: ({ startedOn, endedOn }) =>
      endedOn !== null && endedOn < startedOn ? [{ field: "endedOn" }] : [],
  },
  {
    code: "DC-29",
    severity: "ERROR",
    text: {
      zh: "不通过、不适用的，须写明理由。请补充后重新报送。",
      en: "Say why a stage was not passed or does not apply.",
    },
    check: ({ result, explanation }) =>
      !PASSED.has(result) && explanation === null ? [{ field: "explanation" }] : [],
  },
  {
    code: "DC-30",
    severity: "ERROR",
    text: {
      zh: "合法性审查和集体讨论决定是必经程序，不能填“不适用”。请核对后重新报送。",
      en: "Legality review and decision always apply.",
    },
    check: ({ stage, result }) =>
      result === "NOT_APPLICABLE" && (stage === "LEGALITY" || stage === "DECISION")
        ? [{ field: "result" }]
        : [],
  },
  {
    code: "DC-31",
    severity: "ERROR",
    text: { zh: "日期不能晚于今天。请核对后重新报送。", en: "A stage is not told before it has begun." },
    check: ({ startedOn }, { today }) => (startedOn > today ? [{ field: "startedOn" }] : []),
  },
];

/** Stages of a matter, those of the file in place of those that are published. */
type Course = Map<string, { readonly line: number | null; readonly step: Published<DecisionStepCells> }>;

function courses({ rows }: RowContext): {
  readonly add: (step: DecisionStepCells, line: number) => void;
  readonly touched: () => readonly Course[];
} {
  const byMatter = new Map<string, Course>();
  const touched = new Set<Course>();
  const courseOf = (matter: string): Course => {
    const course: Course = byMatter.get(matter) ?? new Map();
    byMatter.set(matter, course);
    return course;
  };
  for (const step of rows(stepReference))
    if (step.matterKey && step.stepKey) courseOf(step.matterKey).set(step.stepKey, { line: null, step });
  return {
    add: (step, line) => {
      const course = courseOf(step.matterKey);
      course.set(stepKeyOf(step), { line, step });
      touched.add(course);
    },
    touched: () => [...touched],
  };
}

export function stepKeyOf({
  matterKey,
  stage,
  startedOn,
}: Pick<DecisionStepCells, "matterKey" | "stage" | "startedOn">): string {
  return [matterKey, stage, startedOn].join("|");
}

export const stepSetRules: readonly SetRule<DecisionStepCells>[] = [
  {
    code: "DC-01",
    severity: "ERROR",
    text: {
      zh: "日期应晚于前一环节（{date}）：草案、公众参与、合法性审查、集体讨论决定、公布依次进行。请核对后重新报送。",
      en: "Draft, participation, legality review, decision and publication follow each other: this is before {date}.",
    },
    open: (context) => {
      const { add, touched } = courses(context);
      return { add, end: () => touched().flatMap(faultsOfOrder) };
    },
  },
  {
    code: "DC-02",
    severity: "ERROR",
    text: {
      zh: "集体讨论决定之前，合法性审查须已通过。请先报送合法性审查。",
      en: "Before a decision its legality review was passed: hand that in first.",
    },
    open: (context) => {
      const { add, touched } = courses(context);
      return { add, end: () => touched().flatMap((course) => decidedWithout(course, isPassedReview)) };
    },
  },
  {
    code: "DC-03",
    severity: "ERROR",
    text: {
      zh: "没有公众参与的记录。请先报送公众参与；依法不予公开的，填“不适用”并写明理由。",
      en: "Nothing is told of public participation: hand it in first, or that it does not apply, and why.",
    },
    open: (context) => {
      const { add, touched } = courses(context);
      return {
        add,
        end: () =>
          touched().flatMap((course) => decidedWithout(course, ({ stage }) => stage === "PARTICIPATION")),
      };
    },
  },
];

const isPassedReview = ({ stage, result }: Published<DecisionStepCells>): boolean =>
  stage === "LEGALITY" && PASSED.has(result ?? "");

/** A stage begins after the latest day of the one that is before it in the order and was gone through. */
function faultsOfOrder(course: Course): readonly SetFault<"startedOn">[] {
  const steps = [...course.values()].filter(({ step }) => step.result !== "NOT_APPLICABLE");
  return steps.flatMap(({ line, step }): readonly SetFault<"startedOn">[] => {
    const place = IN_ORDER.findIndex((stage) => stage === step.stage);
    const before = steps
      .filter(({ step: { stage } }) => IN_ORDER.slice(0, Math.max(place, 0)).some((one) => one === stage))
      .map(({ step }) => lastDayOf(step))
      .toSorted()
      .at(-1);
    return line !== null && before !== undefined && (step.startedOn ?? "") < before
      ? [{ line, field: "startedOn", details: { date: before } }]
      : [];
  });
}

/** A draft is worked on while comments on it are taken. */
function lastDayOf({ stage, startedOn, endedOn }: Published<DecisionStepCells>): string {
  return (stage === "DRAFT" ? startedOn : (endedOn ?? startedOn)) ?? "";
}

function decidedWithout(
  course: Course,
  isWanted: (step: Published<DecisionStepCells>) => boolean,
): readonly SetFault<"stage">[] {
  const steps = [...course.values()];
  return steps.some(({ step }) => isWanted(step))
    ? []
    : steps.flatMap(({ line, step }): readonly SetFault<"stage">[] =>
        line !== null && step.stage === "DECISION" && PASSED.has(step.result ?? "")
          ? [{ line, field: "stage" }]
          : [],
      );
}
