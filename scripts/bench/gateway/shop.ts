/**
 * The public gateways benchmark's shape: users, reviews, products and inventory, asked for each other deeply,
 * about 88 KB of answer. The data are our own; subgraphs answer each distinct request once and from memory
 * after that, so that they are never the bottleneck.
 */
import { buildSubgraphSchema, type GraphQLResolverMap } from "@apollo/subgraph";
import { execute, parse, type GraphQLSchema } from "graphql";
import { composeSupergraph } from "../../../gateway/graph/composition/compose-known.js";

const TEXT =
  "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat. Duis aute irure dolor in reprehenderit in voluptate velit esse cillum dolore eu fugiat.";
const USERS = Array.from({ length: 6 }, (_, at) => ({
  id: String(at + 1),
  username: `user${at + 1}`,
  name: `Name ${at + 1}`,
}));
const PRODUCTS = Array.from({ length: 9 }, (_, at) => ({
  upc: String(at + 1),
  name: `Product ${at + 1}`,
  price: 100 * at + 99,
  weight: 50 * at,
}));
const MANY = Array.from({ length: 10_000 }, (_, at) => ({
  upc: `m${at}`,
  name: `Product m${at}`,
  price: at,
  weight: at,
}));
const REVIEWS = Array.from({ length: 11 }, (_, at) => ({
  id: String(at + 1),
  body: TEXT.repeat(2).slice(0, 320 + 25 * at),
  upc: String(at < 4 ? 1 : at - 2),
}));

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires", "@shareable"])';
const reviewOf = ({ id, body, upc }: { id: string; body: string; upc: string }) => ({
  id,
  body,
  product: { upc },
  author: { id: "1", username: "user1" },
});

const SUBGRAPHS: readonly {
  readonly name: string;
  readonly sdl: string;
  readonly resolvers: GraphQLResolverMap;
}[] = [
  {
    name: "accounts",
    sdl: `${LINK} type Query { users(tag: String): [User] user(id: ID!): User } type User @key(fields: "id") { id: ID! name: String username: String @shareable }`,
    resolvers: {
      Query: {
        users: () => USERS,
        user: (_: unknown, { id }: { id: string }) => USERS.find((user) => user.id === id),
      },
      User: { __resolveReference: ({ id }: { id: string }) => USERS.find((user) => user.id === id) ?? null },
    },
  },
  {
    name: "products",
    sdl: `${LINK} type Query { topProducts(first: Int = 5, tag: String): [Product] all: [Product] } type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
    resolvers: {
      Query: {
        topProducts: (_: unknown, { first }: { first: number }) => PRODUCTS.slice(0, first),
        all: () => MANY,
      },
      Product: {
        __resolveReference: ({ upc }: { upc: string }) =>
          PRODUCTS.find((product) => product.upc === upc) ?? null,
      },
    },
  },
  {
    name: "reviews",
    sdl: `${LINK} type Mutation { addReview(upc: String!, body: String!): Review } type Review @key(fields: "id") { id: ID! body: String author: User product: Product } type User @key(fields: "id") { id: ID! username: String @shareable reviews: [Review] } type Product @key(fields: "upc") { upc: String! reviews: [Review] }`,
    resolvers: {
      // It is not kept: the next request meets the same shop.
      Mutation: {
        addReview: (_: unknown, { upc, body }: { upc: string; body: string }) =>
          reviewOf({ id: "12", body, upc }),
      },
      Review: {
        __resolveReference: ({ id }: { id: string }) =>
          REVIEWS.filter((review) => review.id === id).map(reviewOf)[0] ?? null,
      },
      User: { __resolveReference: (user: object) => user, reviews: () => REVIEWS.slice(0, 2).map(reviewOf) },
      Product: {
        __resolveReference: (product: object) => product,
        reviews: ({ upc }: { upc: string }) => REVIEWS.filter((review) => review.upc === upc).map(reviewOf),
      },
    },
  },
  {
    name: "inventory",
    sdl: `${LINK} type Product @key(fields: "upc") { upc: String! weight: Int @external price: Int @external inStock: Boolean shippingEstimate: Int @requires(fields: "price weight") }`,
    resolvers: {
      Product: {
        __resolveReference: (product: object) => product,
        inStock: ({ upc }: { upc: string }) => Number(upc) % 2 === 1,
        shippingEstimate: ({ price, weight }: { price: number; weight: number }) =>
          price > 500 ? 0 : weight * 2,
      },
    },
  },
];

const schemas = new Map(
  SUBGRAPHS.map(({ name, sdl, resolvers }): [string, GraphQLSchema] => [
    name,
    buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]),
  ]),
);

export function benchSupergraph(origin: string): string {
  return composeSupergraph(SUBGRAPHS.map(({ name, sdl }) => ({ name, sdl, url: `${origin}/${name}` }))).sdl;
}

/** Makes a request unlike all others to a gateway; a subgraph answers as if it was not there. */
export function tagOf(turn: number): string {
  return `tag-${turn}`;
}

const TAG = /tag-\d+/g;
const KEPT = 10_000;
const answers = new Map<string, Promise<Buffer>>();

/** The answer of a subgraph to a request's body. */
export function answerOf(subgraph: string, body: string): Promise<Buffer> {
  const key = `${subgraph} ${body.replace(TAG, "tag")}`;
  const known = answers.get(key) ?? compute(subgraph, body);
  if (answers.size < KEPT) answers.set(key, known);
  return known;
}

async function compute(subgraph: string, body: string): Promise<Buffer> {
  const schema = schemas.get(subgraph);
  if (!schema) throw new Error(`There is no subgraph ${subgraph}`);
  const { query, variables }: { query: string; variables?: Record<string, unknown> } = JSON.parse(
    body,
  ) as never; // the gateways' own requests
  return Buffer.from(
    JSON.stringify(await execute({ schema, document: parse(query), variableValues: variables })),
  );
}
