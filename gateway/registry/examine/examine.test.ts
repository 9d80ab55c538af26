import { expect, test } from "@jest/globals";
import { applyApart } from "../../graph/contracts/apply-apart.js";
import type { ContractDefinition } from "../../graph/contracts/contract.js";
import { createExamine } from "./examine.js";

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

test("what is examined to be served has the contracts' views as they are served, so that nobody makes them again", async () => {
  const examine = createExamine();
  const ask = (isForUse: boolean) =>
    examine(
      {
        kind: "COMPOSE",
        subject: null,
        others: [{ subgraph: "one", owner: null, sdl: SDL, url: "local:one" }],
        before: null,
        breaking: [],
        consents: [],
        contracts: CONTRACTS,
        isForUse,
        inUse: [],
      },
      () => Promise.resolve(new Map()),
    );
  const { isSound, supergraph, views } = await ask(true);
  expect(isSound).toBe(true);
  expect(views.size).toBe(1);
  expect(views).toEqual(
    await applyApart({ supergraph: supergraph ?? "", definitions: CONTRACTS.slice(0, 1) }),
  );
  expect((await ask(false)).views.size).toBe(0);
});
