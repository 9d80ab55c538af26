/**
 * The variants of an operation, one for each outcome of its @skip, @include and @defer. A variant is made
 * when it is first needed, and kept.
 */
import { LRUCache } from "lru-cache";
import type { GraphQLAbstractType, GraphQLSchema } from "graphql";
import type { OperationQuestion } from "./plan/planner.js";
import { truthsOf, type Selecting, type Truths } from "./prepare/collect-fields.js";
import type { Prepared } from "./prepare/prepare.js";
import { compileAnswer, type WriteAnswer } from "./write/write-answer.js";

export interface Choice {
  readonly truths: Truths;
  /** True when the client reads an answer in parts. */
  readonly mayDefer: boolean;
  /** For the planner; null when nothing is fetched. */
  readonly question: OperationQuestion | null;
  readonly selecting: Selecting;
  readonly writeAll: WriteAnswer;
  /** All but what is put off. */
  readonly writeFirst: WriteAnswer;
}

export interface Choices {
  readonly choose: (variables: Readonly<Record<string, unknown>>, mayDefer: boolean) => Choice;
  /** The variants that were made so far. */
  readonly chosen: () => Iterable<Choice>;
}

/** Two to the number of deciding variables at most, of which a client uses a few. */
const KEPT = 64;

export function createChoices(
  schema: GraphQLSchema,
  { root, asked: { operation, fragments, names }, deciding, hasDefer, question }: Prepared,
  partlyVisible: ReadonlySet<GraphQLAbstractType>,
): Choices {
  const known = new LRUCache<string, Choice>({ max: KEPT });
  return {
    choose: (variables, readsParts) => {
      const mayDefer = readsParts && hasDefer;
      const truths = truthsOf(deciding, variables);
      const key = `${mayDefer ? "d" : ""}${deciding.map((name) => (truths[name] ? "1" : "0")).join("")}`;
      const kept = known.get(key);
      if (kept) return kept;
      const selecting: Selecting = { schema, fragments, truths, names, partlyVisible, deferred: "all" };
      const writeAll = compileAnswer(root, operation.selectionSet, selecting);
      const writeFirst = mayDefer
        ? compileAnswer(root, operation.selectionSet, { ...selecting, deferred: "without" })
        : writeAll;
      const made: Choice = {
        truths,
        mayDefer,
        question: question(truths, mayDefer),
        selecting,
        writeAll,
        writeFirst,
      };
      known.set(key, made);
      return made;
    },
    chosen: () => known.values(),
  };
}
