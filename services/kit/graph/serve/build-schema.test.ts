import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { composeServices } from "@apollo/composition";
import { describe, expect, test } from "@jest/globals";
import { parse } from "graphql";
import type { FeedContract } from "../../feed/contract.js";
import { buildSchema } from "./build-schema.js";
import { defineSubgraph } from "./define-subgraph.js";
import { entityStub } from "../types/entity-stub.js";
import { Query, Resolver } from "../types/decorators.js";
import { recordType } from "../types/record-type.js";
import { listField } from "../resolve/relation.js";
import { Needs } from "../resolve/selection.js";
import { decisions, Party, registry, trading } from "../trading.test-data.js";

const GOLDEN = new URL("../../../../../services/kit/graph/trading.golden.graphql", import.meta.url);
const built = { trading: buildSchema(trading), registry: buildSchema(registry) };

test("the SDL of a subgraph is its golden file", () => {
  const actual = join(tmpdir(), "trading.golden.graphql");
  if (built.trading.sdl !== readFileSync(GOLDEN, "utf8")) {
    writeFileSync(actual, built.trading.sdl);
    throw new Error(
      `The SDL is another: compare ${actual} with services/kit/graph/trading.golden.graphql, and copy it there if it is right`,
    );
  }
});

test("the same plug gives the same SDL again", () => {
  expect(buildSchema({ ...trading }).sdl).toBe(built.trading.sdl);
});

test("a subgraph that cannot be built leaves the others as they are", () => {
  class NoType {
    readonly text = "";
  }
  @Resolver()
  class Broken {
    @Query(() => NoType)
    broken(): NoType {
      return new NoType();
    }
  }
  expect(() => buildSchema(defineSubgraph({ name: "broken", resolvers: [Broken] }))).toThrow("'broken'");
  expect(buildSchema({ ...trading }).sdl).toBe(built.trading.sdl);
});

test("subgraphs compose without a hint, and the supergraph says which feed each type is filled from", () => {
  const services = Object.entries(built).map(([name, { sdl }]) => ({
    name,
    url: `http://hub/${name}`,
    typeDefs: parse(sdl),
  }));
  const { errors, hints, supergraphSdl = "" } = composeServices(services);
  expect(errors).toBeUndefined();
  expect(hints).toEqual([]);
  for (const type of ["Decision", "DecisionConnection"])
    expect(supergraphSdl).toMatch(new RegExp(`type ${type}\\s[^{]*@feed\\(id: "trading.decisions"\\)`));
  expect(supergraphSdl).toMatch(/type Department\s[^{]*@feed\(id: "registry.departments"\)/);
});

test("a field that one subgraph adds to an entity does not appear in another", () => {
  expect(built.trading.sdl).toMatch(/type Department @key\(fields: "code"\) \{[^}]*decisions\(/);
  expect(built.registry.sdl).not.toContain("decisions");
  expect(built.registry.sdl).toMatch(/type Release @key\(fields: "id", resolvable: false\)/);
});

test("withheld columns and join keys that readers do not see are nowhere in the SDL", () => {
  expect(built.trading.sdl).not.toMatch(/personNumber|partyId/);
});

test("decorators leave the global Reflect as it was", () => {
  expect(Reflect).not.toHaveProperty("getMetadata");
});

describe("the developer is told", () => {
  const feed = (field: string): FeedContract => ({
    ...decisions,
    id: "trading.others",
    type: `Other${field}`,
    columns: { ...decisions.columns, [field]: decisions.columns.facts },
  });

  test.each([
    "id",
    "day",
    "department",
    "feed",
    "fields",
    "permalink",
    "provenance",
    "versions",
    "and",
    "or",
    "not",
  ])("that the field name %s is reserved", (field) => {
    expect(() => recordType(feed(field))).toThrow("reserved");
  });

  test("that a relation goes by a field without an index", () => {
    expect(() =>
      listField({
        on: Party,
        name: "x",
        description: { zh: "", en: "" },
        of: decisions,
        by: "facts",
        value: ({ id }) => id,
      }),
    ).toThrow("no indexed field");
  });

  test("that one entity is pointed at by two keys", () => {
    expect(() => entityStub("trading", "Department", "name")).toThrow("by code and by name");
  });

  test("that a field needs what is not stored", () => {
    expect(() => Needs(decisions, "personNumber")).toThrow("personNumber is not stored");
  });

  test("that a natural key may be empty", () => {
    expect(() => recordType({ ...decisions, naturalKeys: ["partyId"] })).toThrow("partyId is not required");
  });

  test("that a feed belongs to another subgraph", () => {
    expect(() => defineSubgraph({ name: "other", feeds: [decisions] })).toThrow("belongs to another");
  });

  test("that a subgraph is empty", () => {
    expect(() => buildSchema(defineSubgraph({ name: "nothing" }))).toThrow("neither feeds nor resolvers");
  });
});
