/**
 * A supergraph with what federation has: several keys, composite keys, @requires of nested and argued fields,
 * @provides, @override, shared roots, interfaces and unions over several subgraphs, an interface object,
 * enums, inputs, mutations. Data are fixed, and small.
 */
import type { GraphQLResolverMap } from "@apollo/subgraph";

export interface TestSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly resolvers: GraphQLResolverMap;
}

/** One program that has the data of all subgraphs. */
export interface Whole {
  /** Types whose fields stand under one name. */
  readonly families: Readonly<Record<string, string>>;
  /** By type and field; a field that is not here is the value's own. */
  readonly fields: Readonly<
    Record<
      string,
      (parent: Readonly<Record<string, unknown>>, given: Readonly<Record<string, unknown>>) => unknown
    >
  >;
}

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@override", "@interfaceObject", "@inaccessible"])';

const PRODUCTS = [
  {
    __typename: "Book",
    upc: "b1",
    sku: { vendor: "v1", number: 1 },
    name: "《甲》",
    price: 3.5,
    weight: 100,
    pages: 30,
    tag: "NEW",
  },
  {
    __typename: "Book",
    upc: "b2",
    sku: { vendor: "v1", number: 2 },
    name: 'Two "quoted" \u2028',
    price: 12,
    weight: 700,
    pages: null,
    tag: "OLD",
  },
  {
    __typename: "Tool",
    upc: "t1",
    sku: { vendor: "v2", number: 1 },
    name: "锤子",
    price: 20.25,
    weight: 1500,
    power: "手动",
    tag: "SECRET",
  },
] as const;
const USERS = [
  { id: "1", name: "甲", email: "a@example.cn" },
  { id: "2", name: "乙", email: null },
  { id: "3", name: null, email: "c@example.cn" },
] as const;
const REVIEWS = [
  { id: "r1", body: "好", stars: 5, author: "1", product: "b1" },
  { id: "r2", body: "", stars: 1, author: "2", product: "b1" },
  { id: "r3", body: "一般", stars: 3, author: "1", product: "t1" },
  { id: "r4", body: "?", stars: 4, author: "9", product: "b2" },
] as const;

const productOf = (upc: unknown) => PRODUCTS.find((product) => product.upc === upc) ?? null;
/** The `__typename` of an object; empty when it has none. */
export function typeOf(value: unknown): string {
  const { __typename: name }: { readonly __typename?: unknown } =
    typeof value === "object" && value !== null ? value : {};
  return typeof name === "string" ? name : "";
}

export const SHOP: readonly TestSubgraph[] = [
  {
    name: "products",
    sdl: `${LINK}
      type Query { products(first: Int = 10, tag: Tag): [Product!]! product(upc: ID!): Product anything: [Thing!]! shared: Shared @shareable }
      type Mutation { rename(upc: ID!, to: NameInput!): Product }
      type Shared @shareable { both: String  left: Int! }
      input NameInput { name: String! loud: Boolean = false }
      enum Tag { NEW OLD SECRET @inaccessible }
      type Sku @shareable { vendor: ID! number: Int! }
      interface Product @key(fields: "upc") { upc: ID! name: String price(currency: String = "CNY"): Float weight: Int tag: Tag }
      type Book implements Product @key(fields: "upc") @key(fields: "sku { vendor number }") { upc: ID! sku: Sku! name: String price(currency: String = "CNY"): Float weight: Int tag: Tag pages: Int! }
      type Tool implements Product @key(fields: "upc") { upc: ID! name: String price(currency: String = "CNY"): Float weight: Int tag: Tag power: String }
      type User @key(fields: "id") { id: ID! bought: [Product] }
      union Thing = Book | Tool | User`,
    resolvers: {
      Query: {
        products: (_: unknown, { first, tag }: { first: number; tag?: string }) =>
          PRODUCTS.filter((product) => tag === undefined || product.tag === tag).slice(0, first),
        product: (_: unknown, { upc }: { upc: string }) => productOf(upc),
        anything: () => [PRODUCTS[0], { __typename: "User", id: "1" }, PRODUCTS[2]],
        shared: () => ({ both: "both", left: 1 }),
      },
      Mutation: {
        rename: (_: unknown, { upc, to }: { upc: string; to: { name: string; loud: boolean } }) => {
          const found = productOf(upc);
          return found && { ...found, name: to.loud ? `${to.name}!` : to.name };
        },
      },
      Product: { __resolveType: typeOf, __resolveReference: ({ upc }: { upc: string }) => productOf(upc) },
      Thing: { __resolveType: typeOf },
      Book: {
        __resolveReference: ({ upc, sku }: { upc?: string; sku?: { vendor: string; number: number } }) =>
          PRODUCTS.find(
            (product) =>
              product.upc === upc ||
              (product.sku.vendor === sku?.vendor && product.sku.number === sku.number),
          ) ?? null,
        price: (book: { price: number }, { currency }: { currency: string }) =>
          currency === "CNY" ? book.price : book.price / 7,
      },
      Tool: {
        __resolveReference: ({ upc }: { upc: string }) => productOf(upc),
        price: (tool: { price: number }, { currency }: { currency: string }) =>
          currency === "CNY" ? tool.price : tool.price / 7,
      },
      User: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        bought: ({ id }: { id: string }) =>
          id === "1" ? [PRODUCTS[0], null, PRODUCTS[2]] : id === "2" ? [] : null,
      },
    },
  },
  {
    name: "users",
    sdl: `${LINK}
      type Query { users: [User!]! me: User shared: Shared @shareable }
      type Mutation { greet(id: ID!): User }
      type Shared @shareable { both: String right: String }
      type User @key(fields: "id") { id: ID! name: String email: String! }`,
    resolvers: {
      Query: { users: () => USERS, me: () => USERS[0], shared: () => ({ both: "both", right: "right" }) },
      Mutation: {
        greet: (_: unknown, { id }: { id: string }) => USERS.find((user) => user.id === id) ?? null,
      },
      User: { __resolveReference: ({ id }: { id: string }) => USERS.find((user) => user.id === id) ?? null },
    },
  },
  {
    name: "reviews",
    sdl: `${LINK}
      type Query { reviews(stars: Int): [Review!]! }
      type Review @key(fields: "id") { id: ID! body: String! stars: Int! author: User product: Product }
      type User @key(fields: "id") { id: ID! reviews(first: Int = 5): [Review!]! name: String @external greeting: String @requires(fields: "name") }
      type Product @interfaceObject @key(fields: "upc") { upc: ID! reviews: [Review!]! rating: Float }`,
    resolvers: {
      Query: {
        reviews: (_: unknown, { stars }: { stars?: number }) =>
          REVIEWS.filter((review) => stars === undefined || review.stars === stars),
      },
      Review: {
        __resolveReference: ({ id }: { id: string }) => REVIEWS.find((review) => review.id === id) ?? null,
        author: ({ author }: { author: string }) => ({ id: author }),
        product: ({ product }: { product: string }) => ({ upc: product }),
      },
      User: {
        __resolveReference: (user: object) => user,
        reviews: ({ id }: { id: string }, { first }: { first: number }) =>
          REVIEWS.filter(({ author }) => author === id).slice(0, first),
        greeting: ({ name }: { name?: string | null }) =>
          name === "乙" ? Promise.reject(new Error("no greeting for 乙")) : `你好，${name ?? "?"}`,
      },
      Product: {
        __resolveReference: ({ upc }: { upc: string }) => ({ upc }),
        reviews: ({ upc }: { upc: string }) => REVIEWS.filter(({ product }) => product === upc),
        rating: ({ upc }: { upc: string }) => {
          const found = REVIEWS.filter(({ product }) => product === upc);
          return found.length === 0 ? null : found.reduce((sum, { stars }) => sum + stars, 0) / found.length;
        },
      },
    },
  },
  {
    name: "inventory",
    sdl: `${LINK}
      type Book @key(fields: "upc") { upc: ID! weight: Int @external price(currency: String = "CNY"): Float @external shipping: Float @requires(fields: "weight price(currency: \\"CNY\\")") inStock: Boolean! }
      type Tool @key(fields: "upc") { upc: ID! inStock: Boolean! shelf: Shelf }
      type Shelf { row: Int! place: [[String!]] holder: User }
      type User @key(fields: "id", resolvable: false) { id: ID! }`,
    resolvers: {
      Book: {
        __resolveReference: (book: object) => book,
        shipping: ({ weight, price }: { weight: number; price: number }) => weight / 100 + price,
        inStock: ({ upc }: { upc: string }) => upc === "b1",
      },
      Tool: {
        __resolveReference: (tool: object) => tool,
        inStock: () => true,
        shelf: () => ({ row: 3, place: [["a", "b"], null], holder: { id: "2" } }),
      },
    },
  },
];

/** The same shop as one program: the subgraphs together must give its answers. */
export const WHOLE_SHOP: Whole = {
  families: { Book: "Product", Tool: "Product" },
  fields: {
    "Query.products": (_, { first, tag }) =>
      PRODUCTS.filter((product) => tag === undefined || product.tag === tag).slice(0, Number(first)),
    "Query.product": (_, { upc }) => productOf(upc),
    "Query.anything": () => [PRODUCTS[0], { __typename: "User", ...USERS[0] }, PRODUCTS[2]],
    "Query.shared": () => ({ both: "both", left: 1, right: "right" }),
    "Query.users": () => USERS,
    "Query.me": () => USERS[0],
    "Query.reviews": (_, { stars }) =>
      REVIEWS.filter((review) => stars === undefined || review.stars === stars),
    "Product.price": ({ price }, { currency }) => (currency === "CNY" ? price : Number(price) / 7),
    "Product.reviews": ({ upc }) => REVIEWS.filter(({ product }) => product === upc),
    "Product.rating": ({ upc }) => {
      const found = REVIEWS.filter(({ product }) => product === upc);
      return found.length === 0 ? null : found.reduce((sum, { stars }) => sum + stars, 0) / found.length;
    },
    "Product.inStock": ({ upc }) => upc === "b1" || upc === "t1",
    "Product.shipping": ({ weight, price }) => Number(weight) / 100 + Number(price),
    "Product.shelf": () => ({ row: 3, place: [["a", "b"], null], holder: USERS[1] }),
    "User.bought": ({ id }) => (id === "1" ? [PRODUCTS[0], null, PRODUCTS[2]] : id === "2" ? [] : null),
    "User.reviews": ({ id }, { first }) =>
      REVIEWS.filter(({ author }) => author === id).slice(0, Number(first)),
    "User.greeting": ({ id, name }) =>
      id === "2"
        ? Promise.reject(new Error("no greeting for 乙"))
        : id === "9"
          ? null
          : `你好，${typeof name === "string" ? name : "?"}`,
    "Review.author": ({ author }) => USERS.find(({ id }) => id === author) ?? { id: author },
    "Review.product": ({ product }) => productOf(product),
  },
};
