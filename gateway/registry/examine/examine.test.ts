import { expect, test } from "@jest/globals";
import { applyApart } from "../../graph/contracts/apply-apart.js";
import type { ContractDefinition } from "../../graph/contracts/contract.js";
import { createExamine } from "./examine.js";
import type { Question } from "./question.js";

const contract = (name: string, exclude: readonly string[]): ContractDefinition => ({
  name,
  include: [],
  exclude,
  descriptionZh: "公众",
  descriptionEn: "Everyone",
});
const CONTRACTS = [contract("public", ["internal"]), contract("all", [])];
const SDL = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@tag"])
type Query { a: Int b: Int @tag(name: "internal") }`;

const NOTHING_USED = () => Promise.resolve(new Map());
const question = (sdl: string, given: Partial<Question> = {}): Question => ({
  kind: "COMPOSE",
  subject: null,
  others: [{ subgraph: "one", owner: null, sdl, url: "local:one" }],
  before: null,
  breaking: [],
  consents: [],
  contracts: CONTRACTS,
  isForUse: false,
  inUse: [],
  ...given,
});

test("what is examined to be served has the contracts' views as they are served, so that nobody makes them again", async () => {
  const examine = createExamine();
  const ask = (isForUse: boolean) => examine(question(SDL, { isForUse }), NOTHING_USED);
  const { isSound, supergraph, views } = await ask(true);
  expect(isSound).toBe(true);
  expect(views.size).toBe(1);
  expect(views).toEqual(
    await applyApart({ supergraph: supergraph ?? "", definitions: CONTRACTS.slice(0, 1) }),
  );
  expect((await ask(false)).views.size).toBe(0);
});

test("a graph is compared with the one before it, whatever was examined last", async () => {
  const examine = createExamine();
  const supergraphOf = async (sdl: string) => (await examine(question(sdl), NOTHING_USED)).supergraph;
  const changesFrom = async (before: string | null) =>
    (await examine(question("type Query { a: Int b: Int }", { before }), NOTHING_USED)).changes.map(
      ({ coordinate, severity }) => [coordinate, severity],
    );
  const [smaller, larger] = [
    await supergraphOf("type Query { a: Int }"),
    await supergraphOf("type Query { a: Int b: Int c: Int }"),
  ];
  expect(await changesFrom(larger)).toEqual([["Query.c", "BREAKING"]]);
  expect(await changesFrom(smaller)).toEqual([["Query.b", "SAFE"]]);
});
