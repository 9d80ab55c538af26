/** An operation, read once: parsed, validated, split into what is fetched and what the schema itself answers. Kept for the next request. */
import { getOperationAST, GraphQLError, isAbstractType, Kind, parse, print, specifiedRules, TypeInfo, validate, visit, visitWithTypeInfo, type DirectiveNode, type DocumentNode, type FragmentDefinitionNode, type GraphQLAbstractType, type GraphQLObjectType, type GraphQLSchema, type OperationDefinitionNode, type ValidationRule } from "graphql";
import type { RequestFault } from "#schema/errors.js";
import type { PlanQuestion } from "../plan/planner.js";
import { collectFields, decidingVariables, type Truths } from "./collect-fields.js";
import { decideConditions, TYPENAME_ONLY } from "./decide-conditions.js";
import { namedRule } from "./named-rule.js";
import { isIntrospection, onlyIntrospection, pickOperation, withoutIntrospection } from "./split-root.js";
import { unconditionalRoot } from "./unconditional-root.js";

export interface Prepared {
  readonly operation: OperationDefinitionNode;
  readonly root: GraphQLObjectType;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Boolean variables that decide what is selected, and what is put off. */
  readonly deciding: readonly string[];
  /** Whether it has @defer. */
  readonly hasDefer: boolean;
  /** What the planner is given, in one spelling for all spellings, for one choice of what is selected; null when nothing is fetched. */
  readonly question: (truths: Truths, mayDefer: boolean) => PlanQuestion | null;
  /** What the schema answers; null for nothing. */
  readonly introspection: DocumentNode | null;
}

export type PrepareResult = { readonly ok: true; readonly prepared: Prepared } | { readonly ok: false; readonly errors: readonly GraphQLError[]; readonly code: Exclude<RequestFault, "BAD_USER_INPUT"> };

const MAX_TOKENS = 20_000;
const MAX_ERRORS = 20;

/** `partlyVisible`: abstract types of which the client does not see all objects. */
export function prepare(schema: GraphQLSchema, text: string, operationName: string | null, partlyVisible: ReadonlySet<GraphQLAbstractType> = new Set()): PrepareResult {
  const document = parseDocument(text);
  if (document instanceof GraphQLError) return { ok: false, errors: [document], code: "GRAPHQL_PARSE_FAILED" };
  const faults = validateDocument(schema, document);
  if (faults.length > 0) return { ok: false, errors: faults, code: "GRAPHQL_VALIDATION_FAILED" };
  const operation = getOperationAST(document, operationName);
  if (!operation) return operationName === null ? unresolved("operationName", "Must provide operation name if query contains multiple operations.") : unresolved("operationUnknown", `Unknown operation named "${operationName.slice(0, 100)}".`);
  const root = schema.getRootType(operation.operation);
  if (!root) return unresolved("operationKind", `Schema is not configured to execute ${operation.operation} operation.`);

  const fragments = new Map(document.definitions.flatMap((definition) => (definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [])));
  const directives: DirectiveNode[] = [];
  let hasIntrospection = false;
  visit(document, {
    Directive: (node) => { directives.push(node); },
    Field: ({ name }) => { hasIntrospection ||= isIntrospection(name.value); },
  });
  const own = { operation, root, fragments, deciding: decidingVariables(directives), hasDefer: directives.some(isDefer) };
  const namesFor = (truths: Truths): readonly string[] => collectFields(root, [operation.selectionSet], { schema, fragments, truths, deferred: "all" }).map(({ name }) => name);
  return {
    ok: true,
    prepared: {
      ...own,
      question: (truths, mayDefer) => {
        if (!namesFor(truths).some((name) => !isIntrospection(name) && name !== "__typename")) return null;
        const decided = withTypenames(pickOperation(withoutIntrospection(decideConditions(document, truths, mayDefer)), operationName), schema, partlyVisible);
        return { text: print(decided), operationName: operation.name?.value ?? null, hasDefer: mayDefer && own.hasDefer && hasDirective(decided, isDefer) };
      },
      introspection: hasIntrospection ? pickOperation(onlyIntrospection(document, schema), operationName) : null,
    },
  };
}

function unresolved(rule: string, message: string): PrepareResult {
  return { ok: false, errors: [new GraphQLError(message, { extensions: { rule } })], code: "OPERATION_RESOLUTION_FAILURE" };
}

/**
 * Of each object that may be one which the client does not see, its type is asked: else a plan leaves it out where nothing selected depends on
 * it, and the object could not be told from a visible one.
 */
function withTypenames(document: DocumentNode, schema: GraphQLSchema, partlyVisible: ReadonlySet<GraphQLAbstractType>): DocumentNode {
  if (partlyVisible.size === 0) return document;
  const info = new TypeInfo(schema);
  return visit(document, visitWithTypeInfo(info, {
    SelectionSet: (node) => {
      const type = info.getParentType();
      return isAbstractType(type) && partlyVisible.has(type) ? { ...node, selections: [...node.selections, ...TYPENAME_ONLY.selections] } : undefined;
    },
  }));
}

const isDefer = ({ name }: DirectiveNode): boolean => name.value === "defer";

function hasDirective(document: DocumentNode, is: (directive: DirectiveNode) => boolean): boolean {
  let has = false;
  visit(document, { Directive: (node) => { has ||= is(node); } });
  return has;
}

function parseDocument(text: string): DocumentNode | GraphQLError {
  try {
    return parse(text, { maxTokens: MAX_TOKENS });
  } catch (error) {
    return asGraphQLError(error);
  }
}

/** By this key of an answer its objects' types are known, and an object could pass for one of another type. */
const reservedAlias: ValidationRule = (context) => ({
  Field: (node) => {
    if (node.alias?.value === "__typename" && node.name.value !== "__typename") context.reportError(new GraphQLError('The alias "__typename" is reserved.', { nodes: node.alias }));
  },
});

const RULES: readonly ValidationRule[] = [unconditionalRoot, ...specifiedRules, reservedAlias];
const NAMED_RULES = RULES.map(namedRule);

function validateDocument(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] {
  try {
    if (validate(schema, document, RULES, { maxErrors: 1 }).length === 0) return [];
    // Names cost time: only what is refused pays for them.
    return validate(schema, document, NAMED_RULES, { maxErrors: MAX_ERRORS });
  } catch (error) {
    return [asGraphQLError(error)];
  }
}

/** Both walk recursively: a text that is nested too deeply is the client's fault. */
function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  if (error instanceof RangeError) return new GraphQLError("The document is nested too deeply.", { extensions: { rule: "nesting" } });
  throw error;
}
