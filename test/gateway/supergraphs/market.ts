/**
 * A supergraph with what is rarer in federation: fields that lead back to Query, interface objects with
 * requirements, @provides of what is nested, fields and values that three subgraphs share, and fields that
 * move by labels of @override. Nothing of it fails.
 */
import { typeOf, type TestSubgraph, type Whole } from "./shop.js";

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@override", "@interfaceObject"])';

const ITEMS = [
  { __typename: "Fruit", id: "b1", name: "苹果", size: 3, sweet: true, place: "1" },
  { __typename: "Fruit", id: "1", name: null, size: 5, sweet: null, place: null },
  { __typename: "Pot", id: "t1", name: "壶", size: null, owner: "1" },
  { __typename: "Pot", id: "2", name: 'Big "pot"', size: 40, owner: "2" },
] as const;
const PLACES = [
  { code: "1", title: "东门", area: 7, open: true },
  { code: "2", title: null, area: null, open: false },
] as const;
const OWNERS = [
  { id: "1", name: "甲", address: { city: "云岭", street: "一街" }, favourite: "2" },
  { id: "2", name: null, address: { city: null, street: "二街" }, favourite: "1" },
  { id: "3", name: "丙", address: null, favourite: null },
] as const;
const MARKET = { name: "集市", count: 4, phone: "12345", map: null };

const itemOf = (id: unknown) => ITEMS.find((item) => item.id === id) ?? null;
const placeOf = (code: unknown) => PLACES.find((place) => place.code === code) ?? null;
const ownerOf = (id: unknown) => OWNERS.find((owner) => owner.id === id) ?? null;
const scoreOf = (name: unknown, size: unknown): number | null =>
  typeof name === "string" ? name.length + Number(size ?? 0) : null;
/** Each of those that share a place or an owner knows it. */
const [placeByCode, ownerById] = [
  { __resolveReference: ({ code }: { code: string }) => placeOf(code) },
  { __resolveReference: ({ id }: { id: string }) => ownerOf(id) },
];

export const MARKET_SUBGRAPHS: readonly TestSubgraph[] = [
  {
    name: "stalls",
    sdl: `${LINK}
      type Query { items: [Item!]! item(id: ID!): Item place: Place market: Market @shareable tip: String }
      type Market @shareable { name: String count: Int }
      interface Item @key(fields: "id") { id: ID! name: String size: Int }
      type Fruit implements Item @key(fields: "id") { id: ID! name: String size: Int sweet: Boolean place: Place }
      type Pot implements Item @key(fields: "id") { id: ID! name: String size: Int owner: Owner @provides(fields: "name address { city }") }
      type Place @key(fields: "code") { code: ID! title: String @shareable area: Int @shareable home: Query }
      type Owner @key(fields: "id") { id: ID! name: String @external address: Address @external }
      type Address @shareable { city: String }`,
    resolvers: {
      Query: {
        items: () => ITEMS,
        item: (_: unknown, { id }: { id: string }) => itemOf(id),
        place: () => PLACES[0],
        market: () => MARKET,
        tip: () => "早",
      },
      Item: { __resolveType: typeOf, __resolveReference: ({ id }: { id: string }) => itemOf(id) },
      Fruit: {
        __resolveReference: ({ id }: { id: string }) => itemOf(id),
        place: ({ place }: { place: string | null }) => placeOf(place),
      },
      Pot: {
        __resolveReference: ({ id }: { id: string }) => itemOf(id),
        owner: ({ owner }: { owner: string }) => ownerOf(owner),
      },
      Place: { ...placeByCode, home: () => ({}) },
      Owner: {},
    },
  },
  {
    name: "owners",
    sdl: `${LINK}
      type Query { owners: [Owner!]! owner(id: ID!): Owner market: Market @shareable }
      type Market @shareable { name: String phone: String }
      type Owner @key(fields: "id") { id: ID! name: String @shareable address: Address @shareable home: Query favourite: Place pots: [Pot!]! }
      type Address @shareable { city: String street: String }
      type Pot @key(fields: "id", resolvable: false) { id: ID! }
      type Place @key(fields: "code") { code: ID! title: String @shareable area: Int @shareable }`,
    resolvers: {
      Query: {
        owners: () => OWNERS,
        owner: (_: unknown, { id }: { id: string }) => ownerOf(id),
        market: () => MARKET,
      },
      Owner: {
        ...ownerById,
        home: () => ({}),
        favourite: ({ favourite }: { favourite: string | null }) => placeOf(favourite),
        pots: ({ id }: { id: string }) => ITEMS.filter((item) => "owner" in item && item.owner === id),
      },
      Place: placeByCode,
    },
  },
  {
    name: "guide",
    sdl: `${LINK}
      type Query { market: Market @shareable places: [Place]! tip: String @override(from: "stalls", label: "percent(50)") }
      type Market @shareable { name: String map: String }
      type Place @key(fields: "code") {
        code: ID! title: String @shareable @override(from: "owners", label: "guided") area: Int @shareable open: Boolean home: Query @override(from: "stalls", label: "homely")
      }
      type Owner @key(fields: "id") { id: ID! favourite: Place @override(from: "owners", label: "guided") }`,
    resolvers: {
      Query: { market: () => MARKET, places: () => [PLACES[1], null, PLACES[0]], tip: () => "早" },
      Place: { ...placeByCode, home: () => ({}) },
      Owner: { ...ownerById, favourite: ({ favourite }: { favourite: string | null }) => placeOf(favourite) },
    },
  },
  {
    name: "scores",
    sdl: `${LINK}
      type Query { best: Item ranked: [Item!]! }
      type Item @interfaceObject @key(fields: "id") {
        id: ID! name: String @external size: Int @external score: Int @requires(fields: "name size") label: String @requires(fields: "name") rival: Item
      }`,
    resolvers: {
      Query: { best: () => ({ id: "t1" }), ranked: () => [{ id: "2" }, { id: "b1" }] },
      Item: {
        __resolveReference: (item: object) => item,
        score: ({ name, size }: { name: string | null; size: number | null }) => scoreOf(name, size),
        label: ({ name }: { name: string | null }) => `〔${name ?? ""}〕`,
        rival: ({ id }: { id: string }) => (id === "b1" ? { id: "2" } : id === "2" ? { id: "1" } : null),
      },
    },
  },
];

/** With a @provides that names __typename, which one of the planners does not take. */
export const MARKET_WITH_TYPENAMES: readonly TestSubgraph[] = MARKET_SUBGRAPHS.filter(
  ({ name }) => name !== "scores",
).map((subgraph) => ({
  ...subgraph,
  sdl: subgraph.sdl.replace("address { city }", "address { __typename city }"),
}));

export const MARKET_LABELS = ["guided", "homely"] as const;

export const WHOLE_MARKET: Whole = {
  families: { Fruit: "Item", Pot: "Item" },
  fields: {
    "Query.items": () => ITEMS,
    "Query.item": (_, { id }) => itemOf(id),
    "Query.place": () => PLACES[0],
    "Query.market": () => MARKET,
    "Query.tip": () => "早",
    "Query.owners": () => OWNERS,
    "Query.owner": (_, { id }) => ownerOf(id),
    "Query.places": () => [PLACES[1], null, PLACES[0]],
    "Query.best": () => itemOf("t1"),
    "Query.ranked": () => [itemOf("2"), itemOf("b1")],
    "Item.place": ({ place }) => placeOf(place),
    "Item.owner": ({ owner }) => ownerOf(owner),
    "Item.score": ({ name, size }) => scoreOf(name, size),
    "Item.label": ({ name }) => `〔${typeof name === "string" ? name : ""}〕`,
    "Item.rival": ({ id }) => (id === "b1" ? itemOf("2") : id === "2" ? itemOf("1") : null),
    "Place.home": () => ({}),
    "Owner.home": () => ({}),
    "Owner.favourite": ({ favourite }) => placeOf(favourite),
    "Owner.pots": ({ id }) => ITEMS.filter((item) => "owner" in item && item.owner === id),
  },
};
