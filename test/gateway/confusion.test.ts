import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { buildSubgraphSchema } from "@apollo/subgraph";
import Fastify, { type FastifyInstance } from "fastify";
import fc from "fast-check";
import { execute, parse } from "graphql";
import type { Caller } from "#schema/caller.js";
import type { LocalSubgraph } from "#schema/subgraph.js";
import { openGateway } from "../../gateway/open-gateway.js";
import { fixedGraph } from "./fixed-graph.js";
import { lenientParts } from "./lenient-parts.js";
import { runs } from "../scale.js";

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

/** Says back all that it was asked, and by whom: an answer that is another question's shows. */
function echo(name: string, sdl: string): LocalSubgraph {
  const say = (_: unknown, given: object, { caller }: { readonly caller: Caller | null }): string =>
    `${name} ${caller?.subject ?? "nobody"} ${JSON.stringify(given)}`;
  const thing = (_: unknown, { id }: { readonly id: string }): object => ({ id });
  const schema = buildSubgraphSchema([
    {
      typeDefs: parse(`${LINK} ${sdl}`),
      resolvers: {
        ...(name === "one" ? { Query: { say, thing } } : {}),
        Thing: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          ...(name === "one" ? { word: say } : { mood: say }),
        },
      },
    },
  ]);
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

let app: FastifyInstance;
let url: string;
beforeAll(async () => {
  const own = [
    echo(
      "one",
      'type Query { say(n: Int, s: String = "d"): String thing(id: ID!): Thing } type Thing @key(fields: "id") { id: ID! word(n: Int): String }',
    ),
    echo("two", 'type Thing @key(fields: "id") { id: ID! mood(n: Int): String }'),
  ];
  const gateway = await openGateway({
    ...(await lenientParts({ own, source: fixedGraph(own) })),
    authenticate: (authorization) =>
      Promise.resolve(
        authorization === undefined
          ? null
          : { subject: authorization, name: authorization, department: null, roles: [] },
      ),
  });
  app = Fastify();
  gateway.register(app);
  url = await app.listen({ port: 0, host: "127.0.0.1" });
});
afterAll(() => app.close());

const alias = fc.constantFrom("a", "b");
const number = fc.integer({ min: 0, max: 1 });
const text = fc.constantFrom('"x"', '"\\"quoted\\""', '"${n}"', "null");
const field = fc.oneof(
  fc.tuple(alias, number, text).map(([key, n, s]) => `${key}: say(n: ${n}, s: ${s})`),
  alias.map((key) => `${key}: say(n: $n)`),
  fc
    .tuple(alias, fc.constantFrom("@include(if: $yes)", "@skip(if: $yes)"))
    .map(([key, condition]) => `${key}: say ${condition}`),
  fc
    .tuple(alias, number, number)
    .map(([key, id, n]) => `${key}: thing(id: "${id}") { id word(n: $n) mood(n: ${n}) }`),
);
const request = fc.record({
  field,
  standard: number,
  name: fc.constantFrom("", "Q", "R"),
  who: fc.option(fc.constantFrom("甲", "乙").map(encodeURIComponent), { nil: null }),
  variables: fc.record({ n: number, yes: fc.boolean() }, { requiredKeys: [] }),
});

async function send({
  field: asked,
  standard,
  name,
  who,
  variables,
}: typeof request extends fc.Arbitrary<infer T> ? T : never): Promise<unknown> {
  const query = `query ${name}($n: Int = ${standard}, $yes: Boolean = true) { __typename t: say(n: $n) @include(if: $yes) ${asked} }`;
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(who === null ? {} : { authorization: who }) },
    body: JSON.stringify({ query, variables, operationName: name || null }),
  });
  return response.json();
}

test("requests at the same time that differ in anything, an alias, a literal, a variable, its default, a condition, who asks, are answered each as if it were alone", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 2, maxLength: 16 }), async (requests) => {
      const together = await Promise.all(requests.map(send));
      for (const [at, one] of requests.entries()) expect(together[at]).toEqual(await send(one));
      // Alone it is right: the answer has the words of the question.
      for (const [at, { who, standard, variables, field: asked }] of requests.entries()) {
        const said = JSON.stringify(together[at]);
        if (variables.yes !== false)
          expect(said).toContain(
            JSON.stringify(`one ${who ?? "nobody"} {"n":${variables.n ?? standard},"s":"d"}`).slice(1, -1),
          );
        if (asked.includes("mood")) expect(said).toContain(`two ${who ?? "nobody"} `);
        for (const other of ["nobody", ...["甲", "乙"].map(encodeURIComponent)])
          if (other !== (who ?? "nobody")) expect(said).not.toContain(` ${other} `);
      }
    }),
    { numRuns: runs(60) },
  );
});
