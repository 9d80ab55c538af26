/**
 * A supergraph that protects what can be protected: fields, objects, an enum, a scalar, what stands behind
 * interfaces and unions, what an interface object adds, what another field requires, what two subgraphs guard
 * otherwise; under other names than usual. `isDenied` says by hand, and not by the directives, who may see
 * what.
 */
import { getNamedType, Kind, type FieldNode, type GraphQLField } from "graphql";
import type { Rights } from "../../../gateway/rights/rights.js";
import { typeOf, type TestSubgraph, type Whole } from "./shop.js";

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@interfaceObject", "@policy", { name: "@authenticated", as: "@login" }, { name: "@requiresScopes", as: "@scopes" }])`;

const PEOPLE = [
  {
    __typename: "Person",
    id: "1",
    name: "甲",
    phone: "tel-1",
    rank: "HIGH",
    trace: { at: 1 },
    boss: "2",
    age: 30,
    salary: 10,
  },
  {
    __typename: "Person",
    id: "2",
    name: null,
    phone: "tel-2",
    rank: null,
    trace: null,
    boss: null,
    age: null,
    salary: 20,
  },
] as const;
const RECORDS = [
  { __typename: "Paper", id: "b1", title: "卷一", note: "note-b1", pages: 3, author: "1" },
  { __typename: "Film", id: "t1", title: "片一", note: "note-t1", minutes: 9, author: "2" },
  { __typename: "Paper", id: "b2", title: null, note: null, pages: 4, author: "1" },
] as const;
const ITEMS = [
  { __typename: "Box", name: "箱" },
  { __typename: "Vault", name: "库", code: "code-1" },
] as const;
const SEAL = { __typename: "Seal", mark: "mark-1", keeper: "1" };
const STAMPS = [{ __typename: "Stamp", text: "text-1" }] as const;
const THINGS = [RECORDS[0], SEAL, PEOPLE[0], null, STAMPS[0], ITEMS[1], RECORDS[1]] as const;
const personOf = (id: unknown) => PEOPLE.find((person) => person.id === id) ?? null;
const recordOf = (id: unknown) => RECORDS.find((record) => record.id === id) ?? null;
const viewsOf = (id: unknown): number => String(id).length * 7;

export const ARCHIVE: readonly TestSubgraph[] = [
  {
    name: "files",
    sdl: `${LINK}
      type Query { records: [Record!]! record(id: ID!): Record items: [Item!]! things: [Thing] seal: Seal stamps: [Stamp!]! vaults: [Vaults!] }
      interface Record @key(fields: "id") { id: ID! title: String note: String author: Person }
      type Paper implements Record @key(fields: "id") { id: ID! title: String note: String @login author: Person pages: Int! @scopes(scopes: [["pages"], ["all", "paper"]]) }
      type Film implements Record @key(fields: "id") { id: ID! title: String note: String author: Person minutes: Int }
      interface Item { name: String }
      type Box implements Item { name: String }
      type Vault implements Item @login { name: String code: String }
      type Seal @login { mark: String keeper: Person }
      type Stamp @scopes(scopes: [["stamps"]]) { text: String! }
      union Thing = Paper | Film | Seal | Stamp | Person | Vault
      union Vaults = Vault | Seal
      enum Rank @policy(policies: [["ranks"]]) { HIGH LOW }
      scalar Trace @login
      type Person @key(fields: "id") { id: ID! name: String phone: String! @scopes(scopes: [["person"]]) rank: Rank trace: Trace boss: Person records: [Record!] salary: Int @shareable @scopes(scopes: [["pay"]]) }`,
    resolvers: {
      Query: {
        records: () => RECORDS,
        record: (_: unknown, { id }: { id: string }) => recordOf(id),
        items: () => ITEMS,
        things: () => THINGS,
        seal: () => SEAL,
        stamps: () => STAMPS,
        vaults: () => [ITEMS[1], SEAL],
      },
      Record: { __resolveType: typeOf, __resolveReference: ({ id }: { id: string }) => recordOf(id) },
      Paper: {
        __resolveReference: ({ id }: { id: string }) => recordOf(id),
        author: ({ author }: { author: string }) => personOf(author),
      },
      Film: {
        __resolveReference: ({ id }: { id: string }) => recordOf(id),
        author: ({ author }: { author: string }) => personOf(author),
      },
      Item: { __resolveType: typeOf },
      Thing: { __resolveType: typeOf },
      Vaults: { __resolveType: typeOf },
      Seal: { keeper: ({ keeper }: { keeper: string }) => personOf(keeper) },
      Person: {
        __resolveReference: ({ id }: { id: string }) => personOf(id),
        boss: ({ boss }: { boss: string | null }) => personOf(boss),
        records: ({ id }: { id: string }) => RECORDS.filter(({ author }) => author === id),
      },
    },
  },
  {
    name: "people",
    sdl: `${LINK}
      type Query { people: [Person!]! person(id: ID!): Person }
      type Person @key(fields: "id") {
        id: ID! phone: String! @external age: Int
        card: String @requires(fields: "phone") @scopes(scopes: [["person"]])
        salary: Int @shareable @scopes(scopes: [["person"]])
      }`,
    resolvers: {
      Query: {
        people: () => PEOPLE,
        person: (_: unknown, { id }: { id: string }) => personOf(id),
      },
      Person: {
        __resolveReference: (person: { id: string }) => ({ ...personOf(person.id), ...person }),
        card: ({ phone }: { phone: string }) => `card of ${phone}`,
      },
    },
  },
  {
    name: "views",
    sdl: `${LINK}
      type Record @interfaceObject @key(fields: "id") { id: ID! views: Int rating: Float @scopes(scopes: [["rating"]]) }`,
    resolvers: {
      Record: {
        __resolveReference: (record: object) => record,
        views: ({ id }: { id: string }) => viewsOf(id),
        rating: ({ id }: { id: string }) => viewsOf(id) / 10,
      },
    },
  },
];

export const WHOLE_ARCHIVE: Whole = {
  families: { Paper: "Record", Film: "Record" },
  fields: {
    "Query.records": () => RECORDS,
    "Query.record": (_, { id }) => recordOf(id),
    "Query.items": () => ITEMS,
    "Query.things": () => THINGS,
    "Query.seal": () => SEAL,
    "Query.stamps": () => STAMPS,
    "Query.vaults": () => [ITEMS[1], SEAL],
    "Query.people": () => PEOPLE,
    "Query.person": (_, { id }) => personOf(id),
    "Record.author": ({ author }) => personOf(author),
    "Record.views": ({ id }) => viewsOf(id),
    "Record.rating": ({ id }) => viewsOf(id) / 10,
    "Seal.keeper": ({ keeper }) => personOf(keeper),
    "Person.boss": ({ boss }) => personOf(boss),
    "Person.records": ({ id }) => RECORDS.filter(({ author }) => author === id),
    "Person.card": ({ phone }) => `card of ${String(phone)}`,
  },
};

/** All that may be held. */
export const SCOPES = ["pages", "all", "paper", "stamps", "person", "pay", "rating"] as const;
export const POLICIES = ["ranks"] as const;

type Holds = (rights: Rights) => boolean;
const login: Holds = ({ isAuthenticated }) => isAuthenticated;
const scoped =
  (...all: readonly string[]): Holds =>
  ({ scopes }) =>
    all.every((scope) => scopes.includes(scope));

const TYPES: Readonly<Record<string, Holds>> = {
  Vault: login,
  Seal: login,
  Trace: login,
  Stamp: scoped("stamps"),
  Rank: ({ policies }) => policies.includes("ranks"),
};
const FIELDS: Readonly<Record<string, Holds>> = {
  "Paper.note": login,
  // A paper may stand there.
  "Record.note": login,
  "Paper.pages": (rights) => scoped("pages")(rights) || scoped("all", "paper")(rights),
  "Person.phone": scoped("person"),
  "Person.card": scoped("person"),
  "Person.salary": scoped("pay", "person"),
  "Paper.rating": scoped("rating"),
  "Film.rating": scoped("rating"),
  "Record.rating": scoped("rating"),
};

/** `parent`: the type of which the field is asked. */
export function isDenied(
  parent: string,
  field: Pick<GraphQLField<unknown, unknown>, "name" | "type">,
  node: FieldNode,
  rights: Rights,
): boolean {
  const type = getNamedType(field.type).name;
  const demanded = [TYPES[parent], FIELDS[`${parent}.${field.name}`], TYPES[type]];
  // A vault may stand there; if it is only asked whether a box does, that is open.
  if (parent === "Item" || (type === "Item" && asksOfAll(node))) demanded.push(login);
  // Nothing else may stand there.
  if (type === "Vaults") demanded.push(login);
  return demanded.some((holds) => holds && !holds(rights));
}

function asksOfAll({ selectionSet }: Pick<FieldNode, "selectionSet">): boolean {
  return (selectionSet?.selections ?? []).some((selection) =>
    selection.kind === Kind.FIELD
      ? selection.name.value !== "__typename"
      : selection.kind === Kind.INLINE_FRAGMENT && !selection.typeCondition && asksOfAll(selection),
  );
}
