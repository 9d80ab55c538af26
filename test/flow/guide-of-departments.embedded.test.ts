/**
 * The guides that change the graph, on a hub that has what they ask for: what they publish is composed with
 * that.
 */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openGuideFollower, type GuideFollower } from "../guide-follower.js";
import { SMALL } from "../prepared.js";
import { startHub, type TestHub } from "../start-hub.js";

let hub: TestHub;
let follower: GuideFollower;
beforeAll(async () => {
  hub = await startHub({ ...SMALL, settings: { SUBGRAPH_NETWORKS: "127.0.0.0/8" } });
  follower = await openGuideFollower(hub, SMALL);
});
afterAll(async () => {
  await follower.close();
  await hub.close();
});

test("a department's developer goes from a new folder to a field that is asked to be taken away", async () => {
  const { said } = await follower.follow("services/README.md");
  expect(said).toMatch(/bus-lines/);
  const { data } = await hub.query(
    "{ subgraphPermissions { nodes { subgraph coordinate state } } }",
    {},
    await hub.token("supervisor", null),
  );
  expect(data).toEqual({
    subgraphPermissions: {
      nodes: [{ subgraph: "bus-lines", coordinate: "Area.busLinesPoints", state: "REQUESTED" }],
    },
  });
});

test("a department without developers opens a dataset with two files", async () => {
  const { said } = await follower.follow("services/open-data/README.md");
  expect(said).toMatch(/示例鼓楼充电站/);
});
