/**
 * The shop of Apollo's own documents (https://github.com/apollographql/federation-demo) as subgraphs over
 * HTTP that remember what came to them.
 */
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { buildSubgraphSchema, type GraphQLResolverMap } from "@apollo/subgraph";
import { graphql, GraphQLSchema, parse } from "graphql";
import { composeSupergraph } from "../../../gateway/graph/composition/compose-known.js";

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@provides", "@shareable"])';
const USERS = [
  { id: "1", name: "Ada Lovelace", username: "@ada" },
  { id: "2", name: "Alan Turing", username: "@complete" },
];
const PRODUCTS = [
  { upc: "1", name: "Table", price: 899, weight: 100 },
  { upc: "2", name: "Couch", price: 1299, weight: 1000 },
  { upc: "3", name: "Chair", price: 54, weight: 50 },
];
const REVIEWS = [
  { id: "1", authorID: "1", upc: "1", body: "Love it!" },
  { id: "2", authorID: "1", upc: "2", body: "Too expensive." },
  { id: "3", authorID: "2", upc: "3", body: "Could be better." },
  { id: "4", authorID: "2", upc: "1", body: "Prefer something else." },
];
const reviewsBy = (of: (review: (typeof REVIEWS)[number]) => boolean) =>
  REVIEWS.filter(of).map(({ upc, authorID, ...review }) => ({
    ...review,
    product: { upc },
    author: { id: authorID },
  }));

const SUBGRAPHS: readonly {
  readonly name: string;
  readonly sdl: string;
  readonly resolvers: GraphQLResolverMap;
}[] = [
  {
    name: "accounts",
    sdl: `${LINK} type Query { me: User, users: [User!]!, whoAsks: String } type User @key(fields: "id") { id: ID! name: String username: String @shareable }`,
    resolvers: {
      Query: {
        me: () => USERS[0],
        users: () => USERS,
        whoAsks: (_: unknown, _given: unknown, context: unknown) => whoOf(context as Asked),
      }, // as it is executed below
      User: { __resolveReference: ({ id }: { id: string }) => USERS.find((user) => user.id === id) },
    },
  },
  {
    name: "products",
    sdl: `${LINK} type Query { topProducts(first: Int = 5): [Product] product(upc: String!): Product broken: Product! } type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
    resolvers: {
      Query: {
        topProducts: (_: unknown, { first }: { first: number }) => PRODUCTS.slice(0, first),
        product: (_: unknown, { upc }: { upc: string }) => PRODUCTS.find((product) => product.upc === upc),
        broken: () => Promise.reject(new Error("out of stock")),
      },
      Product: {
        __resolveReference: ({ upc }: { upc: string }) => PRODUCTS.find((product) => product.upc === upc),
      },
    },
  },
  {
    name: "inventory",
    sdl: `${LINK} type Product @key(fields: "upc") { upc: String! weight: Int @external price: Int @external inStock: Boolean shippingEstimate: Int @requires(fields: "price weight") }`,
    resolvers: {
      Product: {
        __resolveReference: (product: object) => product,
        inStock: ({ upc }: { upc: string }) =>
          upc === "3" ? Promise.reject(new Error("nobody counted")) : upc === "1",
        shippingEstimate: ({ price, weight }: { price: number; weight: number }) =>
          price > 1_000 ? 0 : weight * 0.5,
      },
    },
  },
  {
    name: "reviews",
    sdl: `${LINK} type Review @key(fields: "id") { id: ID! body: String author: User @provides(fields: "username") product: Product }
      type User @key(fields: "id") { id: ID! username: String @external reviews: [Review] } type Product @key(fields: "upc") { upc: String! reviews: [Review] }
      type Mutation { review(upc: String!, body: String!): Review }`,
    resolvers: {
      Review: {
        author: ({ author: { id } }: { author: { id: string } }) => USERS.find((user) => user.id === id),
      },
      User: {
        __resolveReference: (user: object) => user,
        reviews: ({ id }: { id: string }) => reviewsBy(({ authorID }) => authorID === id),
      },
      Product: {
        __resolveReference: (product: object) => product,
        reviews: ({ upc }: { upc: string }) => reviewsBy((review) => review.upc === upc),
      },
      Mutation: {
        review: (_: unknown, { upc, body }: { upc: string; body: string }) => ({
          id: "9",
          body,
          product: { upc },
          author: { id: "2" },
        }),
      },
    },
  },
];

/** It can do more than its first supergraph says. */
const LATER = "extend type Query { since: String }";

interface Asked {
  readonly headers: IncomingHttpHeaders;
}

function whoOf({ headers }: Asked): string {
  return [headers["x-user-id"], headers.authorization].join();
}

export interface Demo {
  readonly supergraph: string;
  /** With one more field that accounts has. */
  readonly laterSupergraph: string;
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
  /** To be executed in this process. */
  readonly schemaOf: (name: string) => GraphQLSchema;
  /** Headers of each request since `forget`. */
  readonly received: readonly IncomingHttpHeaders[];
  readonly forget: () => void;
  readonly close: () => void;
}

export async function serveDemo(): Promise<Demo> {
  const received: IncomingHttpHeaders[] = [];
  const schemas = new Map(
    SUBGRAPHS.map(({ name, sdl, resolvers }) => [
      `/${name}`,
      buildSubgraphSchema([{ typeDefs: parse(name === "accounts" ? `${sdl} ${LATER}` : sdl), resolvers }]),
    ]),
  );
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      received.push(request.headers);
      const schema = schemas.get(request.url ?? "");
      const {
        query: source,
        variables: variableValues,
      }: { query: string; variables?: Record<string, unknown> } = JSON.parse(
        Buffer.concat(parts).toString(),
      ) as never; // the gateways' own requests
      const end = (status: number, answer: object): void => {
        response
          .writeHead(status, {
            "content-type": "application/json",
            "server-id": request.url ?? "",
            "cache-control": request.url === "/products" ? "max-age=60" : "max-age=240, private",
          })
          .end(JSON.stringify(answer));
      };
      if (!schema) return end(404, {});
      graphql({
        schema,
        source,
        contextValue: { headers: request.headers } satisfies Asked,
        ...(variableValues && { variableValues }),
      }).then(
        (answer) => end(200, answer),
        () => end(500, {}),
      );
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
  const compose = (more: string): string =>
    composeSupergraph(
      SUBGRAPHS.map(({ name, sdl }) => ({
        name,
        sdl: name === "accounts" ? `${sdl} ${more}` : sdl,
        url: `${origin}/${name}`,
      })),
    ).sdl;
  return {
    supergraph: compose(""),
    laterSupergraph: compose(LATER),
    subgraphs: SUBGRAPHS.map(({ name }) => ({ name, url: `${origin}/${name}` })),
    received,
    schemaOf: (name) => schemas.get(`/${name}`) ?? new GraphQLSchema({}),
    forget: () => {
      received.length = 0;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
