/**
 * The guide for departments' developers, on a hub that has what the guide asks for: what it publishes is
 * composed with that.
 */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openGuideFollower, type GuideFollower } from "../guide-follower.js";
import { CORE } from "../prepared.js";
import { startHub, type TestHub } from "../start-hub.js";

const PREPARED = { domains: [...CORE, "education"], holds: "directory" } as const;

let hub: TestHub;
let follower: GuideFollower;
beforeAll(async () => {
  hub = await startHub({ ...PREPARED, settings: { SUBGRAPH_NETWORKS: "127.0.0.0/8" } });
  follower = await openGuideFollower(hub, PREPARED);
});
afterAll(async () => {
  await follower.close();
  await hub.close();
});

test("its commands do what they say, from a new folder to a field that is asked to be taken away", async () => {
  const { said } = await follower.follow("services/README.md");
  expect(said).toMatch(/bus-lines/);
  const { data } = await hub.query(
    "{ subgraphPermissions { subgraph coordinate state } }",
    {},
    await hub.token("supervisor", null),
  );
  expect(data).toEqual({
    subgraphPermissions: [{ subgraph: "bus-lines", coordinate: "Area.busLinesPoints", state: "REQUESTED" }],
  });
});
