/**
 * Rules of guides (domain 14 §7): every way ends at an item, in a few steps, with materials that the item
 * has.
 */
import {
  provisionOn,
  type Provision,
  type ReferenceTo,
  type RowContext,
  type RowRule,
  type SetFault,
  type SetRule,
} from "#kit";
import type { ServiceMaterialCells } from "../columns/materials.js";
import type { ServiceQuestionCells } from "../columns/questions.js";
import { firstQuestion, materialNamesOf } from "../guide/walk.js";
import { itemReference } from "../references.js";
import { rule } from "./rule.js";

export const materialReference: ReferenceTo<ServiceMaterialCells & { readonly materialKey: string }> = {
  feed: "services-guide.materials",
  column: "materialKey",
  isWhole: true,
};

export function materialKeyOf({ itemCode, name }: Pick<ServiceMaterialCells, "itemCode" | "name">): string {
  return `${itemCode} ${name}`;
}

/** How many questions a guide may ask at most, one after the other. */
export const guideLength: Provision<"questions"> = {
  id: "guide-length",
  title: { zh: "办事导引的最多步数", en: "How many questions a guide asks" },
  by: { zh: "报送日期", en: "Day of the hand-in" },
  parameters: { questions: { zh: "步数", en: "Questions", unit: "步", least: 1, most: 50 } },
  versions: [
    {
      from: "2018-01-01",
      basis: "本区惯例（办事指南简洁化）",
      isConfirmed: false,
      values: { questions: 10 },
    },
  ],
};

/** Answers of one guide: it is read as a whole. */
export const MOST_CHOICES = 100;

export const questionRules: readonly RowRule<ServiceQuestionCells>[] = [
  rule(
    "DY-01",
    "ERROR",
    "每个选项须填下一问题编号或者办理事项编码，只填其一。请改正后重新报送。",
    "An answer leads to another question or to an item, and not to both.",
    ({ next, itemCode }) => ((next === null) === (itemCode === null) ? [{ field: "next" }] : []),
  ),
  rule(
    "DY-02",
    "ERROR",
    "该事项未发布。请核对办理事项编码，或先报送实施清单。",
    "No published item has this code. Check it, or hand in the item first.",
    ({ itemCode }, { lookup }) =>
      itemCode === null || lookup(itemReference, itemCode) !== null ? [] : [{ field: "itemCode" }],
  ),
  rule(
    "DY-03",
    "ERROR",
    "该事项没有材料“{name}”。请填写申请材料中的名称后重新报送。",
    "The item has no material '{name}'.",
    ({ itemCode, materials }, { lookup }) => {
      if (itemCode === null)
        return materials === null ? [] : [{ field: "materials", details: { name: materials } }];
      const unknown = materialNamesOf(materials)?.find(
        (name) => lookup(materialReference, materialKeyOf({ itemCode, name })) === null,
      );
      return unknown === undefined ? [] : [{ field: "materials", details: { name: unknown } }];
    },
  ),
];

interface Lined {
  readonly line: number;
  readonly row: ServiceQuestionCells;
}

/** All answers of the file, which is whole; a guide has a hundred at most. */
function overGuides(
  code: string,
  severity: "ERROR" | "WARNING",
  zh: string,
  en: string,
  find: (rows: readonly Lined[], context: RowContext) => readonly SetFault<keyof ServiceQuestionCells>[],
): SetRule<ServiceQuestionCells> {
  return {
    code,
    severity,
    text: { zh, en },
    open: (context) => {
      const guides = new Map<string, Lined[]>();
      return {
        add: (row, line) => {
          const rows = guides.get(row.guide) ?? [];
          rows.push({ line, row });
          guides.set(row.guide, rows);
        },
        end: () => [...guides.values()].flatMap((rows) => find(rows, context)),
      };
    },
  };
}

export const questionSetRules: readonly SetRule<ServiceQuestionCells>[] = [
  overGuides(
    "DY-11",
    "ERROR",
    "没有编号为“{next}”的问题。请核对下一问题编号后重新报送。",
    "The guide has no question {next}.",
    (rows) => {
      const known = new Set(rows.map(({ row }) => row.node));
      return rows.flatMap(({ line, row: { next } }) =>
        next === null || known.has(next) ? [] : [{ line, field: "next" as const, details: { next } }],
      );
    },
  ),
  overGuides(
    "DY-12",
    "ERROR",
    "导引须从一个问题开始，且不能回到问过的问题；从第一个问题起最多{most}步。请核对后重新报送。",
    "A guide begins with one question, comes back to none, and asks {most} at most.",
    (rows, context) => {
      const { questions: most } = provisionOn(guideLength, context.today, context).values;
      const first = firstQuestion(rows.map(({ row }) => row));
      const line = rows[0]?.line ?? null;
      return first !== null && isShort(rows, first, most) ? [] : [{ line, field: "next", details: { most } }];
    },
  ),
  overGuides(
    "DY-13",
    "ERROR",
    `一个导引最多${MOST_CHOICES}个选项。请分为几个导引后重新报送。`,
    `A guide has ${MOST_CHOICES} answers at most.`,
    (rows) =>
      rows.length > MOST_CHOICES ? [{ line: rows[MOST_CHOICES]?.line ?? null, field: "guide" }] : [],
  ),
  overGuides(
    "DY-14",
    "WARNING",
    "该事项的材料“{names}”在导引的任何结果中都不出现，请核对。",
    "No way through the guide asks for these materials of the item: {names}.",
    (rows, { rows: published }) => {
      const asked = new Map<string, { readonly line: number; readonly names: Set<string> | null }>();
      for (const { line, row } of rows) {
        if (row.itemCode === null) continue;
        const names = materialNamesOf(row.materials);
        const known = asked.get(row.itemCode);
        if (names === null || known?.names === null) asked.set(row.itemCode, { line, names: null });
        else asked.set(row.itemCode, { line, names: new Set([...(known?.names ?? []), ...names]) });
      }
      const all = asked.size === 0 ? [] : published(materialReference);
      return [...asked].flatMap(([itemCode, { line, names }]) => {
        const never = all
          .filter(
            (material) =>
              material.itemCode === itemCode && names !== null && !names.has(String(material.name)),
          )
          .map(({ name }) => name);
        return never.length === 0
          ? []
          : [{ line, field: "materials" as const, details: { names: never.join("、") } }];
      });
    },
  ),
];

/** True if every way from the question ends within so many questions. */
function isShort(rows: readonly Lined[], first: string, most: number): boolean {
  let asked: ReadonlySet<string> = new Set([first]);
  for (let step = 0; step < most && asked.size > 0; step += 1) {
    const before = asked;
    asked = new Set(
      rows.flatMap(({ row: { node, next } }) => (next !== null && before.has(node) ? [next] : [])),
    );
  }
  return asked.size === 0;
}
