import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { buildSubgraphSchema } from "@apollo/subgraph";
import Fastify, { type FastifyInstance } from "fastify";
import fc from "fast-check";
import { buildSchema, execute, getIntrospectionQuery, parse, validate, type GraphQLSchema } from "graphql";
import type { Caller } from "#schema/caller.js";
import type { LocalSubgraph } from "#schema/subgraph.js";
import { openGateway, type Gateway } from "../../gateway/open-gateway.js";
import { createErrorHandler } from "../../gateway/adapters/http/error-handler.js";
import { openPlanner } from "../../gateway/engine/plan/open-planner.js";
import type { ContractDefinition } from "../../gateway/graph/contracts/contract.js";
import { fixedGraph } from "./fixed-graph.js";
import { LENIENT, lenientParts } from "./lenient-parts.js";
import { choices, queryOf } from "./generate-query.js";
import { runs } from "../scale.js";

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@tag", "@interfaceObject", "@inaccessible"])';

const SHELF = `
  type Query {
    items(kind: Kind = OPEN, officer: String @tag(name: "internal"), where: ItemWhere): [Item]!
    found: [Found]
    book(id: ID!): Book
    audit: Audit @tag(name: "internal")
    broken(must: Int! @tag(name: "broken")): Int
    who: String
  }
  type Mutation { seal(id: ID!): Boolean @tag(name: "internal") }
  interface Item @key(fields: "id") { id: ID! name: String! clue: String @tag(name: "internal") }
  type Book implements Item @key(fields: "id") { id: ID! name: String! clue: String @tag(name: "internal") pages: Int kind: Kind }
  type Dossier implements Item @key(fields: "id") @tag(name: "internal") { id: ID! name: String! clue: String officer: String }
  type Ghost implements Item @key(fields: "id") @inaccessible { id: ID! name: String! clue: String @tag(name: "internal") }
  type Film { title: String! minutes(round: Boolean = true, exactly: Boolean @tag(name: "internal")): Int }
  union Found = Book | Film | Dossier
  enum Kind { OPEN SEALED @tag(name: "internal") }
  input ItemWhere { name: String suspect: String @tag(name: "internal") }
  type Audit { entries: [AuditEntry!]! }
  type AuditEntry { at: String! }
`;
const SHOP =
  'type Book @key(fields: "id") { id: ID! price: Int } type Dossier @key(fields: "id") @tag(name: "internal") { id: ID! weight: Int }';
const STOCK =
  'type Query { stocked: [Item] } type Item @key(fields: "id") @interfaceObject { id: ID! stock: Int }';

const BOOKS = [
  { __typename: "Book", id: "1", name: "春", clue: "c1", pages: 10, kind: "OPEN" },
  { __typename: "Book", id: "2", name: "秋", clue: "c2", pages: 20, kind: "OPEN" },
];
const HIDDEN = [
  { __typename: "Dossier", id: "d", name: "密件", clue: "c3", officer: "王" },
  { __typename: "Book", id: "3", name: "封", clue: "c4", pages: 30, kind: "SEALED" },
];
const FILM = { __typename: "Film", title: "夏", minutes: 90 };

/** The items that exist. */
let items: readonly object[] = BOOKS;

function local(name: string, sdl: string, resolvers: object): LocalSubgraph {
  const schema = buildSubgraphSchema([
    { typeDefs: parse(`${LINK} ${sdl}`), resolvers: resolvers as Record<string, never> },
  ]); // of these types, by hand
  return {
    name,
    sdl: `${LINK} ${sdl}`,
    execute: async ({ query, variables, caller }) =>
      JSON.parse(
        JSON.stringify(
          await execute({
            schema,
            document: parse(query),
            variableValues: variables,
            contextValue: { caller },
          }),
        ),
      ) as object,
  };
}

const byId = ({ id }: { readonly id: string }): object | undefined =>
  items.find((item) => "id" in item && item.id === id);
const shelf = (sdl: string): LocalSubgraph =>
  local("shelf", sdl, {
    Query: {
      items: () => items,
      found: () => [FILM, ...items],
      book: (_: unknown, given: { readonly id: string }) => byId(given),
      audit: () => ({ entries: [{ at: "now" }] }),
      broken: () => 1,
      who: (_: unknown, _given: object, { caller }: { readonly caller: Caller | null }) =>
        caller?.subject ?? "nobody",
    },
    Mutation: { seal: () => true },
    Item: { __resolveReference: byId },
    Book: { __resolveReference: byId },
    Dossier: { __resolveReference: byId },
  });
const shop = local("shop", SHOP, {
  Book: { __resolveReference: (key: object) => ({ ...key, price: 5 }) },
  Dossier: { __resolveReference: (key: object) => ({ ...key, weight: 1 }) },
});
const stock = local("stock", STOCK, {
  Query: { stocked: () => items.map((item) => ({ ...item, __typename: "Item", stock: 7 })) },
  Item: { __resolveReference: (key: object) => ({ ...key, stock: 7 }) },
});

const contract = (name: string, rules: Partial<ContractDefinition>): ContractDefinition => ({
  name,
  include: [],
  exclude: [],
  descriptionZh: "",
  descriptionEn: "",
  ...rules,
});
const logged: string[] = [];
const planned: string[] = [];
/** Its schema may change. */
let now = shelf(SHELF);
const subgraphs: readonly LocalSubgraph[] = [
  {
    name: "shelf",
    get sdl() {
      return now.sdl;
    },
    execute: (request) => now.execute(request),
  },
  shop,
  stock,
];
let gateway: Gateway;
let app: FastifyInstance;
let url: string;
beforeAll(async () => {
  const makePlanner = await openPlanner();
  const parts = await lenientParts({
    own: subgraphs,
    source: fixedGraph(subgraphs),
    log: (entry) => logged.push(JSON.stringify(entry)),
  });
  gateway = await openGateway({
    ...parts,
    limits: { ...LENIENT, document: { selections: 1_000, depth: 15, tokens: 20_000 } },
    graph: {
      source: { ...fixedGraph(subgraphs), read: (number) => fixedGraph(subgraphs).read(number) },
      contracts: [
        contract("public", { exclude: ["internal"], descriptionZh: "公众", descriptionEn: "Everyone" }),
        contract("all", {}),
        contract("broken", { exclude: ["broken"] }),
      ],
      makePlanner: async (supergraph) => {
        const planner = await makePlanner(supergraph);
        return {
          ...planner,
          plan: (question, spent) => {
            planned.push(question.text);
            return planner.plan(question, spent);
          },
        };
      },
    },
    authenticate: (authorization) =>
      Promise.resolve(
        authorization === undefined
          ? null
          : { subject: authorization, name: authorization, department: null, roles: [] },
      ),
  });
  app = Fastify();
  app.setErrorHandler(createErrorHandler(() => undefined));
  gateway.register(app);
  url = await app.listen({ port: 0, host: "127.0.0.1" });
});
afterAll(() => app.close());
beforeEach(() => {
  items = BOOKS;
});

interface Told {
  readonly status: number;
  readonly text: string;
  readonly data: unknown;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly unknown[];
    readonly extensions?: { readonly code?: string };
  }[];
}

async function ask(
  door: string,
  query: string,
  variables: object = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Told> {
  const response = await fetch(`${url}${door}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  // every answer of GraphQL has this shape
  const { data = null, errors = [] } = JSON.parse(text) as Partial<Told>;
  return { status: response.status, text, data, errors };
}

const SECRETS = [
  "Dossier",
  "SEALED",
  "audit",
  "Audit",
  "AuditEntry",
  "clue",
  "suspect",
  "officer",
  "exactly",
  "weight",
  "seal",
  "Mutation",
];

describe("what a contract hides", () => {
  test("is not in its introspection, and its types cannot be asked for by name", async () => {
    const [view, whole] = [
      await ask("/graphql/public", getIntrospectionQuery()),
      await ask("/graphql", getIntrospectionQuery()),
    ];
    expect({ view: view.errors, whole: whole.errors }).toEqual({ view: [], whole: [] });
    for (const secret of SECRETS)
      expect({
        secret,
        whole: whole.text.includes(`"${secret}"`),
        view: view.text.includes(`"${secret}"`),
      }).toEqual({ secret, whole: true, view: false });
    expect((await ask("/graphql/public", "{ __schema { description mutationType { name } } }")).data).toEqual(
      { __schema: { description: "公众 / Everyone", mutationType: null } },
    );
    const { data } = await ask(
      "/graphql/public",
      '{ dossier: __type(name: "Dossier") { name } entry: __type(name: "AuditEntry") { name } item: __type(name: "Item") { possibleTypes { name } fields { name } } }',
    );
    expect(data).toEqual({
      dossier: null,
      entry: null,
      item: {
        possibleTypes: [{ name: "Book" }],
        fields: [{ name: "id" }, { name: "name" }, { name: "stock" }],
      },
    });
  });

  const uses: readonly (readonly [string, string, string, object?])[] = [
    ["a field of the query", "audit", "{ audit { __typename } }"],
    ["a field of a type", "clue", '{ book(id: "1") { clue } }'],
    ["a field of an interface", "clue", "{ items { clue } }"],
    ["a type, through an interface", "Dossier", "{ items { ... on Dossier { id } } }"],
    ["a type, through a union", "Dossier", "{ found { ... on Dossier { id } } }"],
    ["a type, in a fragment", "Dossier", "{ items { ...F } } fragment F on Dossier { id }"],
    ["an argument", "officer", '{ items(officer: "王") { id } }'],
    ["an argument below a union", "exactly", "{ found { ... on Film { minutes(exactly: true) } } }"],
    ["an enum value", "SEALED", "{ items(kind: SEALED) { id } }"],
    [
      "an enum value in a variable",
      "SEALED",
      "query ($kind: Kind) { items(kind: $kind) { id } }",
      { kind: "SEALED" },
    ],
    ["an enum value as a default", "SEALED", "query ($kind: Kind = SEALED) { items(kind: $kind) { id } }"],
    ["a field of an input", "suspect", '{ items(where: { suspect: "李" }) { id } }'],
    [
      "a field of an input in a variable",
      "suspect",
      "query ($where: ItemWhere) { items(where: $where) { id } }",
      { where: { suspect: "李" } },
    ],
  ];
  test.each(uses)("is refused like what does not exist: %s", async (_what, name, query, variables = {}) => {
    expect((await ask("/graphql", query, variables)).errors).toEqual([]);
    const refused = await ask("/graphql/public", query, variables);
    const nonsense = "zqxwvyjk".repeat(2).slice(0, name.length);
    const swap = (text: string): string => text.replaceAll(name, nonsense);
    const unknown = await ask(
      "/graphql/public",
      swap(query),
      JSON.parse(swap(JSON.stringify(variables))) as object,
    );
    expect(refused.status).toBe(400);
    expect(swap(refused.text)).toBe(unknown.text);
    expect(refused.text).not.toContain("Did you mean");
  });

  test("is never suggested to those who come near it", async () => {
    for (const [query, name] of [
      ["{ audi }", "audit"],
      ["{ items { clu } }", "clue"],
      ["{ items(kind: SEALE) { id } }", "SEALED"],
      ["{ items { ... on Dossie { id } } }", "Dossier"],
      ['{ items(oficer: "") { id } }', "officer"],
    ] as const) {
      expect((await ask("/graphql", query)).text).toContain(
        `\\"${name}\\"`.replace('\\"SEALED\\"', "SEALED"),
      );
      expect((await ask("/graphql/public", query)).text).not.toContain(name);
    }
  });

  test("has no mutation, when it hides them all", async () => {
    expect((await ask("/graphql", 'mutation { seal(id: "1") }')).data).toEqual({ seal: true });
    expect(
      (await ask("/graphql/public", 'mutation { seal(id: "1") }')).errors.map(({ message }) => message),
    ).toEqual(["总图不提供此类操作：Schema is not configured to execute mutation operation."]);
  });
});

describe("an object of a type that a contract hides", () => {
  const queries = [
    "{ items { name } }",
    "{ items { __typename name } }",
    "{ items { t: __typename } }",
    "{ items { id ... on Book { pages price } } }",
    "{ items { ... on Item { t: __typename n: name } } }",
    "{ items { ...F } } fragment F on Item { name t: __typename }",
    "{ items { ... @include(if: true) { name } } }",
  ];
  test.each(queries)("is null where the interface is asked: %s", async (query) => {
    // each query asks items
    const expected = (await ask("/graphql", query)).data as { readonly items: readonly unknown[] };
    items = [HIDDEN[0] ?? {}, ...BOOKS];
    const { data, text } = await ask("/graphql/public", query);
    expect(data).toEqual({ items: [null, ...expected.items] });
    expect(text).not.toMatch(/密件|Dossier/);
    expect((await ask("/graphql", query)).text).toMatch(/密件|Dossier|"d"/);
  });

  test.each([
    "{ found { __typename } }",
    "{ found { t: __typename } }",
    "{ found { ... on Book { id } ... on Film { title } } }",
    "{ found { ... on Item { name } } }",
  ])("is null where the union is asked: %s", async (query) => {
    // each query asks found
    const expected = (await ask("/graphql", query)).data as { readonly found: readonly unknown[] };
    items = [HIDDEN[0] ?? {}, ...BOOKS];
    const { data, text } = await ask("/graphql/public", query);
    expect(data).toEqual({ found: [expected.found[0], null, ...expected.found.slice(1)] });
    expect(text).not.toMatch(/密件|Dossier/);
  });

  test.each([
    "{ stocked { stock } }",
    "{ stocked { t: __typename } }",
    "{ stocked { ... on Book { price } } }",
  ])("is null also where a subgraph knows only the interface: %s", async (query) => {
    // each query asks stocked
    const expected = (await ask("/graphql", query)).data as { readonly stocked: readonly unknown[] };
    items = [HIDDEN[0] ?? {}, ...BOOKS];
    const { data, text } = await ask("/graphql/public", query);
    expect(data).toEqual({ stocked: [null, ...expected.stocked] });
    expect(text).not.toMatch(/密件|Dossier/);
  });

  test("is like one that nobody sees, of which the whole graph tells nothing either", async () => {
    items = [{ __typename: "Ghost", id: "g", name: "鬼" }, ...BOOKS];
    for (const door of ["/graphql", "/graphql/public"])
      for (const query of ["{ items { name } }", "{ items { t: __typename } }"]) {
        const { data, text } = await ask(door, query);
        expect(data).toEqual({ items: [null, expect.anything(), expect.anything()] });
        expect(text).not.toMatch(/鬼|Ghost/);
      }
  });

  test("cannot pass for one of a visible type by an alias", async () => {
    items = [{ ...HIDDEN[0], name: "Book" }, ...BOOKS];
    const { data, text } = await ask("/graphql/public", "{ items { __typename: name } }");
    expect(data).toEqual({ items: [null, ...BOOKS.map(({ name }) => ({ __typename: name }))] });
    expect(text).not.toMatch(/密件|Dossier/);
  });

  test("is not among the parts that come later", async () => {
    items = [HIDDEN[0] ?? {}, ...BOOKS];
    for (const query of [
      "{ items { id ... @defer { name ... on Book { price } } } }",
      "{ items { id ... on Book @defer { price } } }",
      "{ found { ... @defer { __typename } } }",
    ]) {
      const response = await fetch(`${url}/graphql/public`, {
        method: "POST",
        headers: { "content-type": "application/json", accept: "multipart/mixed;deferSpec=20220824" },
        body: JSON.stringify({ query }),
      });
      const text = await response.text();
      expect(response.headers.get("content-type")).toContain("multipart/mixed");
      expect(text).toContain('"incremental"');
      expect(text).not.toMatch(/密件|Dossier|"d"/);
    }
  });

  test("and an enum value that it hides are told by a place and nothing else", async () => {
    items = HIDDEN;
    const { data, errors, text } = await ask("/graphql/public", "{ items { name ... on Book { kind } } }");
    expect(data).toEqual({ items: [null, { name: "封", kind: null }] });
    expect(errors.map(({ path, extensions }) => [path, extensions?.code])).toEqual([
      [["items", 0], "ANSWER_INCOMPLETE"],
      [["items", 1, "kind"], "ANSWER_INCOMPLETE"],
    ]);
    expect(text).not.toMatch(/密件|Dossier|SEALED/);
  });
});

describe("a contract and the whole graph", () => {
  test("give equal data for every query that is valid in both, where nothing is hidden", async () => {
    const view = buildSchema(await (await fetch(`${url}/schema/public.graphql`)).text());
    const isValid = (schema: GraphQLSchema, query: string): boolean =>
      validate(schema, parse(query)).length === 0;
    await fc.assert(
      fc.asyncProperty(
        choices,
        fc.constantFrom("typed" as const, "bare" as const),
        fc.boolean(),
        async (given, style, yes) => {
          const query = queryOf(view, style, given);
          fc.pre(isValid(view, query));
          const [filtered, whole, all] = await Promise.all(
            ["/graphql/public", "/graphql", "/graphql/all"].map((door) =>
              ask(door, query, { yes, no: !yes }),
            ),
          );
          expect({ query, text: filtered?.text }).toEqual({ query, text: whole?.text });
          expect({ query, text: all?.text }).toEqual({ query, text: whole?.text });
        },
      ),
      { numRuns: runs(100) },
    );
  });

  test("never share an answer, however much they are asked at once", async () => {
    items = HIDDEN;
    const query = '{ items { name } type: __type(name: "Dossier") { name } }';
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, at) => ask(at % 2 === 0 ? "/graphql" : "/graphql/public", query)),
    );
    const [whole, view] = [
      { items: [{ name: "密件" }, { name: "封" }], type: { name: "Dossier" } },
      { items: [null, { name: "封" }], type: null },
    ];
    expect(answers.map(({ data }) => data)).toEqual(answers.map((_, at) => (at % 2 === 0 ? whole : view)));
  });

  test("share plans", async () => {
    const query = '{ book(id: "2") { id pages price shared: name } }';
    await ask("/graphql/public", query);
    const before = planned.length;
    expect((await ask("/graphql", query)).errors).toEqual([]);
    expect((await ask("/graphql/all", query)).errors).toEqual([]);
    expect(planned.length).toBe(before);
  });

  test("know the caller alike, and have the same limits", async () => {
    for (const door of ["/graphql", "/graphql/public"]) {
      expect((await ask(door, "{ who }", {}, { authorization: "me" })).data).toEqual({ who: "me" });
      expect((await ask(door, "{ who }")).data).toEqual({ who: "nobody" });
      expect(
        (await ask(door, `{ ${Array.from({ length: 1_001 }, (_, at) => `a${at}: who`).join(" ")} }`))
          .errors[0]?.extensions?.code,
      ).toBe("QUERY_TOO_LARGE");
      expect(
        (
          await fetch(`${url}${door}`, {
            method: "POST",
            headers: { "content-type": "text/plain" },
            body: "{}",
          })
        ).status,
      ).toBe(415);
    }
  });
});

describe("a contract", () => {
  test("that there is not is 404 CONTRACT_UNKNOWN, for queries and for its schema", async () => {
    for (const name of ["nonesuch", "__proto__", "PUBLIC", "constructor"]) {
      const { status, errors } = await ask(`/graphql/${name}`, "{ who }");
      expect({ status, code: errors[0]?.extensions?.code }).toEqual({
        status: 404,
        code: "CONTRACT_UNKNOWN",
      });
      expect((await fetch(`${url}/schema/${name}.graphql`)).status).toBe(404);
    }
  });

  test("that leaves no sound graph is 503 CONTRACT_UNUSABLE; why is logged, and not told", async () => {
    for (let time = 0; time < 2; time += 1) {
      const { status, errors, text } = await ask("/graphql/broken", "{ who }");
      expect({ status, code: errors[0]?.extensions?.code }).toEqual({
        status: 503,
        code: "CONTRACT_UNUSABLE",
      });
      expect(text).not.toContain("must");
    }
    expect(
      logged.filter((line) => line.includes("REQUIRED_INACCESSIBLE") && line.includes("Query.broken(must:)")),
    ).toHaveLength(1);
  });

  test("gives its SDL with an ETag, and 304 to those who have it", async () => {
    const [whole, view] = await Promise.all(
      ["/schema.graphql", "/schema/public.graphql"].map((path) => fetch(`${url}${path}`)),
    );
    const [wholeText, viewText] = [(await whole?.text()) ?? "", (await view?.text()) ?? ""];
    for (const secret of SECRETS)
      expect({ secret, whole: wholeText.includes(secret), view: viewText.includes(secret) }).toEqual({
        secret,
        whole: true,
        view: false,
      });
    expect(viewText).toContain("directive @defer");
    const tag = view?.headers.get("etag") ?? "";
    expect(tag).toMatch(/^"[\w-]{43}"$/);
    expect(tag).not.toBe(whole?.headers.get("etag"));
    for (const given of [tag, `W/${tag}`, `"other", ${tag}`, "*"]) {
      const again = await fetch(`${url}/schema/public.graphql`, { headers: { "if-none-match": given } });
      expect({ status: again.status, text: await again.text(), tag: again.headers.get("etag") }).toEqual({
        status: 304,
        text: "",
        tag,
      });
    }
    expect(
      (await fetch(`${url}/schema/public.graphql`, { headers: { "if-none-match": '"other"' } })).status,
    ).toBe(200);
  });

  test("follows the graph when that changes", async () => {
    const before = (await fetch(`${url}/schema/public.graphql`)).headers.get("etag");
    now = shelf(SHELF.replace("who: String", 'who: String note: String plot: String @tag(name: "internal")'));
    expect(await gateway.take(2)).toEqual({ served: 2, wanted: 2, problem: null });
    expect((await ask("/graphql/public", "{ note }")).data).toEqual({ note: null });
    expect((await ask("/graphql", "{ plot }")).data).toEqual({ plot: null });
    expect((await ask("/graphql/public", "{ plot }")).status).toBe(400);
    expect((await fetch(`${url}/schema/public.graphql`)).headers.get("etag")).not.toBe(before);
  });
});
