import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { demoPerson } from "../../scripts/start/demo-people.js";
import { EMERGENCY, MARKET, penaltyCsv, penaltyRow } from "../penalty-file.js";
import { WITH_PENALTIES } from "../prepared.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import {
  codeOf,
  followOverEventStream,
  followOverWebSocket,
  type EventStream,
  type Following,
} from "./clients.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ domains: WITH_PENALTIES, holds: "directory" });
});
afterAll(() => hub.close());

const open: Following[] = [];
afterEach(() => open.splice(0).forEach((following) => following.stop()));
const kept = <F extends Following>(following: F): F => {
  open.push(following);
  return following;
};

const CHANGES =
  "subscription ($state: SubmissionState, $after: String) { submissionChanged(state: $state, after: $after) { cursor event { to byName } submission { department { code } feed { title } } } }";
const changes = async (
  token: string | null,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<EventStream> =>
  kept(
    await followOverEventStream(
      hub.url,
      CHANGES,
      variables,
      token === null ? {} : { authorization: `Bearer ${token}` },
    ),
  );
const penalty = (number: number, authority: typeof MARKET | typeof EMERGENCY = MARKET): Promise<string> =>
  hub.publish("enforcement.penalties", penaltyCsv([penaltyRow(number, {}, authority)]), authority.code);

test("what happens to submissions is told to those who may see them, each move once and in order", async () => {
  const [market, emergency, supervisor] = [
    await changes(await hub.token("clerk", MARKET.code)),
    await changes(await hub.token("reviewer", EMERGENCY.code), { state: "PUBLISHED" }),
    await changes(await hub.token("supervisor", null)),
  ];
  await penalty(1);
  await penalty(2, EMERGENCY);
  const moves = ["RECEIVED", "CHECKED", "SUBMITTED", "APPROVED", "PUBLISHED"];
  for (const to of moves)
    expect(await market.next()).toMatchObject({
      data: {
        submissionChanged: {
          event: { to },
          submission: { department: { code: MARKET.code }, feed: { title: "行政处罚" } },
        },
      },
    });
  expect(await emergency.next()).toMatchObject({
    data: {
      submissionChanged: { event: { to: "PUBLISHED" }, submission: { department: { code: EMERGENCY.code } } },
    },
  });
  const all: unknown[] = [];
  for (let at = 0; at < 10; at += 1) all.push(await supervisor.next());
  expect(all.map((answer) => valueAt(answer, "data", "submissionChanged", "event", "to"))).toEqual([
    ...moves,
    ...moves,
  ]);
  const resumed = await changes(await hub.token("supervisor", null), {
    after: valueAt(all[6], "data", "submissionChanged", "cursor"),
  });
  for (const answer of all.slice(7)) expect(await resumed.next()).toEqual(answer);
});

test("submissions are not told to who has no token, or no role", async () => {
  // Their view of the graph does not have it: that is told before a stream begins.
  expect(codeOf(await (await changes(null)).response.json())).toBe("GRAPHQL_VALIDATION_FAILED");
  const nobody = await hub.issuer.issue({ ...demoPerson("clerk", MARKET.code), roles: [] }, 1);
  expect(codeOf(await (await changes(nobody)).response.json())).toBe("GRAPHQL_VALIDATION_FAILED");
  const developer = await changes(await hub.token("developer", MARKET.code));
  expect(codeOf(await developer.next())).toBe("FORBIDDEN");
});

test("a token that expires ends what is subscribed to, over either transport", async () => {
  const token = await hub.issuer.issue(demoPerson("supervisor", null), 2 / 3_600);
  const stream = await changes(token);
  const socket = kept(
    followOverWebSocket(hub.url, CHANGES, {}, { connectionParams: { authorization: `Bearer ${token}` } }),
  );
  // The client's iterator forgets an end that comes while nobody waits for it.
  const ended = socket.next().catch((error: unknown) => error);
  expect(codeOf(await stream.next())).toBe("TOKEN_INVALID");
  expect(await stream.next()).toBe("complete");
  expect(codeOf(await ended)).toBe("TOKEN_INVALID");
});

test("a connection that begins with a bad token is closed, and says why", async () => {
  const socket = kept(
    followOverWebSocket(
      hub.url,
      "{ feeds { nodes { id } } }",
      {},
      { connectionParams: { authorization: "Bearer x.y.z" } },
    ),
  );
  socket.next().catch(() => undefined);
  expect(await socket.opened.catch((event: unknown) => event)).toMatchObject({
    code: 4403,
    reason: "TOKEN_INVALID",
  });
  expect((await followOverEventStream(hub.url, CHANGES, {}, { authorization: "Bearer x.y.z" })).status).toBe(
    401,
  );
});

test("each release is told, of all feeds or of some, and a dataset when it is released", async () => {
  const all = kept(
    await followOverEventStream(
      hub.url,
      "subscription { released { number feed { id } department { code } } }",
    ),
  );
  const some = kept(
    await followOverEventStream(
      hub.url,
      'subscription { released(feeds: ["enforcement.licences"]) { number } }',
    ),
  );
  const dataset = kept(
    await followOverEventStream(
      hub.url,
      'subscription { datasetUpdated(id: "enforcement.penalties") { cursor release { number added } dataset { title version publisher { name } } } }',
    ),
  );
  await penalty(3);
  const told = await all.next();
  expect(told).toMatchObject({
    data: { released: { feed: { id: "enforcement.penalties" }, department: { code: MARKET.code } } },
  });
  const number = valueAt(told, "data", "released", "number");
  expect(await dataset.next()).toMatchObject({
    data: {
      datasetUpdated: {
        cursor: expect.stringMatching(new RegExp(`^[0-9a-f]{16}\\.${String(number)}$`)),
        release: { number, added: 1 },
        dataset: { title: "行政处罚", version: number },
      },
    },
  });
  const nothing = some.next();
  await penalty(4);
  expect(await all.next()).toMatchObject({ data: { released: { number: Number(number) + 1 } } });
  expect(await Promise.race([nothing, Promise.resolve("nothing yet")])).toBe("nothing yet");
  nothing.catch(() => undefined);
});

test("a dataset that there is not is refused", async () => {
  expect(
    codeOf(
      await kept(
        await followOverEventStream(hub.url, 'subscription { datasetUpdated(id: "x.y") { cursor } }'),
      ).next(),
    ),
  ).toBe("FEED_UNKNOWN");
});
