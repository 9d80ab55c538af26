/** An operation, read once: parsed, validated, split into what is fetched and what the schema itself answers. Kept for the next request. */
import { getOperationAST, GraphQLError, Kind, parse, print, validate, visit, type DirectiveNode, type DocumentNode, type FragmentDefinitionNode, type GraphQLObjectType, type GraphQLSchema, type OperationDefinitionNode } from "graphql";
import type { PlanQuestion } from "../plan/planner.js";
import { collectFields, decidingVariables, type Truths } from "./collect-fields.js";
import { decideConditions } from "./decide-conditions.js";
import { isIntrospection, onlyIntrospection, pickOperation, withoutIntrospection } from "./split-root.js";

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

export type PrepareResult = { readonly ok: true; readonly prepared: Prepared } | { readonly ok: false; readonly errors: readonly GraphQLError[]; readonly code: "GRAPHQL_PARSE_FAILED" | "GRAPHQL_VALIDATION_FAILED" | "OPERATION_RESOLUTION_FAILURE" };

const MAX_TOKENS = 20_000;
const MAX_ERRORS = 20;

export function prepare(schema: GraphQLSchema, text: string, operationName: string | null): PrepareResult {
  const document = parseDocument(text);
  if (document instanceof GraphQLError) return { ok: false, errors: [document], code: "GRAPHQL_PARSE_FAILED" };
  const faults = validateDocument(schema, document);
  if (faults.length > 0) return { ok: false, errors: faults, code: "GRAPHQL_VALIDATION_FAILED" };
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return { ok: false, errors: [new GraphQLError(operationName === null ? "Must provide operation name if query contains multiple operations." : `Unknown operation named "${operationName.slice(0, 100)}".`)], code: "OPERATION_RESOLUTION_FAILURE" };

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
        const decided = pickOperation(withoutIntrospection(decideConditions(document, truths, mayDefer)), operationName);
        return { text: print(decided), operationName: operation.name?.value ?? null, hasDefer: mayDefer && own.hasDefer && hasDirective(decided, isDefer) };
      },
      introspection: hasIntrospection ? pickOperation(onlyIntrospection(document, schema), operationName) : null,
    },
  };
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

function validateDocument(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] {
  try {
    return validate(schema, document, undefined, { maxErrors: MAX_ERRORS });
  } catch (error) {
    return [asGraphQLError(error)];
  }
}

/** Both walk recursively: a text that is nested too deeply is the client's fault. */
function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  if (error instanceof RangeError) return new GraphQLError("The document is nested too deeply.");
  throw error;
}
