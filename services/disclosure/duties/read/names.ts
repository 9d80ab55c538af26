/** The words for what a duty is and for what it lacks: read once for a request. */
import type { Language, SubgraphContext } from "#kit";
import { itemIdOf } from "../plan/plan-items.js";

interface Titles {
  readonly zh: string;
  readonly en: string;
}

export interface DutyNames {
  /** Of a clause, a feed, or what follows the records of a feed. */
  readonly titleOf: (item: string, language: Language) => string;
  /** Of an area or a department. */
  readonly nameOf: (code: string) => string;
  readonly reasonOf: (exemption: string) => string | null;
}

const read = new WeakMap<SubgraphContext, Promise<DutyNames>>();

export function dutyNames(context: SubgraphContext): Promise<DutyNames> {
  const known = read.get(context) ?? readNames(context);
  read.set(context, known);
  return known;
}

async function readNames(context: SubgraphContext): Promise<DutyNames> {
  const [clauses, areas, departments, exemptions] = await Promise.all([
    rowsOf("disclosure.duties", ["plan", "clause", "title", "titleEn", "from"], context),
    rowsOf("directory.areas", ["code", "name"], context),
    rowsOf("directory.departments", ["code", "name"], context),
    rowsOf("disclosure.exemptions", ["reason"], context),
  ]);
  const titles = new Map<string, Titles>();
  for (const contract of context.contracts()) {
    titles.set(contract.id, contract.title);
    for (const { id, title } of contract.expects)
      titles.set(`${contract.id}/${id}`, {
        zh: `${contract.title.zh}：${title.zh}`,
        en: `${contract.title.en}: ${title.en}`,
      });
  }
  const inOrder = clauses.toSorted((one, other) => (textOf(one["from"]) < textOf(other["from"]) ? -1 : 1));
  for (const row of inOrder) {
    const id = itemIdOf({ plan: textOf(row["plan"]), clause: textOf(row["clause"]) });
    titles.set(id, { zh: textOf(row["title"]), en: textOf(row["titleEn"]) || textOf(row["title"]) });
  }
  const names = new Map([...areas, ...departments].map((row) => [textOf(row["code"]), textOf(row["name"])]));
  const reasons = new Map(exemptions.map((row) => [textOf(row["id"]), textOf(row["reason"])]));
  return {
    titleOf: (item, language) => titles.get(item)?.[language === "EN" ? "en" : "zh"] ?? item,
    nameOf: (code) => names.get(code) ?? code,
    reasonOf: (exemption) => reasons.get(exemption) ?? null,
  };
}

async function rowsOf(
  feed: string,
  fields: readonly string[],
  { contracts, reader }: SubgraphContext,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const contract = contracts().find(({ id }) => id === feed);
  return contract ? reader.all(contract, new Set(fields)) : [];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
