import { describe, expect, test } from "@jest/globals";
import { parse } from "graphql";
import { compileKeep } from "../../gateway/engine/compile/keep-selected.js";
import type { JsonObject } from "../../gateway/engine/json.js";
import { indexTypes } from "../../gateway/engine/compile/type-index.js";

const types = indexTypes(
  parse(
    "type Query { named: Named } interface Named { name: String } type Thing implements Named { name: String } type Shop implements Named { name: String }",
  ),
);
const OPERATION = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Named { name } ... on Thing { mood near { __typename name ...OfShop } } ...OfShop } } fragment OfShop on Shop { open mood: opinion { score } }`;
const keep = compileKeep(OPERATION, types);

function entity(type: string | null, object: JsonObject): JsonObject {
  const keys = keep.root.get("_entities")?.of(type);
  if (!keys || !keep.trim(object, keys)) throw new Error("It is not taken");
  return object;
}

describe("of an entity there is taken what was asked of its type", () => {
  const given = (): JsonObject => ({
    name: "a",
    mood: { score: 1, more: 2 },
    open: true,
    near: [{ __typename: "Shop", open: true, name: "b", mood: 1 }],
    id: "1",
  });
  test.each([
    [
      "Thing",
      {
        name: "a",
        mood: { score: 1, more: 2 },
        near: [{ __typename: "Shop", open: true, name: "b", mood: 1 }],
      },
    ],
    ["Shop", { name: "a", mood: { score: 1 }, open: true }],
    // Its type is unknown: fields selected for any type are kept.
    [
      null,
      {
        name: "a",
        mood: { score: 1 },
        open: true,
        near: [{ __typename: "Shop", open: true, name: "b", mood: 1 }],
      },
    ],
  ])("%s", (type, taken) => {
    expect(entity(type, given())).toEqual(taken);
  });

  test("and an object below it by the type that it says it has", () => {
    expect(
      entity("Thing", {
        near: [
          { __typename: "Thing", name: "b", open: true },
          { __typename: "NoType", name: "c", open: true, x: 1 },
        ],
      }),
    ).toEqual({
      near: [
        { __typename: "Thing", name: "b" },
        { __typename: "NoType", name: "c", open: true },
      ],
    });
  });
});

test("a path leads no further than what was asked", () => {
  expect(
    [
      ["_entities", 0, "mood", "score"],
      ["_entities", 0, "id"],
      ["_entities", 0, "near", 3, "open", "x"],
      ["other"],
      ["_entities", 1.5],
    ].map((path) => keep.trimPath(path, keep.root)),
  ).toEqual([
    ["_entities", 0, "mood", "score"],
    ["_entities", 0],
    ["_entities", 0, "near", 3, "open"],
    [],
    ["_entities"],
  ]);
});
