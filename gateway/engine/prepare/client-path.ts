/**
 * Converts a path of the answer to the client's response names. The path ends before a field that the client
 * did not select (key fields, and fields that others require).
 */
import { Kind, type FragmentDefinitionNode, type SelectionSetNode } from "graphql";
import type { AnswerPath } from "../json.js";

export type ToClientPath = (path: AnswerPath) => AnswerPath;

interface PrivateSelection {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The client's name for each private one. */
  readonly names: ReadonlyMap<string, string>;
}

/** All selections below each response name, regardless of types. */
interface Level {
  readonly below: ReadonlyMap<string, readonly SelectionSetNode[]>;
  readonly levels: Map<string, Level>;
}

/** `sets`: the selection sets at the start of the paths. */
export function createToClientPath(
  sets: readonly SelectionSetNode[],
  { fragments, names }: PrivateSelection,
): ToClientPath {
  const open = (here: readonly SelectionSetNode[]): Level => {
    const below = new Map<string, SelectionSetNode[]>();
    const spread = new Set<string>();
    const collect = ({ selections }: SelectionSetNode): void => {
      for (const selection of selections) {
        if (selection.kind === Kind.FIELD) {
          const key = (selection.alias ?? selection.name).value;
          below.set(key, [
            ...(below.get(key) ?? []),
            ...(selection.selectionSet ? [selection.selectionSet] : []),
          ]);
        } else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
        else if (!spread.has(selection.name.value)) {
          spread.add(selection.name.value);
          const fragment = fragments.get(selection.name.value);
          if (fragment) collect(fragment.selectionSet);
        }
      }
    };
    here.forEach(collect);
    return { below, levels: new Map() };
  };
  let root: Level | null = null;
  return (path) => {
    const told: (string | number)[] = [];
    let level = (root ??= open(sets));
    for (const step of path) {
      if (typeof step === "number") {
        told.push(step);
        continue;
      }
      const below = level.below.get(step);
      if (below === undefined) break;
      told.push(names.get(step) ?? step);
      const next = level.levels.get(step) ?? open(below);
      level.levels.set(step, next);
      level = next;
    }
    return told;
  };
}
