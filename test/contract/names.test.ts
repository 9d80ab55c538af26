import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInterfaceType,
  isListType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
} from "graphql";
import { toApiSchema } from "../../gateway/engine/plan/api-schema.js";
import { discoverContracts } from "../../services/kit/graph/serve/discover.js";

const schema = toApiSchema(
  readFileSync(new URL("../../../schema/supergraph.graphql", import.meta.url), "utf8"),
);
const objects = Object.values(schema.getTypeMap()).filter(
  (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith("__"),
);
const records = new Set((await discoverContracts()).map(({ type }) => type));

interface Named {
  readonly at: string;
  readonly type: string;
  readonly field: GraphQLField<unknown, unknown>;
}
const fields = objects.flatMap((type) =>
  Object.values(type.getFields()).map((field): Named => ({
    at: `${type.name}.${field.name}`,
    type: type.name,
    field,
  })),
);
const isList = ({ field }: Named): boolean => isListType(getNullableType(field.type));
const at = (found: readonly Named[]): readonly string[] => found.map((each) => each.at);

test("a list in pages has one form, whatever it lists", () => {
  const connections = objects.filter(({ name }) => name.endsWith("Connection"));
  expect(connections.length).toBeGreaterThan(40);
  for (const connection of connections) {
    const form = Object.fromEntries(
      ["nodes", "edges", "pageInfo", "totalCount"].map((name) => [
        name,
        String(connection.getFields()[name]?.type),
      ]),
    );
    const edge = schema.getType(connection.name.replace(/Connection$/, "Edge"));
    const node = isObjectType(edge) ? String(edge.getFields()["node"]?.type) : "";
    expect({ connection: connection.name, form }).toEqual({
      connection: connection.name,
      form: {
        nodes: `[${node}]!`,
        edges: `[${String(edge)}!]!`,
        pageInfo: "PageInfo!",
        totalCount: "Int!",
      },
    });
  }
  const paged = fields.filter(({ field }) => getNamedType(field.type).name.endsWith("Connection"));
  const partly = paged.filter(
    ({ field }) =>
      !["first", "after", "last", "before"].every((name) => field.args.some((given) => given.name === name)),
  );
  // What is found by words has an order in which nothing comes before; changes are read to their end.
  expect(at(partly)).toEqual(["Query.changes", "Query.search"]);
});

test("what has a list in pages is nowhere listed whole", () => {
  const paged = new Set(
    objects.flatMap(({ name }) => (name.endsWith("Connection") ? name.replace(/Connection$/, "") : [])),
  );
  const whole = fields.filter(
    (each) =>
      isList(each) && !each.type.endsWith("Connection") && paged.has(getNamedType(each.field.type).name),
  );
  // What a record itself names is few: parts of a plan, neighbours of an area, documents that one changes,
  // places, departments that a file concerns.
  expect(at(whole)).toEqual([
    "AdministrativePower.policyDocuments",
    "Area.neighbours",
    "InspectionPlan.items",
    "PolicyDocument.amends",
    "PolicyDocument.bases",
    "PolicyDocument.repeals",
    "ServiceGuide.neededMaterials",
    "ServiceItem.places",
    "ServiceItem.policyDocuments",
    "Submission.concurrences",
  ]);
});

test("names of lists are plural", () => {
  const singular = fields.filter((each) => isList(each) && !/(?:s|sFor|criteria)$/.test(each.field.name));
  // At the review desk, where they say which of many.
  expect(at(singular)).toEqual([
    "ColumnChange.largest",
    "Difference.unusual",
    "DifferenceRow.identity",
    "SubmissionEvent.acknowledged",
  ]);
});

test("what is yes or no asks so in its name", () => {
  const booleans = fields.filter(({ field }) => getNamedType(field.type).name === "Boolean");
  expect(booleans.length).toBeGreaterThan(20);
  const unasked = booleans.filter(({ field }) => !/^(?:is|has|can|was)[A-Z]/.test(field.name));
  expect([...new Set(unasked.map(({ field }) => field.name))]).toEqual(["ok"]);
});

test("the English twin of a text is called by it", () => {
  expect(at(fields.filter(({ field }) => /English$|^english[A-Z]/.test(field.name)))).toEqual([
    // The directory's own column.
    "Department.englishName",
  ]);
  const twins = fields.filter(({ field }) => field.name.endsWith("En"));
  expect(twins.length).toBeGreaterThan(3);
  for (const { type, field } of twins)
    expect(fields.some((each) => each.type === type && `${each.field.name}En` === field.name)).toBe(true);
});

test("what is one of a few words is an enum", () => {
  for (const coordinate of ["Feed.rhythm", "FeedColumn.kind", "FeedColumn.show", "Release.kind"])
    expect({
      coordinate,
      isEnum: fields.some((each) => each.at === coordinate && isEnumType(getNamedType(each.field.type))),
    }).toEqual({ coordinate, isEnum: true });
});

test("every published record is a Record and a Node", () => {
  const [record, node] = [schema.getType("Record"), schema.getType("Node")];
  for (const [of, type] of [
    ["Record", record],
    ["Node", node],
  ] as const)
    expect({
      of,
      types: isInterfaceType(type) ? new Set(schema.getPossibleTypes(type).map(({ name }) => name)) : null,
    }).toEqual({ of, types: records });
});
