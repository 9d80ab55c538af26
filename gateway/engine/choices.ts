/**
 * The variants of an operation, one for each outcome of @skip, @include and @defer, and of the caller's
 * rights. A variant is made at its first use, and cached.
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
  /** The first caller's rights; callers with other rights but the same outcome share the variant. */
  readonly rights: Rights;
  /** True when the client accepts an incremental answer. */
  readonly mayDefer: boolean;
  /** The planner's input; null when nothing is fetched. */
  readonly question: OperationQuestion | null;
  readonly selecting: Selecting;
  readonly writeAll: WriteAnswer;
  /** Writes the initial answer, without the deferred fragments. */
  readonly writeFirst: WriteAnswer;
}

export interface Choices {
  readonly choose: (
    variables: Readonly<Record<string, unknown>>,
    mayDefer: boolean,
    rights: Rights,
  ) => Choice;
  /** True when the operation demands any rights. */
  readonly isGuarded: boolean;
  /** The policies that its fields require. */
  readonly policies: readonly string[];
  /** The variants that were made so far. */
  readonly chosen: () => Iterable<Choice>;
}

/** Most cached variants: there are up to two to the number of conditions, but clients use few. */
const KEPT = 64;

export interface ChoicesParts {
  readonly schema: GraphQLSchema;
  readonly partlyVisible: ReadonlySet<GraphQLAbstractType>;
  /** Null if the graph has no protected elements. */
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
      // An operation with denied fields is not deferred, because their errors are known at once.
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
