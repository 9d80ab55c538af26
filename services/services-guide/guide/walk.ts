/** A guide as a tree of questions, walked by the answers that were given. */

/** One answer of a guide, as its row says. */
export interface Choice {
  readonly node: string;
  readonly question: string;
  readonly order: number;
  readonly label: string;
  readonly next: string | null;
  readonly itemCode: string | null;
  readonly materials: string | null;
}

export interface Walk<C extends Choice> {
  readonly given: readonly C[];
  /** The answers to the next question; none where the way ends. */
  readonly choices: readonly C[];
  /** The last answer, where it leads to an item. */
  readonly result: C | null;
}

/** The question that no answer leads to; null where there is none, or several. */
export function firstQuestion(choices: readonly Pick<Choice, "node" | "next">[]): string | null {
  const followed = new Set(choices.map(({ next }) => next));
  const first = new Set(choices.map(({ node }) => node).filter((node) => !followed.has(node)));
  const [one] = first;
  return one === undefined || first.size > 1 ? null : one;
}

/** Null for an answer that the question has not. */
export function walk<C extends Choice>(choices: readonly C[], answers: readonly number[]): Walk<C> | null {
  const given: C[] = [];
  let node = firstQuestion(choices);
  for (const answer of answers) {
    const chosen = choices.find((choice) => choice.node === node && choice.order === answer);
    if (!chosen) return null;
    given.push(chosen);
    node = chosen.next;
  }
  const last = given.at(-1);
  return {
    given,
    choices: choices
      .filter((choice) => choice.node === node)
      .toSorted((one, other) => one.order - other.order),
    result: last && last.itemCode !== null ? last : null,
  };
}

const SEPARATOR = /[；;\n]/;

/** Null: all of the item. */
export function materialNamesOf(materials: string | null): readonly string[] | null {
  if (materials === null) return null;
  return materials
    .split(SEPARATOR)
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
