/**
 * What all published records have in common, whatever their feed: one fragment on `Record` is a card of any
 * of them, and `Node` is what can be asked for by its id alone. Each subgraph says so of the records that it
 * has, in its SDL; another that only points at them says that they are nodes.
 */
import { Kind, parse, type DocumentNode, type ObjectTypeDefinitionNode } from "graphql";
import { ID, InterfaceType } from "./decorators.js";
import { describe } from "./describe.js";
import { addField, makeType } from "./make-type.js";

const NODE = describe(
  "可按编号取得的记录",
  "What can be asked for by its identifier: every published record",
);
const NODE_ID = describe("记录编号，更正后不变", "Identifier of the record, the same after a correction");

/** `Node` for the subgraph whose fields give nodes; a value's `__typename` says what it is. */
export const NodeType = makeType<{ readonly __typename: string; readonly id: string }>(
  "Node",
  InterfaceType("Node", {
    description: NODE,
    resolveType: ({ __typename: type }: { readonly __typename: string }) => type,
  }),
);
addField(NodeType, "id", ID, NODE_ID);

const RECORD = describe(
  "公开的记录：各报送事项的记录都有的内容；每个代码旁附名称，默认中文",
  "A published record: what the records of all feeds have. Beside each of its codes stand the words (`…Label`, `…Labels`), Chinese unless told",
);

/** `Record` for the subgraph whose fields give records of any feed by their ids. */
export const RecordInterface = makeType<{ readonly __typename: string; readonly id: string }>(
  "Record",
  InterfaceType("Record", {
    description: RECORD,
    implements: NodeType,
    resolveType: ({ __typename: type }: { readonly __typename: string }) => type,
  }),
);
addField(RecordInterface, "id", ID, NODE_ID);

const RECORD_FIELDS = {
  title: describe("标题，如当事人和文号", "Its title, such as the party and the number"),
  day: describe(
    "记录的日期，列表按此排序；没有日期的（如学校）为空",
    "The day that its lists are ordered by; null for what has none, such as a school",
  ),
  department: describe("报送部门", "Department that handed it in"),
  feed: describe("所属的报送事项", "The feed that it belongs to"),
  provenance: describe("来源", "Where it comes from"),
  permalink: describe(
    "固定地址：本站的路径，更正后不变",
    "Its address for good: a path of this hub, the same after a correction",
  ),
  fields: describe(
    "各字段的标题和内容，按标准列序，没有内容的不列：无须知道记录的类型即可显示",
    "Its fields with their headers, in the order of the standard, without those that are empty: to show any record, whatever its type",
  ),
  versions: describe(
    "公开过的各版本，新的在前；first 最多100",
    "The versions that were published, the newest first; `first` is at most 100",
  ),
} as const;

const DEFINITIONS = parse(
  `"""${NODE}"""
  interface Node {
    """${NODE_ID}"""
    id: ID!
  }

  """${RECORD}"""
  interface Record implements Node {
    """${NODE_ID}"""
    id: ID!
    """${RECORD_FIELDS.title}"""
    title: String!
    """${RECORD_FIELDS.day}"""
    day: Date
    """${RECORD_FIELDS.department}"""
    department: Department @semanticNonNull
    """${RECORD_FIELDS.feed}"""
    feed: Feed @semanticNonNull
    """${RECORD_FIELDS.provenance}"""
    provenance: Provenance!
    """${RECORD_FIELDS.permalink}"""
    permalink: String!
    """${RECORD_FIELDS.fields}"""
    fields(language: Language! = ZH): [RecordField!]!
    """${RECORD_FIELDS.versions}"""
    versions(first: Int! = 20, language: Language! = ZH): [RecordVersion!]!
  }`,
  { noLocation: true },
).definitions;

/** `own` are the types of the subgraph's own records, `all` those of every subgraph. */
export function withInterfaces(
  document: DocumentNode,
  own: ReadonlySet<string>,
  all: ReadonlySet<string>,
): DocumentNode {
  const known = new Set(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.INTERFACE_TYPE_DEFINITION ? [definition.name.value] : [],
    ),
  );
  const added = DEFINITIONS.filter(
    (definition) => "name" in definition && !known.has(definition.name?.value ?? ""),
  );
  const interfacesOf = (name: string): readonly string[] =>
    own.has(name)
      ? ["Node", "Record"]
      : all.has(name)
        ? ["Node", "Record"].filter((one) => known.has(one))
        : [];
  return {
    ...document,
    definitions: [
      ...document.definitions.map((definition) =>
        definition.kind === Kind.OBJECT_TYPE_DEFINITION
          ? implementing(definition, interfacesOf(definition.name.value))
          : definition,
      ),
      ...(own.size > 0 ? added : []),
    ],
  };
}

function implementing(
  type: ObjectTypeDefinitionNode,
  interfaces: readonly string[],
): ObjectTypeDefinitionNode {
  return {
    ...type,
    interfaces: [
      ...(type.interfaces ?? []),
      ...interfaces.map((name) => ({
        kind: Kind.NAMED_TYPE as const,
        name: { kind: Kind.NAME as const, value: name },
      })),
    ],
  };
}
