import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { labelName } from "../../services/kit/feed/code-lists.js";
import { storedFields } from "../../services/kit/feed/stored-fields.js";
import { discoverContracts } from "../../services/kit/graph/serve/discover.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";

const contracts = await discoverContracts();
const CARD =
  "fragment Card on Record { __typename id title day permalink department { code } feed { id } provenance { row release { id } } }";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
});
afterAll(() => hub.close());

async function ask(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
  const { data, errors } = await hub.query(query, variables);
  expect(errors).toBeUndefined();
  return data;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** One record of each feed, as its own list gives it. */
async function cards(): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (const { plural } of contracts) {
    const data = await ask(`{ ${plural}(first: 1) { nodes { ...Card } } } ${CARD}`);
    found.push(...listOf(valueAt(data, plural, "nodes")));
  }
  return found;
}

test("one fragment is a card of any record, and the card is the same by its id alone, in the order of the ids", async () => {
  const found = await cards();
  expect(found.map((card) => valueAt(card, "__typename"))).toEqual(contracts.map(({ type }) => type));
  expect(found.map((card) => valueAt(card, "feed", "id"))).toEqual(contracts.map(({ id }) => id));
  expect(found.every((card) => valueAt(card, "title") !== "")).toBe(true);
  const ids = found.map((card) => valueAt(card, "id"));
  const data = await ask(`query ($ids: [ID!]!) { nodes(ids: $ids) { ...Card } } ${CARD}`, {
    ids: ids.toReversed(),
  });
  expect(valueAt(data, "nodes")).toEqual(found.toReversed());
  expect(
    valueAt(await ask(`query ($id: ID!) { node(id: $id) { ...Card } } ${CARD}`, { id: ids[0] }), "node"),
  ).toEqual(found[0]);
});

test("a record of any feed is shown without its type: what its fields have, but keys of what is named, in words", async () => {
  for (const contract of contracts) {
    const own = storedFields(contract).filter(({ exposed }) => exposed);
    const typed = own.flatMap((field) => [field.field, ...(field.list ? [labelName(field)] : [])]);
    const data = await ask(
      `{ ${contract.plural}(first: 5) { nodes { fields { name label kind text value unit } ${typed.join(" ")} } } }`,
    );
    for (const node of listOf(valueAt(data, contract.plural, "nodes"))) {
      const isNamed = (field: string): boolean => {
        const label = contract.derived[field]?.link?.label;
        return label !== undefined && valueAt(node, label) !== null;
      };
      const expected = own.flatMap((field) => {
        if (isNamed(field.field)) return [];
        const values = [valueAt(node, field.field)].flat().filter((one) => one !== null);
        if (values.length === 0) return [];
        const words = values[0] === true ? "是" : values[0] === false ? "否" : values.map(String).join();
        const text = field.list ? [valueAt(node, labelName(field))].flat().join("；") : words;
        const [name, label, kind, unit] = [field.field, field.zh, field.kind.toUpperCase(), field.unit];
        return [{ name, label, kind, text, value: values.map(String).join(), unit }];
      });
      expect(valueAt(node, "fields")).toEqual(expected);
    }
  }
});

test("fields lead to the enterprise and to the town that they name, and speak English to who asks", async () => {
  const data = await ask(`{
    penalties(where: { partyKind: { eq: ORGANISATION } }, first: 1) {
      nodes { party { id name } fields(language: EN) { name label text link { type key } } }
    }
    minimumLivingFigures(first: 1) { nodes { area { code name } fields { name text link { type key } } } }
  }`);
  const penalty = valueAt(data, "penalties", "nodes", 0);
  const figure = valueAt(data, "minimumLivingFigures", "nodes", 0);
  const fields = listOf(valueAt(penalty, "fields"));
  const party = { type: "Party", key: valueAt(penalty, "party", "id") };
  expect(fields).toContainEqual({
    name: "partyName",
    label: "Name of the party",
    text: valueAt(penalty, "party", "name"),
    link: party,
  });
  expect(fields.find((field) => valueAt(field, "name") === "partyKind")).toMatchObject({
    text: "Legal person or unincorporated organisation",
    link: null,
  });
  expect(listOf(valueAt(figure, "fields")).filter((field) => valueAt(field, "link") !== null)).toEqual([
    expect.objectContaining({
      text: valueAt(figure, "area", "name"),
      link: { type: "Area", key: valueAt(figure, "area", "code") },
    }),
  ]);
});

test("the ids of records are unique over all feeds", async () => {
  const ids = new Set<unknown>();
  let count = 0;
  for (const { plural } of contracts) {
    const data = await ask(`{ ${plural}(first: 100) { nodes { id } } }`);
    for (const node of listOf(valueAt(data, plural, "nodes"))) {
      ids.add(valueAt(node, "id"));
      count += 1;
    }
  }
  expect(ids.size).toBe(count);
});

test("what there is not is null among what there is, and too many are refused", async () => {
  const id = valueAt(await ask("{ penalties(first: 1) { nodes { id } } }"), "penalties", "nodes", 0, "id");
  const unknown = "00000000-0000-4000-8000-000000000000";
  expect(
    await ask(`query ($ids: [ID!]!) { nodes(ids: $ids) { id } node(id: "x") { id } }`, {
      ids: [unknown, id, "penalties", id],
    }),
  ).toEqual({ nodes: [null, { id }, null, { id }], node: null });
  const { errors } = await hub.query("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {
    ids: Array.from({ length: 101 }, () => unknown),
  });
  expect(errors?.map(({ extensions }) => extensions?.["code"])).toEqual(["PAGE_ARGUMENTS"]);
});

test("a permalink leads to the record, of every feed and in every form, and another path to nothing", async () => {
  for (const card of await cards()) {
    const [id, title, permalink] = ["id", "title", "permalink"].map((field) => String(valueAt(card, field)));
    const read = (accept: string): Promise<Response> =>
      fetch(`${hub.url}${permalink}`, { headers: { accept } });
    expect(await (await read("application/json")).json()).toMatchObject({ id });
    expect(await (await read("application/ld+json")).json()).toMatchObject({
      "dct:identifier": id,
      "dct:title": { "@value": title },
    });
    expect((await read("text/html")).status).toBe(200);
    expect((await fetch(`${hub.url}${String(permalink).toLowerCase()}`)).status).toBe(404);
  }
  expect((await fetch(`${hub.url}/id/Penalty/x`)).status).toBe(404);
});
