import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
  isSpecifiedScalarType,
  Kind,
  parse,
  print,
  type DocumentNode,
  type GraphQLNamedType,
  type TypeNode,
} from "graphql";
import { compilePrice } from "../../gateway/engine/price/compile-price.js";
import { DEFAULT_COST_LIMITS } from "../../gateway/limits/cost-limits.js";
import { readWeights } from "../../gateway/engine/price/weights.js";
import { readOperation } from "../../gateway/engine/prepare/read-operation.js";
import { checkNullability } from "../../gateway/registry/checks/nullability.js";
import type { NamedSubgraph } from "../../gateway/registry/checks/check.js";
import { toApiSchema } from "../../gateway/engine/plan/api-schema.js";
import { labelName, singular } from "../../services/kit/feed/code-lists.js";
import { snakeCase, storedFields } from "../../services/kit/feed/stored-fields.js";
import { discoverContracts } from "../../services/kit/graph/serve/discover.js";
import { GUIDES, queriesOf } from "../guides.js";

/** The schema that clients see. */
const read = (file: string): string =>
  readFileSync(new URL(`../../../schema/${file}`, import.meta.url), "utf8");
const schema = toApiSchema(read("supergraph.graphql"));
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !type.name.startsWith("__") && !isSpecifiedScalarType(type),
);
const contracts = await discoverContracts();

interface Described {
  readonly coordinate: string;
  readonly description: string | null | undefined;
}

function describedOf(type: GraphQLNamedType): readonly Described[] {
  const own = { coordinate: type.name, description: type.description };
  if (isEnumType(type))
    return [
      own,
      ...type
        .getValues()
        .map(({ name, description }) => ({ coordinate: `${type.name}.${name}`, description })),
    ];
  if (isInputObjectType(type))
    return [
      own,
      ...Object.values(type.getFields()).map(({ name, description }) => ({
        coordinate: `${type.name}.${name}`,
        description,
      })),
    ];
  if (!isObjectType(type) && !isInterfaceType(type)) return [own];
  const fields = Object.values(type.getFields());
  const ofFields = fields.flatMap(({ name, description, args }) => [
    { coordinate: `${type.name}.${name}`, description },
    ...args.map((given) => ({
      coordinate: `${type.name}.${name}(${given.name}:)`,
      description: given.description,
    })),
  ]);
  return ROOTS.has(type.name) ? ofFields : [own, ...ofFields];
}

const ROOTS = new Set(["Query", "Mutation", "Subscription"]);

/** What is made of a feed calls a field as its record does: `decisionDate`, `DECISION_DATE_DESC`. */
function isOfARecord(owner: string, member: string): boolean {
  const contract = contracts.find(
    ({ type }) =>
      owner.startsWith(type) &&
      /^(?:GroupKey|GroupBy|GroupDate|Values|Where|Order|Measure|SeriesBy)$/.test(owner.slice(type.length)),
  );
  const record = contract ? schema.getType(contract.type) : undefined;
  if (!contract || !isObjectType(record)) return false;
  const names = Object.values(record.getFields()).flatMap(({ name, description }) =>
    /[\u4e00-\u9fff]/.test(description ?? "") || isToldOfRecord(contract.type, name) ? [name] : [],
  );
  const named = new Set(names.flatMap((name) => [name, singular(name), snakeCase(name).toUpperCase()]));
  return named.has(member.replace(/_(?:ASC|DESC)$|Label$/, ""));
}

/** What every record has is told of `Record`, and so is that codes have labels. */
function isToldOfRecord(owner: string, member: string): boolean {
  const [record, type] = [schema.getType("Record"), schema.getType(owner)];
  if (!isInterfaceType(record) || !isObjectType(type) || !type.getInterfaces().includes(record)) return false;
  const isLabel = type.getFields()[member]?.args[0]?.name === "language";
  return isLabel ? (record.description ?? "").includes("…Label") : member in record.getFields();
}

test("every type, field, argument and enum value is described in Chinese: an argument that many fields take, once", () => {
  const all = types.flatMap(describedOf);
  const isTold = ({ description }: Described): boolean => /[\u4e00-\u9fff]/.test(description ?? "");
  const argumentOf = ({ coordinate }: Described): string | undefined =>
    /\((?<name>\w+):\)$/.exec(coordinate)?.groups?.["name"];
  const told = new Set(all.filter(isTold).flatMap((each) => argumentOf(each) ?? []));
  const texts = new Map(all.map(({ coordinate, description }) => [coordinate, description ?? ""]));
  const describes = (coordinate: string, name: string): boolean =>
    new RegExp(`\\b${name}\\b`).test(texts.get(coordinate) ?? schema.getType(coordinate)?.description ?? "");
  /** The type, the field or the root speaks of it; or it has the name of a field of the feed's record. */
  const isToldElsewhere = (each: Described): boolean => {
    const argument = argumentOf(each);
    const [owner = "", member = ""] = each.coordinate.replace(/\(.*/, "").split(".");
    if (argument !== undefined)
      return (
        told.has(argument) ||
        describes(`${owner}.${member}`, argument) ||
        [...ROOTS].some((root) => describes(root, argument))
      );
    return (
      describes(owner, member) ||
      isOfARecord(owner, member) ||
      isToldOfRecord(owner, member) ||
      (/(?:Connection|Where|Group)$/.test(owner) && describes("Query", member)) ||
      (owner.endsWith("Published") && describes("Subscription", member))
    );
  };
  const missing = all.filter((each) => !isTold(each) && !isToldElsewhere(each));
  expect(missing.map(({ coordinate }) => coordinate)).toEqual([]);
});

test("every list of every feed says in the supergraph what it costs, and how long it is; so do its count, groups and series", () => {
  const { ofField } = readWeights(parse(read("supergraph.graphql")));
  for (const { plural, type } of contracts) {
    const costs = ["totalCount", "groups"].map((field) => ofField(`${type}Connection`, field)?.call ?? 0);
    expect({ plural, isCostly: costs.every((cost) => cost > 0) }).toEqual({ plural, isCostly: true });
    expect(ofField("Query", plural)).toMatchObject({
      call: expect.any(Number),
      listSize: { slicingArguments: ["first", "last"], sizedFields: ["nodes", "edges"], requiresOne: false },
    });
    expect(ofField(`${type}Connection`, "groups")).toMatchObject({
      listSize: { slicingArguments: ["first"] },
      arguments: new Map([["by", expect.any(Number)]]),
    });
  }
});

test("whoever has no token may ask what the guides show, and several times as much", () => {
  // The desk's are asked by who has a role.
  const queries = GUIDES.filter((guide) => !guide.startsWith("services/disclosure/"))
    .flatMap(queriesOf)
    .map(({ guide, text }) => ({ page: guide, query: text }));
  const weights = readWeights(parse(read("supergraph.graphql")));
  const dear = queries.flatMap(({ page, query }) => {
    const result = readOperation(schema, query, null);
    // A dataset that only data define is in the graph of a running hub alone.
    if (!result.ok) return [];
    const { root: type, operation, fragments } = result.read;
    const { points } = compilePrice(
      type,
      operation.selectionSet,
      { schema, fragments, truths: {} },
      weights,
    )({});
    return points > DEFAULT_COST_LIMITS.anonymous / 3 ? [{ page, query, points }] : [];
  });
  expect(queries.length).toBeGreaterThan(5);
  expect(dear).toEqual([]);
});

test("every code of every feed has its words beside it, in records, groups and series", () => {
  const coded = contracts.flatMap((contract) =>
    storedFields(contract)
      .filter(({ list, exposed }) => list && exposed)
      .map((field) => ({ contract, field })),
  );
  expect(coded.length).toBeGreaterThan(30);
  const speechless = coded.filter(({ contract: { type }, field: { field, kind } }) => {
    const record = schema.getType(type);
    const label = isObjectType(record) ? record.getFields()[labelName({ field, kind })] : undefined;
    return (
      label?.args[0]?.name !== "language" || isListType(getNullableType(label.type)) !== (kind === "codes")
    );
  });
  expect(speechless.map(({ contract, field }) => `${contract.type}.${field.field}`)).toEqual([]);
  const keys = types.filter(isObjectType).filter(({ name }) => name.endsWith("GroupKey"));
  expect(keys.length).toBeGreaterThan(30);
  const mute = keys.flatMap((key) =>
    Object.values(key.getFields()).flatMap(({ name, type }) =>
      isEnumType(getNamedType(type)) && !key.getFields()[`${name}Label`] ? [`${key.name}.${name}`] : [],
    ),
  );
  expect(mute).toEqual([]);
});

test("every list of every feed takes the same arguments and answers with the same fields", () => {
  const query = schema.getQueryType()?.getFields() ?? {};
  for (const { id, plural, type } of contracts) {
    expect({ id, arguments: query[plural]?.args.map(({ name }) => name).toSorted() }).toEqual({
      id,
      arguments: ["after", "asOf", "before", "first", "last", "orderBy", "where"],
    });
    const connection = schema.getType(`${type}Connection`);
    const fields = isObjectType(connection) ? Object.keys(connection.getFields()) : [];
    expect({ id, fields }).toEqual({
      id,
      fields: expect.arrayContaining(["edges", "groups", "nodes", "pageInfo", "totalCount"]),
    });
  }
});

test("every indexed column of every feed that readers see can be filtered, and ordered unless it holds several codes", () => {
  for (const contract of contracts) {
    const [where, order] = [schema.getType(`${contract.type}Where`), schema.getType(`${contract.type}Order`)];
    const filters = isInputObjectType(where) ? Object.keys(where.getFields()) : [];
    const orders = isEnumType(order) ? order.getValues().map(({ name }) => name) : [];
    const indexed = storedFields(contract).filter((field) => field.indexed && field.exposed);
    expect({ id: contract.id, filters }).toEqual({
      id: contract.id,
      filters: expect.arrayContaining([
        "and",
        "department",
        "not",
        "or",
        ...indexed.map(({ field }) => field),
      ]),
    });
    const wanted = indexed
      .filter(({ kind }) => kind !== "codes")
      .flatMap(({ field }) =>
        ["ASC", "DESC"].map((direction) => `${snakeCase(field).toUpperCase()}_${direction}`),
      );
    expect({ id: contract.id, orders: orders.toSorted() }).toEqual({
      id: contract.id,
      orders: wanted.toSorted(),
    });
  }
});

/** As if each were a department's, and the others the hub's. */
const subgraphs = readdirSync(new URL("../../../schema/subgraphs/", import.meta.url)).map(
  (file): NamedSubgraph => {
    const sdl = read(`subgraphs/${file}`);
    return { name: file.replace(".graphql", ""), owner: file, sdl, document: parse(sdl) };
  },
);

test("a domain that is down takes no object of another's with it, and no answer: what departments must obey holds for each of ours", async () => {
  expect(subgraphs.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["directory", "disclosure", "registry", "search"]),
  );
  for (const subgraph of subgraphs) {
    const others = subgraphs.filter((each) => each !== subgraph).map((each) => ({ ...each, owner: null }));
    const findings = await checkNullability({
      subgraph,
      others,
      before: null,
      after: null,
      consents: [],
      usesOf: () => Promise.resolve(new Map()),
    });
    expect(findings.map(({ coordinate }) => `${subgraph.name}: ${coordinate}`)).toEqual([]);
  }
});

/** Types that this subgraph knows by their key, and others complete. */
function completedElsewhere({ definitions }: DocumentNode): ReadonlySet<string> {
  const stubs = new Set(
    definitions.flatMap((type) =>
      type.kind === Kind.OBJECT_TYPE_DEFINITION &&
      !type.description &&
      type.directives?.some(({ name }) => name.value === "key")
        ? [type.name.value]
        : [],
    ),
  );
  const unions = definitions.flatMap((type) =>
    type.kind === Kind.INTERFACE_TYPE_DEFINITION ||
    (type.kind === Kind.UNION_TYPE_DEFINITION && type.types?.some(({ name }) => stubs.has(name.value)))
      ? [type.name.value]
      : [],
  );
  return new Set([...stubs, ...unions]);
}

/** The innermost name, with its `!`. */
function itemOf(type: TypeNode): string {
  return print(type).replaceAll(/[[\]]!?/g, "");
}

test("an object that another subgraph completes may be null wherever one of ours points at it", () => {
  const references = subgraphs.flatMap(({ name: subgraph, document }) => {
    const elsewhere = completedElsewhere(document);
    return document.definitions
      .flatMap((type) =>
        (type.kind === Kind.OBJECT_TYPE_DEFINITION ? (type.fields ?? []) : []).map(({ name, type: of }) => ({
          at: `${subgraph}: ${type.kind === Kind.OBJECT_TYPE_DEFINITION ? type.name.value : ""}.${name.value}`,
          item: itemOf(of),
        })),
      )
      .filter(({ item }) => elsewhere.has(item.replace("!", "")));
  });
  expect(references.length).toBeGreaterThan(50);
  expect(references.filter(({ item }) => item.endsWith("!"))).toEqual([]);
});

test("clients read where only an error makes a field null", () => {
  const shown = read("public.graphql");
  expect(shown).toContain("directive @semanticNonNull(levels: [Int!]! = [0]) on FIELD_DEFINITION");
  const marked = (coordinate: string): boolean => {
    const [type, field] = coordinate.split(".");
    const definition = parse(shown).definitions.find(
      (each) => each.kind === Kind.OBJECT_TYPE_DEFINITION && each.name.value === type,
    );
    const found =
      definition?.kind === Kind.OBJECT_TYPE_DEFINITION
        ? definition.fields?.find(({ name }) => name.value === field)
        : undefined;
    return found?.directives?.some(({ name }) => name.value === "semanticNonNull") ?? false;
  };
  expect(
    ["Query.penalties", "Party.penalties", "Penalty.department", "Provenance.release"].filter(
      (coordinate) => !marked(coordinate),
    ),
  ).toEqual([]);
  // Nothing has that number, or it concerns nobody: null without an error.
  expect(["Query.party", "Penalty.party", "SearchHit.record"].filter(marked)).toEqual([]);
});
