import { expect, test } from "@jest/globals";
import { createClientPool } from "../subgraphs/client-pool.js";
import { remoteClient } from "../subgraphs/subgraph-client.js";
import { openPlanner } from "../engine/plan/open-planner.js";
import { composeSupergraph } from "./composition/compose-known.js";
import { createRefusedPlans } from "../engine/plan/refused-plans.js";
import { applyApart } from "./contracts/apply-apart.js";
import { printApi } from "./contracts/print-api.js";
import { createRevisionPreparer } from "./prepare-revision.js";

const MEMBER = { name: "things", url: "http://127.0.0.1:9/graphql", owner: null, sdl: null };
const SDL =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9") type Query { thing: String }';

test("a revision ends once, with the last of who held it, and nothing revives it", async () => {
  let closed = 0;
  const pool = createClientPool(
    ({ name, url }) => {
      const client = remoteClient({
        kind: "own",
        name,
        url,
        sign: null,
        timeoutMs: 1_000,
        limitBytes: 1_000,
        streams: "event-stream",
      });
      return {
        ...client,
        close: () => {
          closed += 1;
          return client.close();
        },
      };
    },
    (error) => {
      throw error;
    },
  );
  const preparer = createRevisionPreparer({
    makePlanner: await openPlanner(),
    refused: createRefusedPlans(() => undefined),
    contracts: [],
    applyContracts: applyApart,
    pool,
    log: () => undefined,
  });
  const { sdl } = composeSupergraph([{ ...MEMBER, sdl: SDL }]);
  const revision = await preparer.prepare({
    number: 1,
    supergraph: sdl,
    members: [MEMBER],
    before: null,
    dependenciesOf: () => null,
  });
  const next = await preparer.prepare({
    number: 2,
    supergraph: sdl,
    members: [MEMBER],
    before: revision,
    dependenciesOf: () => null,
  });

  const [first, second] = [revision.hold(), revision.hold()];
  revision.retire();
  // Releasing or retiring twice does not release the other holder.
  for (const giveBack of [first, first, revision.retire]) giveBack();
  expect([revision.engine.isClosed(), preparer.live()]).toEqual([false, 2]);
  second();
  expect([revision.engine.isClosed(), preparer.live()]).toEqual([true, 1]);
  expect(() => revision.hold()).toThrow("Revision 1 of the graph has ended");
  for (const giveBack of [first, second, revision.retire]) giveBack();
  // The next revision shares the connections, and keeps them open.
  expect([preparer.live(), closed]).toEqual([1, 0]);
  next.retire();
  expect([preparer.live(), closed]).toEqual([0, 1]);
});

test("what is served has all its views, before anybody asks for one", async () => {
  const contract = (name: string) => ({
    name,
    include: [],
    exclude: [],
    descriptionZh: "",
    descriptionEn: "",
  });
  const pool = createClientPool(
    () => {
      throw new Error("nobody is asked");
    },
    (error) => {
      throw error;
    },
  );
  const logged: object[] = [];
  const contracts = [contract("public"), { ...contract("empty"), exclude: ["internal"] }];
  const preparer = createRevisionPreparer({
    refused: createRefusedPlans(() => undefined),
    makePlanner: await openPlanner(),
    contracts,
    applyContracts: applyApart,
    pool,
    log: (entry) => logged.push(entry),
  });
  const { sdl } = composeSupergraph([
    {
      ...MEMBER,
      sdl: SDL.replace("String", 'String @tag(name: "internal")').replace('v2.9"', 'v2.9", import: ["@tag"]'),
    },
  ]);
  const { views } = await preparer.prepare({
    number: 1,
    supergraph: sdl,
    members: [],
    before: null,
    dependenciesOf: () => null,
  });
  expect([...views.made().keys()]).toEqual(["public", "empty"]);
  // A view that cannot be made delays neither the others nor the graph.
  expect(logged).toMatchObject([{ contract: "empty", message: "A contract leaves no sound graph" }]);
  expect(await (await views.of("public")).sdl()).toContain("thing: String");
  await expect(views.of("empty")).rejects.toMatchObject({ code: "CONTRACT_UNUSABLE" });
  // The whole graph's SDL hides nothing, although it is printed in the thread.
  expect(await views.whole.sdl()).toBe(printApi(views.whole.engine.schema, sdl));
});
