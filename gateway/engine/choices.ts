/**
 * The variants of an operation, one for each outcome of its @skip, @include and @defer, and of what its caller
 * may see. A variant is made when it is first needed, and kept.
 */
import { LRUCache } from "lru-cache";
import type { GraphQLAbstractType, GraphQLSchema } from "graphql";
import { createGuard } from "./access/guard.js";
import type { Demands } from "./access/read-demands.js";
import type { Rights } from "../rights/rights.js";
import type { OperationQuestion } from "./plan/planner.js";
import { truthsOf, type Selecting, type Truths } from "./prepare/collect-fields.js";
import type { Prepared } from "./prepare/prepare.js";
import { compileAnswer, type WriteAnswer } from "./write/write-answer.js";

export interface Choice {
  readonly truths: Truths;
  /** Of the first who asked it; whoever has others, and may see the same, has the same variant. */
  readonly rights: Rights;
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
  readonly choose: (
    variables: Readonly<Record<string, unknown>>,
    mayDefer: boolean,
    rights: Rights,
  ) => Choice;
  /** True when not everybody may see all of the operation. */
  readonly isGuarded: boolean;
  /** Policies that its fields name. */
  readonly policies: readonly string[];
  /** The variants that were made so far. */
  readonly chosen: () => Iterable<Choice>;
}

/** Two to the number of what decides at most, of which clients use a few. */
const KEPT = 64;

export interface ChoicesParts {
  readonly schema: GraphQLSchema;
  readonly partlyVisible: ReadonlySet<GraphQLAbstractType>;
  /** Null where the graph protects nothing. */
  readonly demands: Demands | null;
}

export function createChoices(
  { root, asked, deciding, hasDefer, question }: Prepared,
  { schema, partlyVisible, demands }: ChoicesParts,
): Choices {
  const known = new LRUCache<string, Choice>({ max: KEPT });
  const guard = createGuard(asked, schema, demands);
  return {
    isGuarded: guard.isGuarded,
    policies: guard.policies,
    choose: (variables, readsParts, rights) => {
      const outcome = guard.outcomeOf(rights);
      // What is denied is known at once, and nothing is put off beside it.
      const mayDefer = readsParts && hasDefer && outcome === "";
      const truths = truthsOf(deciding, variables);
      const key = `${mayDefer ? "d" : ""}${deciding.map((name) => (truths[name] ? "1" : "0")).join("")} ${outcome}`;
      const kept = known.get(key);
      if (kept) return kept;
      const permitted = guard.permit(outcome);
      const { operation, fragments } = permitted.asked;
      const selecting: Selecting = {
        schema,
        fragments,
        truths,
        names: asked.names,
        partlyVisible,
        denied: permitted.denied,
        deferred: "all",
      };
      const writeAll = compileAnswer(root, operation.selectionSet, selecting);
      const writeFirst = mayDefer
        ? compileAnswer(root, operation.selectionSet, { ...selecting, deferred: "without" })
        : writeAll;
      const made: Choice = {
        truths,
        rights,
        mayDefer,
        question: question(truths, mayDefer, permitted),
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
