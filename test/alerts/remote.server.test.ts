import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { freePort } from "../../scripts/bench/free-port.js";
import { openHub, type Hub } from "../../scripts/start/hub.js";
import { createLog } from "../../scripts/start/log.js";
import { readSettings } from "../../scripts/start/settings.js";
import type { Database } from "../../services/kit/store/open/database.js";
import { followOverEventStream } from "../live/clients.js";
import { openTestDatabase } from "../open-test-database.js";
import { MARKET, penaltyCsv, penaltyRow } from "../penalty-file.js";
import { WITH_DIRECTORY } from "../prepared.js";
import { keysFor, startHub, valueAt, type TestHub } from "../start-hub.js";
import { isSigned, openReceiver, type Receiver } from "./receiver.js";
import { save } from "./save.js";

/**
 * The gateway in one place, standing queries in another, as `tongcha serve alerts` runs them: nothing in
 * common but database and keys.
 */
let database: Database;
let hub: TestHub;
let alerts: Hub;
let receiver: Receiver;
beforeAll(async () => {
  database = await openTestDatabase(WITH_DIRECTORY);
  const apart = (): Database => ({ ...database, close: () => Promise.resolve() });
  const port = await freePort();
  hub = await startHub({
    database: apart(),
    keys: await keysFor(WITH_DIRECTORY),
    settings: { SUBGRAPH_URLS: `alerts=http://127.0.0.1:${port}/alerts/graphql` },
  });
  alerts = await openHub({
    settings: readSettings({ PORT: String(port), WEBHOOK_NETWORKS: "127.0.0.0/8" }),
    keys: hub.keys,
    log: createLog(() => undefined),
    database: apart(),
    only: "alerts",
  });
  receiver = await openReceiver();
});
afterAll(async () => {
  await hub.close();
  await alerts.close();
  await receiver.close();
  await database.close();
});

test("standing queries in a process of their own are saved, told and read through the gateway", async () => {
  const { id, secret, atom } = await save(hub, { words: "示例餐饮", webhook: receiver.url });
  const live = await followOverEventStream(
    hub.url,
    "subscription ($id: ID!) { standingQueryMatched(id: $id) { match { title record { ... on Penalty { department { name } } } } } }",
    { id },
  );
  const before = await fetch(`${hub.url}${atom}`);
  expect([before.status, before.headers.get("cache-control")]).toEqual([200, "private, no-cache"]);
  expect(
    (await fetch(`${hub.url}${atom}`, { headers: { "if-none-match": String(before.headers.get("etag")) } }))
      .status,
  ).toBe(304);
  await hub.publish("enforcement.penalties", penaltyCsv([penaltyRow(1)]), MARKET.code);
  expect(
    valueAt(await live.next(), "data", "standingQueryMatched", "match", "record", "department", "name"),
  ).toBe(MARKET.name);
  const [message] = await receiver.untilReceived(1);
  expect(message && isSigned(message, secret)).toBe(true);
  expect(await (await fetch(`${hub.url}${atom}`)).text()).toContain("示例餐饮1有限公司");
  live.stop();
});
