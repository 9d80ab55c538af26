import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { UNLIMITED_ANSWER } from "#schema/runtime/meter.js";
import { createNetworks, SOURCES, WEBHOOKS } from "../../../gateway/subgraphs/networks.js";
import {
  isSigned,
  openReceiver,
  type Received,
  type Receiver,
  type Reply,
} from "../../../test/alerts/receiver.js";
import { openTestDatabase } from "../../../test/open-test-database.js";
import { valueAt } from "../../../test/start-hub.js";
import type { HubParts } from "../../kit/graph/resolve/hub-request.js";
import { notices, prepareStore, publish } from "../../kit/store/store.test-data.js";
import { writeReminder } from "../../kit/store/write/reminder.js";
import { matchNext } from "../match/match-releases.js";
import { secretOf, writeSecret } from "../query/capability.js";
import { readCriteria } from "../query/criteria.js";
import { manageQuery, removeQuery, saveQuery, type StandingQuery } from "../query/standing-queries.js";
import { relayReminders } from "../read/reminders.js";
import { beginMatching, MIGRATIONS } from "../tables.js";
import { tidy } from "../tidy.js";
import { MOST_A_DAY } from "../query/strangers.js";
import { resume } from "./claim.js";
import { readDeliveries, readWebhook } from "./read-webhook.js";
import { createSender, type Sender } from "./sender.js";

const START = new Date("2026-11-25T08:00:00Z").getTime();
const [SECOND, HOUR, DAY] = [1_000, 3_600_000, 86_400_000];

/** The clock stands still until a test moves it. */
let time: number;
let parts: HubParts;
let isCopy = false;
let sender: Sender;
let receiver: Receiver;
let reply: (message: Received) => Reply | null | undefined;
let senders: Sender[];

beforeAll(async () => {
  const database = await openTestDatabase();
  await prepareStore(database, [notices], { schema: "alerts", migrations: MIGRATIONS });
  await beginMatching(database);
  parts = {
    database,
    contracts: () => [notices],
    catalogue: new Map(),
    history: { definedBy: [], at: () => Promise.resolve([notices]) },
    refresh: () => Promise.resolve(),
    personKey: new Uint8Array(32).fill(7),
    originalKey: new Uint8Array(32).fill(8),
    now: () => new Date(),
    publicUrl: null,
    bucket: null,
    mail: null,
    isCopy: () => isCopy,
    webhooks: createNetworks("127.0.0.0/8", WEBHOOKS),
    sources: { file: null, secrets: new Map(), networks: createNetworks("", SOURCES) },
    limits: {
      feedBytes: 1_048_576,
      findings: 100,
      originalDays: 365,
      spoolBytes: 2 ** 20,
      answer: UNLIMITED_ANSWER,
      operationMs: 30_000,
    },
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: (details) => {
        throw new Error(JSON.stringify(details));
      },
    },
  };
});
afterAll(() => parts.database.close());
beforeEach(async () => {
  [time, reply, senders] = [START, () => undefined, []];
  receiver = await openReceiver((message) => reply(message));
  sender = open();
});
afterEach(async () => {
  await Promise.all(senders.map(({ stop }) => stop()));
  await receiver.close();
  await parts.database.pool.query("TRUNCATE alerts.query, alerts.asked CASCADE");
});

function open(webhooks = parts.webhooks): Sender {
  const made = createSender({ ...parts, webhooks }, { now: () => new Date(time), random: () => 0 });
  senders.push(made);
  return made;
}

async function save(words: string, webhook = receiver.url, owner = "a citizen"): Promise<StandingQuery> {
  return (
    await saveQuery(
      parts.database,
      { title: null, hasReminders: false, criteria: readCriteria({ words }), webhook, owner },
      new Date(time),
    )
  ).query;
}

test("a copy of another hub's database posts nothing, and sends what waited once it is adopted", async () => {
  await save("火锅");
  isCopy = true;
  expect(await sender.sendDue()).toBeNull();
  expect(receiver.challenges).toEqual([]);
  isCopy = false;
  await sender.sendDue();
  expect(receiver.challenges).toHaveLength(1);
});

let nextNumber = 1;
async function release(...titles: readonly string[]): Promise<number> {
  const made = await publish(
    parts.database,
    notices,
    "slj",
    titles.map((title) => ({ number: `示例${nextNumber++}号`, title, decidedOn: "2026-11-01" })),
  );
  while (await matchNext(parts, () => new Date(time)));
  return made?.number ?? 0;
}

const stateOf = async ({ number }: StandingQuery): Promise<unknown> =>
  (await readWebhook(parts.database.pool, number))?.state;
const deliveriesOf = async (query: StandingQuery) =>
  readDeliveries(parts.database.pool, { query: query.number, id: query.id }, 100);
const sendAt = async (at: number): Promise<number> => {
  const before = receiver.received.length;
  time = at;
  await sender.sendDue();
  return receiver.received.length - before;
};

describe("before anything is sent", () => {
  test("the endpoint must meet a challenge; what was released meanwhile follows then", async () => {
    reply = () => ({ status: 200, body: "ok" });
    const query = await save("密云");
    await release("密云公告");
    expect([await sendAt(START), await stateOf(query)]).toEqual([0, "CONFIRMING"]);
    reply = () => undefined;
    expect([await sendAt(START + 4 * SECOND), await stateOf(query)]).toEqual([0, "CONFIRMING"]);
    expect([await sendAt(START + 5 * SECOND), await stateOf(query)]).toEqual([1, "ACTIVE"]);
  });

  test("one that repeats whatever it is sent, or redirects, has not met it, and after a day it is left alone", async () => {
    for (const answer of [
      ({ text }: Received): Reply => ({ status: 200, body: text }),
      (): Reply => ({ status: 307, headers: { location: receiver.url } }),
    ]) {
      reply = answer;
      const query = await save("密云");
      await sendAt(time);
      expect(await stateOf(query)).toBe("CONFIRMING");
      for (let hours = 1; hours <= 30; hours += 1) await sendAt(time + HOUR);
      expect(await stateOf(query)).toBe("SUSPENDED");
      const asked = receiver.challenges.length;
      await sendAt(time + 10 * DAY);
      expect(receiver.challenges).toHaveLength(asked);
    }
  });

  test("a host that did not meet ten of them in a day is left alone, also when they are removed again; one that met them is not counted", async () => {
    for (let count = 0; count < 12; count += 1) {
      await save("密云");
      await sendAt(time);
    }
    reply = () => ({ status: 404 });
    for (let count = 0; count < 10; count += 1) {
      const query = await save("密云");
      await sendAt(time);
      await removeQuery(parts.database, query);
    }
    await expect(save("密云")).rejects.toMatchObject({ code: "WEBHOOK_URL_REFUSED" });
    time += DAY;
    expect(await stateOf(await save("密云"))).toBe("CONFIRMING");
  });
});

describe("private addresses", () => {
  test("are not connected to, whether an address or a name leads there", async () => {
    const { port } = new URL(receiver.url);
    for (const url of [receiver.url, `http://localhost:${port}/hook`]) {
      const query = await save("密云", url);
      // Those that a hub has without a setting, but for TLS, which would fail in any case.
      const strict = { ...createNetworks("", WEBHOOKS), assertUrl: () => undefined };
      await open(strict).sendDue();
      expect(await deliveriesOf(query)).toMatchObject([{ attempts: 1, outcome: "ADDRESS_REFUSED" }]);
    }
    expect(receiver.challenges).toEqual([]);
  });

  test.each([
    "http://example.com/",
    "https://127.0.0.1/",
    "https://10.1.2.3/",
    "https://192.168.0.1/",
    "https://[::1]/",
    "https://[fd00::1]/",
    "https://169.254.169.254/",
    "https://0x7f.1/",
    "https://user:secret@example.com/",
  ])("%s is refused when it is saved", (url) => {
    expect(() => createNetworks("", WEBHOOKS).assertUrl(url)).toThrow(
      expect.objectContaining({ code: "WEBHOOK_URL_REFUSED" }),
    );
  });
});

describe("a delivery that fails", () => {
  test("is tried again later and later, with the same id and a signature of its own time", async () => {
    const query = await save("密云");
    await sendAt(START);
    await release("密云公告");
    reply = () => ({ status: 500 });
    const waits: number[] = [];
    for (let [seconds, last] = [0, time]; waits.length < 5; seconds += 1) {
      if ((await sendAt(START + seconds * SECOND)) === 0) continue;
      waits.push((time - last) / SECOND);
      last = time;
    }
    expect(waits).toEqual([0, 5, 20, 80, 320]);
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-timestamp"])).size).toBe(5);
    const secret = writeSecret(secretOf(parts.personKey, query.id));
    expect(receiver.received.every((message) => isSigned(message, secret))).toBe(true);
    expect(await deliveriesOf(query)).toMatchObject([
      { state: "PENDING", attempts: 5, outcome: "500" },
      { state: "DELIVERED" },
    ]);
    reply = () => undefined;
    expect(await sendAt(time + DAY)).toBe(1);
    expect(await deliveriesOf(query)).toMatchObject([
      { state: "DELIVERED", attempts: 6, outcome: "204", nextAt: null },
      {},
    ]);
    expect(await sendAt(time + DAY)).toBe(0);
  });

  test.each([
    ["120", 120],
    [new Date(START + 300 * SECOND).toUTCString(), 300],
  ])("waits as long as Retry-After: %s says", async (header, seconds) => {
    await save("密云");
    await sendAt(START);
    await release("密云公告");
    reply = () => ({ status: 429, headers: { "retry-after": header } });
    expect(await sendAt(START)).toBe(1);
    expect(await sendAt(START + (seconds - 1) * SECOND)).toBe(0);
    expect(await sendAt(START + seconds * SECOND)).toBe(1);
  });

  test("is not sent where a redirect points", async () => {
    await save("密云");
    await sendAt(START);
    await release("密云公告");
    reply = () => ({ status: 308, headers: { location: receiver.url.replace("/hook", "/other") } });
    await sendAt(START);
    expect(receiver.received.map(({ path }) => path)).toEqual(["/hook"]);
  });

  test("suspends the webhook after five days, or at once for 410; its owner takes it up again, and has what was missed", async () => {
    for (const status of [503, 410]) {
      reply = () => undefined;
      const query = await save("密云");
      await sendAt(time);
      reply = () => ({ status });
      const releases = [await release("密云公告"), await release("密云公告")];
      await sendAt(time);
      for (let half = 0; half < 11 && status === 503; half += 1) await sendAt(time + DAY / 2);
      expect(await readWebhook(parts.database.pool, query.number)).toMatchObject({
        state: "SUSPENDED",
        reason: String(status),
      });
      reply = () => undefined;
      expect(await sendAt(time + DAY)).toBe(0);
      expect(await resume(parts.database, query.number, new Date(time))).toBe(true);
      expect(await sendAt(time)).toBe(releases.length);
      expect(await stateOf(query)).toBe("ACTIVE");
      expect((await deliveriesOf(query)).map(({ state }) => state)).toEqual([
        "DELIVERED",
        "DELIVERED",
        "DELIVERED",
      ]);
    }
  });
});

test("an attempt that nobody lived to settle is made again, by whichever hub is there", async () => {
  await save("密云");
  await sendAt(START);
  await release("密云公告");
  reply = () => null;
  const dying = open().sendDue();
  await receiver.untilReceived(1);
  expect(await sendAt(START + 19 * SECOND)).toBe(0);
  reply = () => undefined;
  expect(await sendAt(START + 20 * SECOND)).toBe(1);
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
  await receiver.close();
  await dying;
  expect(
    await parts.database.pool.query("SELECT FROM alerts.delivery WHERE state <> 'DELIVERED'"),
  ).toMatchObject({ rowCount: 0 });
  receiver = await openReceiver();
});

test("a hub that stops breaks off what is under way, and the next one makes the attempt again at once", async () => {
  const query = await save("密云");
  await sendAt(START);
  await release("密云公告");
  reply = () => null;
  const sending = sender.sendDue();
  await receiver.untilReceived(1);
  await sender.stop();
  await sending;
  expect(await deliveriesOf(query)).toMatchObject([{ state: "PENDING", outcome: "HUB_STOPPED" }, {}]);
  reply = () => undefined;
  await open().sendDue();
  expect(receiver.received.map(({ id }) => id)).toEqual([receiver.received[0]?.id, receiver.received[0]?.id]);
});

test("several hubs on one database share what is due, and send each once", async () => {
  const queries = [];
  for (let count = 0; count < 5; count += 1) {
    queries.push(await save("密云"));
    await sendAt(time);
  }
  for (let count = 0; count < 4; count += 1) await release("密云公告");
  await Promise.all([sender, open(), open()].map(({ sendDue }) => sendDue()));
  const ids = receiver.received.map(({ id }) => id);
  expect([ids.length, new Set(ids).size]).toEqual([20, 20]);
});

test("a reminder of duties goes once to whoever wants those of the department, whichever hub relays it, and to nobody else", async () => {
  const saveFor = async (department: string, hasReminders: boolean): Promise<StandingQuery> => {
    const { query } = await saveQuery(
      parts.database,
      {
        title: null,
        hasReminders,
        criteria: readCriteria({ departments: [department] }),
        webhook: receiver.url,
        owner: "a citizen",
      },
      new Date(time),
    );
    await sendAt(time);
    return query;
  };
  const query = await saveFor("slj", true);
  for (const [department, isWanted] of [
    ["slj", false],
    ["jw", true],
  ] as const)
    await saveFor(department, isWanted);
  const line = {
    title: "示例事项",
    record: null,
    period: "2020年9月",
    dueOn: "2020-10-12",
    isOverdue: false,
    workingDays: 3,
    missing: [],
  };
  const remind = (at: number): Promise<number> =>
    parts.database.transaction((client) =>
      writeReminder(client, { department: "slj", day: "2020-09-30", at: new Date(at), lines: [line] }),
    );
  await remind(time - SECOND);
  await release("密云公告");
  await remind(time + SECOND);
  await Promise.all(
    [1, 2, 3].map(() =>
      parts.database.transaction((client) => relayReminders(client, new Date(time + SECOND))),
    ),
  );
  await Promise.all([sender, open(), open()].map(({ sendDue }) => sendDue()));
  await sendAt(time + SECOND);
  const reminded = receiver.received.filter(({ body }) => valueAt(body, "type") === "duties.reminded");
  expect(reminded.map(({ body }) => valueAt(body, "data"))).toEqual([
    { standingQuery: query.id, department: "slj", day: "2020-09-30", total: 1, duties: [line], rest: null },
  ]);
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(receiver.received.length);
  await expect(
    saveQuery(
      parts.database,
      {
        title: null,
        hasReminders: true,
        criteria: readCriteria({ words: "密云" }),
        webhook: null,
        owner: "a citizen",
      },
      new Date(time),
    ),
  ).rejects.toMatchObject({ code: "STANDING_QUERY_INVALID" });
});

test("a host is sent two at a time", async () => {
  await save("密云");
  await sendAt(START);
  for (let count = 0; count < 6; count += 1) await release("密云公告");
  reply = () => null;
  const sending = sender.sendDue();
  await receiver.untilReceived(2);
  const asked = await parts.database.pool.query(
    "SELECT FROM alerts.delivery WHERE state = 'PENDING' AND attempts > 0",
  );
  expect([asked.rowCount, receiver.received.length]).toEqual([2, 2]);
  await receiver.close();
  await sending;
  receiver = await openReceiver();
});

test("a body holds a hundred records, and says how many there are and where the rest is", async () => {
  const query = await save("密云");
  await sendAt(START);
  const number = await release(...Array.from({ length: 130 }, (_, at) => `密云公告 ${at}`));
  await sendAt(START);
  const [message] = receiver.received;
  expect(message?.body).toMatchObject({ data: { release: number, total: 130 } });
  expect(valueAt(message?.body, "data", "records", 99)).toBeDefined();
  expect(valueAt(message?.body, "data", "records", 100)).toBeUndefined();
  expect(valueAt(message?.body, "data", "rest")).toBe(
    `/alerts/${query.id}.atom?before=${String(valueAt(message?.body, "data", "records", 99, "cursor"))}`,
  );
});

test("what was taken down before it is sent is not sent", async () => {
  const query = await save("密云");
  await sendAt(START);
  const number = await release("密云公告", "密云通知");
  await parts.database.pool.query(
    "UPDATE shop.notices SET withdrawn_in = $1, closed_in = $1 WHERE title = '密云公告'",
    [number],
  );
  await sendAt(START);
  expect(JSON.stringify(receiver.received[0]?.body)).not.toContain("密云公告");
  const gone = await release("密云公告");
  await parts.database.pool.query(
    "UPDATE shop.notices SET withdrawn_in = $1, closed_in = $1 WHERE opened_in = $1",
    [gone],
  );
  expect(await sendAt(START)).toBe(0);
  expect(await deliveriesOf(query)).toMatchObject([{ state: "OBSOLETE" }, { state: "DELIVERED" }, {}]);
});

test("a client has so many new standing queries in a day, whatever others save, and the next day as many again", async () => {
  await parts.database.pool.query(
    "INSERT INTO alerts.asked (query, at, owner) SELECT 0, $1, 'a flood' FROM generate_series(1, $2 - 1)",
    [new Date(START), MOST_A_DAY],
  );
  const saved = await Promise.allSettled(
    Array.from({ length: 4 }, () => save("密云", receiver.url, "a flood")),
  );
  expect(saved.map(({ status }) => status).toSorted()).toEqual([
    "fulfilled",
    "rejected",
    "rejected",
    "rejected",
  ]);
  await expect(save("密云", receiver.url, "a flood")).rejects.toMatchObject({
    code: "STANDING_QUERIES_TOO_MANY",
    details: { limit: MOST_A_DAY },
  });
  expect(await stateOf(await save("密云"))).toBe("CONFIRMING");
  time = START + DAY + 1;
  expect(await stateOf(await save("密云", receiver.url, "a flood"))).toBe("CONFIRMING");
});

test("a query that nobody reads, and what is older than a month, go in time; an active webhook is a reader", async () => {
  const kept = await save("密云");
  await sendAt(START);
  const { query: unread, token } = await saveQuery(
    parts.database,
    {
      title: null,
      hasReminders: false,
      criteria: readCriteria({ words: "密云" }),
      webhook: null,
      owner: "a citizen",
    },
    new Date(time),
  );
  await release("密云公告");
  await tidy(parts.database, new Date(START + 6 * DAY));
  expect((await manageQuery(parts.database.pool, unread.id, token)).id).toBe(unread.id);
  await tidy(parts.database, new Date(Date.now() + 400 * DAY));
  await expect(manageQuery(parts.database.pool, unread.id, token)).rejects.toMatchObject({
    code: "STANDING_QUERY_UNKNOWN",
  });
  expect(await stateOf(kept)).toBe("ACTIVE");
  expect(await deliveriesOf(kept)).toHaveLength(1);
  expect(await parts.database.pool.query("SELECT FROM alerts.match")).toMatchObject({ rowCount: 0 });
});
