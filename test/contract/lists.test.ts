import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { subgraphOf, type FeedContract } from "../../services/kit/feed/contract.js";
import { snakeCase, storedFields, type StoredField } from "../../services/kit/feed/stored-fields.js";
import { discoverContracts, discoverDomains } from "../../services/kit/graph/serve/discover.js";
import { firstDayOf } from "../../services/kit/values/periods.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
});
afterAll(() => hub.close());

const contracts = await discoverContracts();
const domains = (await discoverDomains()).map(({ name }) => name);

async function ask(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
  const { data, errors } = await hub.query(query, variables);
  if (errors) throw new Error(`${query}: ${JSON.stringify(errors)}`);
  return data;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function idsOf(value: unknown): readonly string[] {
  return listOf(value).map((node) => String(valueAt(node, "id")));
}

const SIZE = 97;

/** All pages of a list, from the start or from the end. */
async function readPages(
  { plural }: FeedContract,
  forward: boolean,
  most: number,
): Promise<readonly string[]> {
  const ids: string[] = [];
  const [size, from, cursor, more] = forward
    ? ["first", "after", "endCursor", "hasNextPage"]
    : ["last", "before", "startCursor", "hasPreviousPage"];
  for (let at: unknown = null; ids.length < most;) {
    const data = await ask(
      `query ($at: String) { ${plural}(${size}: ${SIZE}, ${from}: $at) { nodes { id } pageInfo { ${cursor} ${more} } } }`,
      { at },
    );
    const page = idsOf(valueAt(data, plural, "nodes"));
    if (forward) ids.push(...page);
    else ids.unshift(...page);
    if (valueAt(data, plural, "pageInfo", more) !== true) break;
    at = valueAt(data, plural, "pageInfo", cursor);
  }
  return ids;
}

describe.each(contracts.map((contract) => ({ id: contract.id, contract })))(
  "the list of $id",
  ({ contract }) => {
    const { plural, type } = contract;
    const single = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;

    test("has samples, each once, in the same order from either end, and counts them", async () => {
      const forwards = await readPages(contract, true, 10_000);
      expect(forwards.length).toBeGreaterThan(0);
      expect(new Set(forwards).size).toBe(forwards.length);
      expect(await readPages(contract, false, 10_000)).toEqual(forwards);
      expect(await ask(`{ ${plural}(first: 1) { totalCount groups { count } } }`)).toEqual({
        [plural]: { totalCount: forwards.length, groups: [{ count: forwards.length }] },
      });
    });

    test("is empty before its first release, and parts into groups that add up to it", async () => {
      const [by, key, path] = groupOf(contract);
      const data = await ask(
        `{ before: ${plural}(first: 1, asOf: "2020-01-01T00:00:00Z") { totalCount } now: ${plural}(first: 1) { totalCount groups(by: [${by}]) { count key { ${key} } } } }`,
      );
      expect(valueAt(data, "before", "totalCount")).toBe(0);
      const groups = listOf(valueAt(data, "now", "groups"));
      expect(groups.every((group) => typeof valueAt(group, "key", ...path) === "string")).toBe(true);
      expect(groups.reduce<number>((sum, group) => sum + Number(valueAt(group, "count")), 0)).toBe(
        valueAt(data, "now", "totalCount"),
      );
    });

    test("finds a record by each indexed column that readers see, and the record alone by its identifier", async () => {
      const indexed = storedFields(contract).filter((field) => field.indexed && field.exposed);
      const data = await ask(
        `{ ${plural}(first: 1) { nodes { id ${indexed.map(({ field }) => field).join(" ")} provenance { row release { number } } } } }`,
      );
      const record = valueAt(data, plural, "nodes", 0);
      const id = valueAt(record, "id");
      for (const field of indexed) {
        const value = valueAt(record, field.field);
        const condition = conditionOf(field, value);
        const found = await ask(
          `{ ${plural}(first: 100, where: { ${field.field}: ${condition} }, orderBy: ${orderOf(contract)}) { totalCount nodes { id ${field.field} } } }`,
        );
        const nodes = listOf(valueAt(found, plural, "nodes"));
        expect({
          field: field.field,
          same: nodes.every(
            (node) =>
              JSON.stringify(valueAt(node, field.field)) === JSON.stringify(value) || field.kind === "codes",
          ),
        }).toEqual({ field: field.field, same: true });
        expect({
          field: field.field,
          found: idsOf(nodes).includes(String(id)) || Number(valueAt(found, plural, "totalCount")) > 100,
        }).toEqual({ field: field.field, found: true });
      }
      expect(valueAt(await ask(`query ($id: ID!) { ${single}(id: $id) { id } }`, { id }), single, "id")).toBe(
        id,
      );
      expect(valueAt(record, "provenance", "release", "number")).toBeGreaterThan(0);
    });
  },
);

/** As it is written in a query: codes are enum values. */
function conditionOf({ kind }: StoredField, value: unknown): string {
  if (value === null) return "{ isNull: true }";
  if (kind === "codes") return `{ has: ${String(listOf(value)[0])} }`;
  return `{ eq: ${kind === "code" && typeof value === "string" ? value : JSON.stringify(value)} }`;
}

function orderOf({ order: { field, descending } }: FeedContract): string {
  return `${snakeCase(field).toUpperCase()}_${descending ? "DESC" : "ASC"}`;
}

test.each(domains.filter((name) => name !== "directory" && name !== "disclosure"))(
  "the samples of %s span two years",
  async (domain) => {
    const spans = await Promise.all(contracts.filter(({ id }) => subgraphOf(id) === domain).map(spanOf));
    const published =
      domain === "open-data" ? [...spans, await spanOfField("busLineChanges", "effectiveDate")] : spans;
    expect(Math.max(...published)).toBeGreaterThanOrEqual(700);
  },
);

/** Days between the first and the last record, of feeds that are ordered by time. */
async function spanOf(contract: FeedContract): Promise<number> {
  const order = storedFields(contract).find(({ field }) => field === contract.order.field);
  return order?.kind === "date" || order?.period ? spanOfField(contract.plural, order.field) : 0;
}

async function spanOfField(plural: string, field: string): Promise<number> {
  const order = snakeCase(field).toUpperCase();
  const data = await ask(
    `{ first: ${plural}(first: 1, orderBy: ${order}_ASC) { nodes { ${field} } } last: ${plural}(first: 1, orderBy: ${order}_DESC) { nodes { ${field} } } }`,
  );
  const dayAt = (name: string): number => {
    const value = String(valueAt(data, name, "nodes", 0, field));
    return Date.parse(value.length === 10 ? value : firstDayOf(value));
  };
  return (dayAt("last") - dayAt("first")) / 86_400_000;
}

/** How a list is grouped: the argument, the selection, and the path of the text in a key. */
function groupOf({ id }: FeedContract): readonly [by: string, selection: string, path: readonly string[]] {
  // The directory's lists are one department's.
  if (id === "directory.provisions") return ["PARAMETER", "parameter", ["parameter"]];
  return subgraphOf(id) === "directory"
    ? ["KIND", "kind", ["kind"]]
    : ["DEPARTMENT", "department { name }", ["department", "name"]];
}
