import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, isSpecifiedScalarType, type GraphQLNamedType } from "graphql";
import { toApiSchema } from "../../gateway/supergraph/api-schema.js";
import { snakeCase, storedFields } from "../../services/kit/feed/contract.js";
import { discoverContracts } from "../../services/kit/graph/discover.js";

/** What clients see. */
const schema = toApiSchema(readFileSync(new URL("../../../schema/supergraph.graphql", import.meta.url), "utf8"));
const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith("__") && !isSpecifiedScalarType(type));
const contracts = await discoverContracts();

interface Described { readonly coordinate: string; readonly description: string | null | undefined }

function describedOf(type: GraphQLNamedType): readonly Described[] {
  const own = { coordinate: type.name, description: type.description };
  if (isEnumType(type)) return [own, ...type.getValues().map(({ name, description }) => ({ coordinate: `${type.name}.${name}`, description }))];
  if (isInputObjectType(type)) return [own, ...Object.values(type.getFields()).map(({ name, description }) => ({ coordinate: `${type.name}.${name}`, description }))];
  if (!isObjectType(type) && !isInterfaceType(type)) return [own];
  const fields = Object.values(type.getFields());
  const ofFields = fields.flatMap(({ name, description, args }) => [
    { coordinate: `${type.name}.${name}`, description }, ...args.map((given) => ({ coordinate: `${type.name}.${name}(${given.name}:)`, description: given.description })),
  ]);
  return ROOTS.has(type.name) ? ofFields : [own, ...ofFields];
}

const ROOTS = new Set(["Query", "Mutation", "Subscription"]);

test("every type, field, argument and enum value is described in Chinese", () => {
  const missing = types.flatMap(describedOf).filter(({ description }) => !/[\u4e00-\u9fff]/.test(description ?? ""));
  expect(missing.map(({ coordinate }) => coordinate)).toEqual([]);
});

test("every list of every feed takes the same arguments and answers with the same fields", () => {
  const query = schema.getQueryType()?.getFields() ?? {};
  for (const { id, plural, type } of contracts) {
    expect({ id, arguments: query[plural]?.args.map(({ name }) => name).toSorted() }).toEqual({ id, arguments: ["after", "asOf", "before", "first", "last", "orderBy", "where"] });
    const connection = schema.getType(`${type}Connection`);
    const fields = isObjectType(connection) ? Object.keys(connection.getFields()) : [];
    expect({ id, fields }).toEqual({ id, fields: expect.arrayContaining(["edges", "groups", "nodes", "pageInfo", "totalCount"]) });
  }
});

test("every indexed column of every feed that readers see can be filtered, and ordered unless it holds several codes", () => {
  for (const contract of contracts) {
    const [where, order] = [schema.getType(`${contract.type}Where`), schema.getType(`${contract.type}Order`)];
    const filters = isInputObjectType(where) ? Object.keys(where.getFields()) : [];
    const orders = isEnumType(order) ? order.getValues().map(({ name }) => name) : [];
    const indexed = storedFields(contract).filter((field) => field.indexed && field.exposed);
    expect({ id: contract.id, filters }).toEqual({ id: contract.id, filters: expect.arrayContaining(["and", "department", "not", "or", ...indexed.map(({ field }) => field)]) });
    const wanted = indexed.filter(({ kind }) => kind !== "codes").flatMap(({ field }) => ["ASC", "DESC"].map((direction) => `${snakeCase(field).toUpperCase()}_${direction}`));
    expect({ id: contract.id, orders: orders.toSorted() }).toEqual({ id: contract.id, orders: wanted.toSorted() });
  }
});
