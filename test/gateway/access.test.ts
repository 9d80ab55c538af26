/**
 * Who may see what of the graph: with and without rights answers differ in nothing but what is protected, and
 * that is not fetched. The advisories are those of Apollo's router and gateway.
 */
import { LocalGraphQLDataSource } from "@apollo/gateway";
import { ApolloServer } from "@apollo/server";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  execute,
  GraphQLError,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
} from "graphql";
import type { SubgraphError } from "#schema/subgraph.js";
import { NOBODY, type Rights } from "../../gateway/rights/rights.js";
import { TongchaGateway, type RightsHook } from "../../gateway/adapters/apollo/index.js";
import { withFallback } from "../../gateway/engine/plan/open-planner.js";
import type { Planner } from "../../gateway/engine/plan/planner.js";
import { createReferencePlanner } from "../../gateway/engine/plan/reference-planner.js";
import { createRustPlanner } from "../../gateway/engine/plan/rust-planner.js";
import { composeGraph } from "../../gateway/graph/composition/compose-graph.js";
import { SCALE } from "../scale.js";
import { choices, queryOf } from "./generate-query.js";
import { ARCHIVE, isDenied, POLICIES, SCOPES, WHOLE_ARCHIVE } from "./supergraphs/archive.js";
import { serveTogether, type AskedText, type TestGraph } from "./supergraphs/serve.js";
import { typeOf, type TestSubgraph } from "./supergraphs/shop.js";

/** Enough for the share of queries of which something is denied to be no accident. */
const RUNS = Math.max(200, SCALE.differential);
const together = (supergraph: string): Planner =>
  withFallback(createRustPlanner(supergraph), createReferencePlanner(supergraph));

const archive = serveTogether(ARCHIVE);
/** The reference is not right about interface objects. */
const plainArchive = serveTogether(ARCHIVE.filter(({ name }) => name !== "views"));

const someRights = fc.oneof(
  fc.constant(NOBODY),
  fc.record({
    isAuthenticated: fc.boolean(),
    scopes: fc.subarray([...SCOPES]),
    policies: fc.subarray([...POLICIES]),
  }),
);

/** The answer of one program that has all the data, in which each denied field throws. */
function askWhole(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  rights: Rights,
): { readonly data: unknown; readonly denied: readonly string[] } {
  const denied = deniedIn(schema, document, rights);
  const { families, fields } = WHOLE_ARCHIVE;
  const result = execute({
    schema,
    document,
    variableValues: variables,
    typeResolver: typeOf,
    fieldResolver: (
      parent: Readonly<Record<string, unknown>> | undefined,
      given: Readonly<Record<string, unknown>>,
      _context,
      { parentType: { name }, fieldName, fieldNodes },
    ) => {
      if (fieldNodes.every((node) => denied.has(node))) throw new GraphQLError("denied");
      const resolve = fields[`${families[name] ?? name}.${fieldName}`];
      return resolve ? resolve(parent ?? {}, given) : parent?.[fieldName];
    },
  });
  if (result instanceof Promise) throw new Error("All resolvers answer at once");
  return {
    data: JSON.parse(JSON.stringify(result.data ?? null)) as unknown,
    denied: (result.errors ?? [])
      .filter(({ message }) => message === "denied")
      .map(({ path = [] }) => path.join("."))
      .toSorted(),
  };
}

/** Also what stands below: nobody is asked for it. */
function deniedIn(schema: GraphQLSchema, document: DocumentNode, rights: Rights): ReadonlySet<FieldNode> {
  const denied = new Set<FieldNode>();
  const above: boolean[] = [];
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: {
        enter: (node) => {
          const [parent, field] = [info.getParentType(), info.getFieldDef()];
          const isOne =
            above.at(-1) === true ||
            (parent !== null &&
              parent !== undefined &&
              field !== null &&
              field !== undefined &&
              node.name.value !== "__typename" &&
              isDenied(parent.name, field, node, rights));
          above.push(isOne);
          if (isOne) denied.add(node);
        },
        leave: () => void above.pop(),
      },
    }),
  );
  return denied;
}

/** Fields that a subgraph was asked for, and the caller may not see. */
function fetchedInSpite(graph: TestGraph, texts: readonly AskedText[], rights: Rights): readonly string[] {
  return texts.flatMap(({ subgraph, text }) => {
    const schema = graph.schemaOf(subgraph);
    const found: string[] = [];
    const info = new TypeInfo(schema);
    visit(
      parse(text),
      visitWithTypeInfo(info, {
        Field: (node) => {
          const [parent, field] = [info.getParentType(), info.getFieldDef()];
          // That a place is there is asked, of whatever stands there.
          if (
            parent &&
            field &&
            !node.name.value.startsWith("_") &&
            isDenied(parent.name, field, node, rights)
          )
            found.push(`${subgraph}: ${parent.name}.${node.name.value}`);
        },
      }),
    );
    return found;
  });
}

const denials = (errors: readonly SubgraphError[]): readonly string[] =>
  errors
    .filter(({ extensions }) => extensions?.["code"] === "UNAUTHORIZED_FIELD_OR_TYPE")
    .map(({ path = [] }) => path.join("."))
    .toSorted();

describe("a generated query of somebody who may see some of it", () => {
  test.each([
    ["the planners together", archive, together],
    ["rust", plainArchive, createRustPlanner],
    ["reference", plainArchive, createReferencePlanner],
  ] as const)(
    "has the answer of one program in which what is protected throws, and nothing of that is fetched (%s)",
    async (planners, graph, makePlanner) => {
      const { engine, askAs } = graph.engine(makePlanner);
      let [deniedSome, refused] = [0, 0];
      await fc.assert(
        fc.asyncProperty(
          choices,
          someRights,
          fc.constantFrom("typed", "bare", "deferred"),
          fc.boolean(),
          async (given, rights, style, mayDefer) => {
            const [query, variables] = [queryOf(engine.schema, style, given), { yes: true, no: false }];
            const document = parse(query);
            fc.pre(validate(engine.schema, document).length === 0);
            const expected = askWhole(engine.schema, document, variables, rights);
            if (expected.denied.length > 0) deniedSome += 1;
            // In parts, what is null above a part reaches less far: the first part is looked at where all is
            // one.
            const answer = await askAs(rights, query, variables, mayDefer && expected.denied.length > 0);
            if (
              planners !== "the planners together" &&
              answer.errors.some(({ message }) => message.startsWith("系统无法执行此查询"))
            ) {
              refused += 1;
              return;
            }
            expect({ query, rights, data: answer.data, denied: denials(answer.errors) }).toEqual({
              query,
              rights,
              ...expected,
            });
            expect({ query, rights, inSpite: fetchedInSpite(graph, answer.fetched, rights) }).toEqual({
              query,
              rights,
              inSpite: [],
            });
          },
        ),
        { numRuns: RUNS },
      );
      expect(deniedSome).toBeGreaterThan(RUNS / 6);
      expect(refused).toBeLessThan(3 + RUNS / 20);
    },
  );
});

const IMPORTS = '"@key", "@shareable", "@external", "@requires", "@override"';
const head = (imports: string, as = ""): string =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${IMPORTS}, ${imports}]${as}) `;
const HEAD = head('"@authenticated", "@requiresScopes", "@policy"');

interface Part {
  readonly sdl: string;
  readonly resolvers: TestSubgraph["resolvers"];
}
const graphOf = (parts: readonly Part[], change?: (supergraph: string) => string): TestGraph =>
  serveTogether(
    parts.map((part, at) => ({ name: `s${at}`, ...part })),
    change,
  );
const PLANNERS = [
  ["rust", createRustPlanner],
  ["reference", createReferencePlanner],
] as const;
const ANYBODY: Rights = { ...NOBODY, isAuthenticated: true };
const withScopes = (...scopes: readonly string[]): Rights => ({ ...ANYBODY, scopes });
/** In every test what must not be seen has this value. */
const CANARY = "canary";

async function askNobody(graph: TestGraph, makePlanner: (supergraph: string) => Planner, query: string) {
  const { data, errors, fetched } = await graph.engine(makePlanner).askAs(NOBODY, query);
  expect(JSON.stringify({ data, errors })).not.toContain(CANARY);
  expect(fetched.map(({ text }) => text).join("\n")).not.toContain("secret");
  return { data, denied: denials(errors) };
}

const NODES: Part = {
  sdl: `${HEAD}
    type Query { node: Node nodes: [Node!]! impl: Impl any: Any other: Other marker: Int @authenticated }
    interface Node { id: ID! secret: String }
    type Impl implements Node { id: ID! secret: String }
    type Other implements Node { id: ID! secret: String open: String }
    union Any = Impl | Other`,
  resolvers: {
    Query: {
      node: () => ({ __typename: "Impl", id: "1", secret: CANARY }),
      nodes: () => [
        { __typename: "Other", id: "2", secret: "shown", open: "o" },
        { __typename: "Impl", id: "1", secret: CANARY },
      ],
      impl: () => ({ id: "1", secret: CANARY }),
      any: () => ({ __typename: "Impl", id: "1", secret: CANARY }),
      other: () => ({ id: "2", secret: "shown", open: "o" }),
    },
    Node: { __resolveType: typeOf },
    Any: { __resolveType: typeOf },
  },
};
const mark = (type: string, field: string) => (supergraph: string) =>
  supergraph.replace(new RegExp(`(${type}\\b[^}]*?\\n  ${field}: \\w+!?)`), "$1 @authenticated");

describe.each(PLANNERS)("with the planner %s", (_, makePlanner) => {
  describe("a field of an interface that is protected itself (GHSA-mx7m-j9xf-62hw)", () => {
    test("is refused by composition", () => {
      const { sdl } = NODES;
      const composed = composeGraph([
        {
          name: "s0",
          url: "http://s0",
          sdl: sdl.replace(
            "interface Node { id: ID! secret: String }",
            "interface Node { id: ID! secret: String @authenticated }",
          ),
        },
      ]);
      expect(composed).toMatchObject({ findings: [{ code: "AUTH_REQUIREMENTS_APPLIED_ON_INTERFACE" }] });
    });

    test.each([
      ["{ node { secret } }", { node: { secret: null } }, ["node.secret"]],
      ["{ node { ... on Impl { secret } } }", { node: { secret: null } }, ["node.secret"]],
      ["{ node { ...F } } fragment F on Impl { s: secret }", { node: { s: null } }, ["node.s"]],
      ["{ impl { secret } }", { impl: { secret: null } }, ["impl.secret"]],
      ["{ any { ... on Node { secret } } }", { any: { secret: null } }, ["any.secret"]],
      ["{ any { ... on Impl { secret } } }", { any: { secret: null } }, ["any.secret"]],
      ["{ other { secret open } }", { other: { secret: null, open: "o" } }, ["other.secret"]],
    ])("holds for all its objects in a supergraph of another composer: %s", async (query, data, denied) => {
      const graph = graphOf([NODES], mark("interface Node", "secret"));
      expect(await askNobody(graph, makePlanner, query)).toEqual({ data, denied });
    });
  });

  describe("an object's field that is protected, behind an interface that is open (GHSA-x33c-7c2v-mrj9)", () => {
    test.each([
      ["{ node { id secret } }", { node: { id: "1", secret: null } }, ["node.secret"]],
      ["{ node { ... on Node { secret } } }", { node: { secret: null } }, ["node.secret"]],
      ["{ node { ... on Impl { secret } } }", { node: { secret: null } }, ["node.secret"]],
      ["{ any { ... on Node { secret } } }", { any: { secret: null } }, ["any.secret"]],
      [
        "{ any { ...F } } fragment F on Node { ...G } fragment G on Impl { secret }",
        { any: { secret: null } },
        ["any.secret"],
      ],
      ["{ impl { secret } }", { impl: { secret: null } }, ["impl.secret"]],
      [
        "{ nodes { id secret } }",
        {
          nodes: [
            { id: "2", secret: null },
            { id: "1", secret: null },
          ],
        },
        ["nodes.0.secret", "nodes.1.secret"],
      ],
    ])("is null on every way: %s", async (query, data, denied) => {
      const graph = graphOf([NODES], mark("type Impl", "secret"));
      expect(await askNobody(graph, makePlanner, query)).toEqual({ data, denied });
    });

    test("leaves the same field of others as it is, where those are asked for it", async () => {
      const graph = graphOf([NODES], mark("type Impl", "secret"));
      const { data, errors } = await graph
        .engine(makePlanner)
        .askAs(NOBODY, "{ nodes { ... on Other { secret } ... on Impl { secret } } }");
      expect({ data, denied: denials(errors) }).toEqual({
        data: { nodes: [{ secret: "shown" }, { secret: null }] },
        denied: ["nodes.1.secret"],
      });
    });

    test("of which the same key is asked through the interface and through a type: what was asked of the type is there, and the rest has its errors", async () => {
      const graph = graphOf([
        {
          sdl: `${HEAD} type Query { posts: [Post] } interface Post { author: Author }
            type Public implements Post { author: Author } type Private implements Post { author: Author @authenticated }
            type Author { id: ID name: String }`,
          resolvers: {
            Query: {
              posts: () => [
                { __typename: "Public", author: { id: "1", name: "甲" } },
                { __typename: "Private", author: { id: CANARY, name: CANARY } },
              ],
            },
            Post: { __resolveType: typeOf },
          },
        },
      ]);
      const { data, errors } = await graph
        .engine(makePlanner)
        .askAs(
          NOBODY,
          "{ posts { author { ...N } ... on Public { author { id } } } } fragment N on Author { name }",
        );
      expect({ data, denied: denials(errors) }).toEqual({
        data: { posts: [{ author: { name: null, id: "1" } }, { author: null }] },
        denied: ["posts.0.author.name", "posts.1.author"],
      });
    });
  });

  describe("a directive of another name (GHSA-g8jh-vg5j-4h3f)", () => {
    test.each([
      ["renamed on import", head('{ name: "@authenticated", as: "@login" }'), "@login"],
      ["under the prefix of the specification", head('"@tag"'), "@federation__authenticated"],
      [
        "under a prefix of the link's own",
        `${head('"@tag"', ', as: "fed"')} directive @fed__authenticated on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM`,
        "@fed__authenticated",
      ],
      ["scopes renamed", head('{ name: "@requiresScopes", as: "@scopes" }'), '@scopes(scopes: [["x"]])'],
      ["policies under the prefix", head('"@tag"'), '@federation__policy(policies: [["x"]])'],
    ])("holds: %s", async (_name, start, used) => {
      const graph = graphOf([
        {
          sdl: `${start} type Query { secret: String ${used} open: String }`,
          resolvers: { Query: { secret: () => CANARY, open: () => "o" } },
        },
      ]);
      expect(await askNobody(graph, makePlanner, "{ secret open }")).toEqual({
        data: { secret: null, open: "o" },
        denied: ["secret"],
      });
    });

    test("holds that the supergraph's own link gives it", async () => {
      const graph = graphOf(
        [
          {
            sdl: `${HEAD} type Query { secret: String @authenticated open: String }`,
            resolvers: { Query: { secret: () => CANARY, open: () => "o" } },
          },
        ],
        (supergraph) =>
          supergraph
            .replace(
              '/authenticated/v0.1", for: SECURITY',
              '/authenticated/v0.1", as: "login", for: SECURITY',
            )
            .replaceAll("@authenticated", "@login"),
      );
      expect(await askNobody(graph, makePlanner, "{ secret open }")).toEqual({
        data: { secret: null, open: "o" },
        denied: ["secret"],
      });
    });
  });

  describe("a field that requires what is protected (GHSA-m8jr-fxqx-8xx6)", () => {
    const parts = (mark: string): readonly Part[] => [
      {
        sdl: `${HEAD} type Query { thing: Thing } type Thing @key(fields: "id") { id: ID! secret: String @authenticated open: String }`,
        resolvers: {
          Query: { thing: () => ({ id: "1", secret: CANARY, open: "o" }) },
          Thing: { __resolveReference: () => ({ id: "1", secret: CANARY, open: "o" }) },
        },
      },
      {
        sdl: `${HEAD} type Thing @key(fields: "id") { id: ID! secret: String @external size: Int @requires(fields: "secret") ${mark} plain: Int }`,
        resolvers: {
          Thing: {
            __resolveReference: (thing: object) => thing,
            size: ({ secret }: { secret: string }) => secret.length,
            plain: () => 2,
          },
        },
      },
      {
        sdl: `${HEAD} type Thing @key(fields: "id") { id: ID! size: Int @external twice: Int @requires(fields: "size") ${mark} }`,
        resolvers: {
          Thing: {
            __resolveReference: (thing: object) => thing,
            twice: ({ size }: { size: number }) => 2 * size,
          },
        },
      },
    ];

    test("is refused by composition, unless it demands the same", () => {
      const composed = composeGraph(
        parts("").map(({ sdl }, at) => ({ name: `s${at}`, url: "http://s", sdl })),
      );
      expect(composed).toMatchObject({ findings: [{ code: "MISSING_TRANSITIVE_AUTH_REQUIREMENTS" }] });
    });

    test("demands the same in a supergraph of another composer, through a chain, and nothing of it is fetched", async () => {
      const graph = graphOf(parts("@authenticated"), (supergraph) =>
        supergraph.replaceAll(/((?:size|twice): Int[^\n]*) @authenticated/g, "$1"),
      );
      expect(graph.supergraph.match(/@authenticated(?! on)/g)).toHaveLength(1);
      expect(await askNobody(graph, makePlanner, "{ thing { twice plain open } }")).toEqual({
        data: { thing: { twice: null, plain: 2, open: "o" } },
        denied: ["thing.twice"],
      });
      const { data } = await graph.engine(makePlanner).askAs(ANYBODY, "{ thing { twice } }");
      expect(data).toEqual({ thing: { twice: 12 } });
    });
  });

  test("what two subgraphs protect otherwise demands what both do (federation#3321, #3343)", async () => {
    const graph = graphOf(
      ["a", "b"].map((scope) => ({
        sdl: `${HEAD} type Query { shared: String @shareable @requiresScopes(scopes: [["${scope}"]]) }`,
        resolvers: { Query: { shared: () => "s" } },
      })),
    );
    const { askAs } = graph.engine(makePlanner);
    const seen = async (rights: Rights): Promise<unknown> => (await askAs(rights, "{ shared }")).data;
    for (const rights of [NOBODY, ANYBODY, withScopes("a"), withScopes("b")])
      expect(await seen(rights)).toEqual({ shared: null });
    expect(await seen(withScopes("b", "a"))).toEqual({ shared: "s" });
  });

  test("a key that is protected joins what is public, and is told nobody", async () => {
    const thing = (more: object) => ({ __resolveReference: (given: object) => ({ ...given, ...more }) });
    const graph = graphOf([
      {
        sdl: `${HEAD} type Query { thing: Thing } type Thing @key(fields: "id") { id: ID! @authenticated name: String }`,
        resolvers: { Query: { thing: () => ({ id: CANARY, name: "n" }) } },
      },
      {
        sdl: `${HEAD} type Thing @key(fields: "id") { id: ID! @authenticated stock: Int }`,
        resolvers: { Thing: thing({ stock: 3 }) },
      },
    ]);
    expect(await askNobody(graph, makePlanner, "{ thing { name stock } }")).toEqual({
      data: { thing: { name: "n", stock: 3 } },
      denied: [],
    });
    expect(await askNobody(graph, makePlanner, "{ thing { id stock } }")).toEqual({
      data: { thing: null },
      denied: ["thing.id"],
    });
  });

  test("a mutation that is denied is not carried out, and the others of the request are; what is put off is told at once; the schema tells of all", async () => {
    const done: string[] = [];
    const graph = graphOf([
      {
        sdl: `${HEAD} type Query { thing: Thing } type Thing { id: ID secret: String @authenticated open: String }
          type Mutation { wipe: Int @policy(policies: [["wipers"]]) note: Int }`,
        resolvers: {
          Query: { thing: () => ({ id: "1", secret: CANARY, open: "o" }) },
          Mutation: { wipe: () => done.push("wipe"), note: () => done.push("note") },
        },
      },
    ]);
    expect(await askNobody(graph, makePlanner, "mutation { wipe note }")).toEqual({
      data: { wipe: null, note: 1 },
      denied: ["wipe"],
    });
    expect(done).toEqual(["note"]);
    const { askAs, askInParts } = graph.engine(together);
    const deferred = "{ thing { id ... @defer { secret open } } }";
    const { data, errors } = await askAs(NOBODY, deferred, {}, true);
    expect({ data, denied: denials(errors) }).toEqual({
      data: { thing: { id: "1", secret: null, open: "o" } },
      denied: ["thing.secret"],
    });
    expect((await askInParts("{ thing { id ... @defer { open } } }")).parts).toBe(2);
    expect((await askAs(NOBODY, '{ __type(name: "Thing") { fields { name } } }')).data).toEqual({
      __type: { fields: [{ name: "id" }, { name: "secret" }, { name: "open" }] },
    });
  });

  test("who may see the same has the same plan, who may not has another, and what is public has one for all", async () => {
    const graph = graphOf([
      {
        sdl: `${HEAD} type Query { open: Int one: String @requiresScopes(scopes: [["a"], ["b"]]) two: Int @override(from: "s1") @authenticated }`,
        resolvers: { Query: { open: () => 1, one: () => CANARY, two: () => 2 } },
      },
      {
        sdl: `${HEAD} type Query { two: Int other: Int }`,
        resolvers: { Query: { two: () => 3, other: () => 4 } },
      },
    ]);
    const { engine, askAs } = graph.engine(makePlanner);
    for (const rights of [
      withScopes("a"),
      withScopes("b", "x"),
      NOBODY,
      withScopes("x"),
      withScopes("a"),
      NOBODY,
    ]) {
      const isOne = rights.scopes.some((scope) => scope !== "x");
      expect((await askAs(rights, "{ one open }")).data).toEqual({ one: isOne ? CANARY : null, open: 1 });
      expect((await askAs(rights, "{ open other }")).data).toEqual({ open: 1, other: 4 });
      expect((await askAs(rights, "{ two }")).data).toEqual({ two: rights.isAuthenticated ? 2 : null });
    }
    expect([...engine.planned()].map(({ text, choices: { length } }) => [text, length]).toSorted()).toEqual([
      ["{ one open }", 2],
      ["{ open other }", 1],
      ["{ two }", 2],
    ]);
  });
});

describe("in a program's own Apollo Server", () => {
  const graph = graphOf([
    {
      sdl: `${HEAD} type Query { open: Int mine: String @authenticated ruled: String @policy(policies: [["own"], ["all"]]) }`,
      resolvers: { Query: { open: () => 1, mine: () => CANARY, ruled: () => CANARY } },
    },
  ]);
  const told: unknown[] = [];
  const serve = (rights?: RightsHook): ApolloServer =>
    new ApolloServer({
      gateway: new TongchaGateway({
        supergraphSdl: graph.supergraph,
        buildService: ({ name }) => new LocalGraphQLDataSource(graph.schemaOf(name)),
        ...(rights && { rights }),
      }),
    });
  const ask = async (server: ApolloServer, query: string, contextValue: object): Promise<unknown> => {
    const { body } = await server.executeOperation({ query }, { contextValue });
    return body.kind === "single" ? JSON.parse(JSON.stringify(body.singleResult)) : null;
  };

  test("a function says what a request may see, is asked for the policies that it names, and not at all for what is public", async () => {
    const server = serve(({ context, policies }) => {
      told.push(policies);
      const { user = null }: { readonly user?: string | null } = context;
      return Promise.resolve({ isAuthenticated: user !== null, policies: user === "boss" ? ["all"] : [] });
    });
    expect(await ask(server, "{ open }", { user: "boss" })).toEqual({ data: { open: 1 } });
    expect(told).toEqual([]);
    expect(await ask(server, "{ mine ruled }", { user: "boss" })).toEqual({
      data: { mine: CANARY, ruled: CANARY },
    });
    expect(await ask(server, "{ mine ruled }", { user: "clerk" })).toMatchObject({
      data: { mine: CANARY, ruled: null },
      errors: [{ path: ["ruled"], extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" } }],
    });
    expect(await ask(server, "{ open mine }", {})).toMatchObject({ data: { open: 1, mine: null } });
    expect(told).toEqual([["all", "own"], ["all", "own"], []]);
    await server.stop();
  });

  test("without it nobody sees what is protected, and one that fails gives nothing", async () => {
    const [without, failing] = [serve(), serve(() => Promise.reject(new Error("no directory")))];
    expect(await ask(without, "{ open mine ruled }", {})).toMatchObject({
      data: { open: 1, mine: null, ruled: null },
    });
    const failed = await ask(failing, "{ open mine }", {});
    expect(JSON.stringify(failed)).not.toContain(CANARY);
    expect(failed).toMatchObject({ errors: [{ message: "no directory" }] });
    await without.stop();
    await failing.stop();
  });
});
