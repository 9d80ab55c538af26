/** Reads the client's operation: parses and validates the document, and picks the operation. */
import {
  getOperationAST,
  GraphQLError,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValidationRule,
} from "graphql";
import type { RequestFault } from "#schema/errors.js";
import { fragmentsOf } from "../fragments-of.js";
import { namedRule } from "./named-rule.js";
import { rootIntrospection } from "./root-introspection.js";
import { unconditionalRoot } from "./unconditional-root.js";

export interface ReadOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly root: GraphQLObjectType;
}

export interface Unreadable {
  readonly ok: false;
  readonly errors: readonly GraphQLError[];
  readonly code: Exclude<RequestFault, "BAD_USER_INPUT">;
}

const MAX_TOKENS = 20_000;
const MAX_ERRORS = 20;

/** Documents that are kept have no source locations: only errors need them. */
export function readOperation(
  schema: GraphQLSchema,
  text: string,
  operationName: string | null,
  document: DocumentNode | GraphQLError = parseOperation(text, MAX_TOKENS),
): Unreadable | { readonly ok: true; readonly read: ReadOperation } {
  if (document instanceof GraphQLError)
    return { ok: false, errors: [document], code: "GRAPHQL_PARSE_FAILED" };
  const faults = validateDocument(schema, document, text);
  if (faults.length > 0) return { ok: false, errors: faults, code: "GRAPHQL_VALIDATION_FAILED" };
  const operation = getOperationAST(document, operationName);
  if (!operation)
    return operationName === null
      ? unresolved("operationName", "Must provide operation name if query contains multiple operations.")
      : unresolved("operationUnknown", `Unknown operation named "${operationName.slice(0, 100)}".`);
  const root = schema.getRootType(operation.operation);
  if (!root)
    return unresolved(
      "operationKind",
      `Schema is not configured to execute ${operation.operation} operation.`,
    );
  return { ok: true, read: { document, operation, fragments: fragmentsOf(document), root } };
}

function unresolved(rule: string, message: string): Unreadable {
  return {
    ok: false,
    errors: [new GraphQLError(message, { extensions: { rule } })],
    code: "OPERATION_RESOLUTION_FAILURE",
  };
}

export function parseOperation(
  text: string,
  maxTokens: number,
  noLocation = true,
): DocumentNode | GraphQLError {
  try {
    return parse(text, { noLocation, maxTokens });
  } catch (error) {
    return asGraphQLError(error);
  }
}

const RULES: readonly ValidationRule[] = [unconditionalRoot, rootIntrospection, ...specifiedRules];
const NAMED_RULES = RULES.map(namedRule);

/** The library's error message at its own limit on comparisons of fields. */
const ABORTED = "Validation aborted.";

function validateDocument(
  schema: GraphQLSchema,
  document: DocumentNode,
  text: string,
): readonly GraphQLError[] {
  try {
    const [fault] = validate(schema, document, RULES, { maxErrors: 1 });
    if (!fault) return [];
    if (fault.message === ABORTED)
      return [
        new GraphQLError("The document compares too many fields of one name.", {
          extensions: { rule: "comparisons" },
        }),
      ];
    // Named rules are slower, and locations take time, so both are for an invalid document alone.
    const located = parseOperation(text, MAX_TOKENS, false);
    return located instanceof GraphQLError
      ? [located]
      : validate(schema, located, NAMED_RULES, { maxErrors: MAX_ERRORS });
  } catch (error) {
    return [asGraphQLError(error)];
  }
}

/** Parser and validator recurse, so a stack overflow by a deeply nested text is the client's error. */
function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  if (error instanceof RangeError)
    return new GraphQLError("The document is nested too deeply.", { extensions: { rule: "nesting" } });
  throw error;
}
