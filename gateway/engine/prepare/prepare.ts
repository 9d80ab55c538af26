/**
 * Prepares an operation, once: makes its response names private, and splits it into fetched fields and
 * introspection. The result is cached.
 */
import {
  getOperationAST,
  isAbstractType,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DirectiveNode,
  type DocumentNode,
  type GraphQLAbstractType,
  type GraphQLSchema,
} from "graphql";
import type { AskedOperation, Permitted } from "../asked-operation.js";
import { fragmentsOf } from "../fragments-of.js";
import type { OperationQuestion } from "../plan/planner.js";
import { createToClientPath, type ToClientPath } from "./client-path.js";
import { collectFields, decidingVariables, type Truths } from "./collect-fields.js";
import { decideConditions, TYPENAME_ONLY } from "./decide-conditions.js";
import { inOwnNames } from "../run/introspect.js";
import { rename, type Naming } from "./private-names.js";
import type { ReadOperation } from "./read-operation.js";
import { isIntrospection, onlyIntrospection, pickOperation, withoutIntrospection } from "./split-root.js";

export interface Prepared extends ReadOperation {
  /** The operation with private response names, as it is planned, fetched and written. */
  readonly asked: Asked;
  /** The Boolean variables in conditions of @skip, @include and @defer. */
  readonly deciding: readonly string[];
  /** True when the operation has @defer. */
  readonly hasDefer: boolean;
  /**
   * The normalised text that the planner gets for one variant of the operation; null when nothing is fetched.
   */
  readonly question: (truths: Truths, mayDefer: boolean, permitted: Permitted) => OperationQuestion | null;
  /** The fields that introspection answers, for `introspect`; null when there are none. */
  readonly introspection: DocumentNode | null;
}

export interface Asked extends AskedOperation {
  /** The client's name for each private one. */
  readonly names: ReadonlyMap<string, string>;
  readonly toClientPath: ToClientPath;
}

export interface Preparing {
  readonly schema: GraphQLSchema;
  readonly naming: Naming;
  /** The abstract types that have possible objects outside of the client's schema. */
  readonly partlyVisible: ReadonlySet<GraphQLAbstractType>;
}

export function prepare(
  read: ReadOperation,
  operationName: string | null,
  { schema, naming, partlyVisible }: Preparing,
): Prepared {
  const { document, operation, root } = read;
  const asked = toAsked(document, operationName, naming);
  const directives: DirectiveNode[] = [];
  let hasIntrospection = false;
  visit(document, {
    Directive: (node) => {
      directives.push(node);
    },
    Field: ({ name }) => {
      hasIntrospection ||= isIntrospection(name.value);
    },
  });
  const hasDefer = directives.some(isDefer);
  const namesFor = (
    truths: Truths,
    { asked: { operation, fragments }, denied }: Permitted,
  ): readonly string[] =>
    collectFields(root, [operation.selectionSet], {
      schema,
      fragments,
      truths,
      names: NO_NAMES,
      partlyVisible,
      denied,
      deferred: "all",
    }).flatMap(({ name, isDenied }) => (isDenied ? [] : [name]));
  return {
    ...read,
    asked,
    hasDefer,
    deciding: decidingVariables(directives),
    question: (truths, mayDefer, permitted) => {
      if (!namesFor(truths, permitted).some((name) => !isIntrospection(name) && name !== "__typename"))
        return null;
      const decided = withTypenames(
        pickOperation(
          withoutIntrospection(decideConditions(permitted.document, truths, mayDefer)),
          operationName,
        ),
        schema,
        partlyVisible,
      );
      const isDeferred = mayDefer && hasDefer && hasDirective(decided, isDefer);
      // Deferred parts are written by the planner's selections, so all `__typename` selections must stay.
      return {
        text: print(isDeferred ? decided : withOneTypename(decided)),
        operationName: operation.name?.value ?? null,
        hasDefer: isDeferred,
      };
    },
    introspection: hasIntrospection
      ? inOwnNames(pickOperation(onlyIntrospection(asked.document, schema), operationName))
      : null,
  };
}

const NO_NAMES: ReadonlyMap<string, string> = new Map();

function toAsked(document: DocumentNode, operationName: string | null, naming: Naming): Asked {
  const renamed = rename(document, naming);
  const operation = getOperationAST(renamed.document, operationName);
  if (!operation) throw new Error("An operation is lost when it is renamed");
  const fragments = fragmentsOf(renamed.document);
  return {
    ...renamed,
    operation,
    fragments,
    toClientPath: createToClientPath([operation.selectionSet], { fragments, names: renamed.names }),
  };
}

/** Selects an object's type under one response name, even if the client selects it under several. */
function withOneTypename(document: DocumentNode): DocumentNode {
  return visit(document, {
    Field: (node) =>
      node.name.value === "__typename" && node.alias ? { ...node, alias: undefined } : undefined,
  });
}

/**
 * Adds `__typename` to each object that may have a type which clients do not see. Without it a plan may omit
 * the type, and the object could not be distinguished from a visible one.
 */
function withTypenames(
  document: DocumentNode,
  schema: GraphQLSchema,
  partlyVisible: ReadonlySet<GraphQLAbstractType>,
): DocumentNode {
  if (partlyVisible.size === 0) return document;
  const info = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(info, {
      SelectionSet: (node) => {
        const type = info.getParentType();
        return isAbstractType(type) && partlyVisible.has(type)
          ? { ...node, selections: [...node.selections, ...TYPENAME_ONLY.selections] }
          : undefined;
      },
    }),
  );
}

const isDefer = ({ name }: DirectiveNode): boolean => name.value === "defer";

function hasDirective(document: DocumentNode, is: (directive: DirectiveNode) => boolean): boolean {
  let has = false;
  visit(document, {
    Directive: (node) => {
      has ||= is(node);
    },
  });
  return has;
}
