import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
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

const PENALTIES = `subscription ($where: PenaltyWhere, $after: String) {
  penaltyPublished(where: $where, after: $after) { cursor isCorrection record { decisionNumber partyName violationFacts department { name } party { penalties { totalCount } } provenance { release { number approvedBy } } } }
}`;

let nextNumber = 1;
/** Publishes penalties by two people; gives their numbers. */
const publish = async (
  count: number,
  authority: typeof MARKET | typeof EMERGENCY = MARKET,
): Promise<readonly number[]> => {
  const numbers = Array.from({ length: count }, () => (nextNumber += 1));
  await hub.publish(
    "enforcement.penalties",
    penaltyCsv(numbers.map((number) => penaltyRow(number, {}, authority))),
    authority.code,
  );
  return numbers;
};
const follow = async (
  variables: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<EventStream> => {
  const following = await followOverEventStream(hub.url, PENALTIES, variables, headers);
  open.push(following);
  return following;
};
const latest = async (): Promise<string> =>
  String(
    valueAt(
      (await hub.query("{ releases(first: 1) { nodes { cursor } } }")).data,
      "releases",
      "nodes",
      0,
      "cursor",
    ),
  );
const numberOf = (answer: unknown): number =>
  Number(
    /(\d+)号$/.exec(String(valueAt(answer, "data", "penaltyPublished", "record", "decisionNumber")))?.[1],
  );
const take = async (following: Following, count: number): Promise<readonly number[]> => {
  const numbers: number[] = [];
  while (numbers.length < count) numbers.push(numberOf(await following.next()));
  return numbers;
};

test("a penalty that two people published arrives with fields of other subgraphs, over either transport", async () => {
  const stream = await follow();
  const socket = followOverWebSocket(hub.url, PENALTIES, { after: await latest() });
  open.push(socket);
  await publish(1);
  const [one, other] = [await stream.next(), await socket.next()];
  expect(one).toMatchObject({
    data: {
      penaltyPublished: {
        isCorrection: false,
        record: {
          department: { name: MARKET.name },
          party: { penalties: { totalCount: 1 } },
          provenance: { release: { approvedBy: "示例审核员" } },
        },
      },
    },
  });
  expect(other).toEqual(one);
  expect(valueAt(one, "data", "penaltyPublished", "cursor")).toBe(stream.lastId());
});

test("only what the filter wants arrives, and a correction says that it is one", async () => {
  const stream = await follow({ where: { department: { eq: EMERGENCY.code } } });
  const [, second] = [await publish(2), await publish(1, EMERGENCY)];
  expect(await take(stream, 1)).toEqual(second);
  await hub.publish(
    "enforcement.penalties",
    penaltyCsv(second.map((number) => penaltyRow(number, { violationFacts: "更正后的违法事实" }, EMERGENCY))),
    EMERGENCY.code,
  );
  expect(await stream.next()).toMatchObject({
    data: { penaltyPublished: { isCorrection: true, record: { violationFacts: "更正后的违法事实" } } },
  });
});

test("a client that comes back goes on after the last event that it has, in the middle of a release, by argument and by the header of browsers", async () => {
  const before = await latest();
  const published = [...(await publish(3)), ...(await publish(2))];
  const first = await follow({ after: before });
  expect(await take(first, 2)).toEqual(published.slice(0, 2));
  first.stop();
  const byArgument = await follow({ after: first.lastId() });
  const byHeader = await follow({}, { "last-event-id": String(first.lastId()) });
  expect(await take(byArgument, 3)).toEqual(published.slice(2));
  expect(await take(byHeader, 3)).toEqual(published.slice(2));
  const more = await publish(1);
  expect(await take(byHeader, 1)).toEqual(more);
});

test("whoever resumes is one with those who have gone on, as soon as it has come to where they are", async () => {
  const streams = async (): Promise<number> =>
    Number(/^tongcha_live_streams (\d+)$/m.exec(await (await fetch(`${hub.url}/metrics`)).text())?.[1]);
  const before = await latest();
  const published = await publish(3);
  const resumed = await Promise.all(
    [undefined, before, `${before}:2`, `${before}:3`, before].map((after) => follow({ after })),
  );
  const header = await follow({}, { "last-event-id": before });
  const socket = followOverWebSocket(hub.url, PENALTIES, { after: before });
  open.push(socket);
  expect(await take(socket, 3)).toEqual(published);
  const more = await publish(1);
  expect(
    await Promise.all(resumed.map((following) => take(following, following === resumed[0] ? 1 : 4))),
  ).toEqual([more, ...Array.from({ length: 4 }, () => [...published, ...more])]);
  expect(await take(header, 4)).toEqual([...published, ...more]);
  expect(await take(socket, 1)).toEqual(more);
  expect(await streams()).toBe(1);
  const last = await publish(2);
  for (const following of [...resumed, header, socket]) expect(await take(following, 2)).toEqual(last);
});

test("what was withdrawn since is not shown to who comes back", async () => {
  const before = await latest();
  const [gone, kept] = [await publish(1), await publish(1)];
  await hub.parts.database.pool.query(
    "UPDATE enforcement.penalties SET withdrawn_in = opened_in, closed_in = opened_in WHERE decision_number LIKE $1",
    [`%〕${gone[0]}号`],
  );
  expect(await take(await follow({ after: before }), 1)).toEqual(kept);
});

test("a place that is none, and one in the future, are refused", async () => {
  const [epoch] = (await latest()).split(".");
  for (const after of ["x", "1", `${epoch}.1:`, `${epoch}.999999`, `${epoch}.-1`, "-1"])
    expect(codeOf(await (await follow({ after })).next())).toBe("CURSOR_INVALID");
});

test("a filter that is too deep is refused as in a list", async () => {
  const deep = Array.from({ length: 8 }).reduce<object>((inner) => ({ not: inner }), {});
  expect(codeOf(await (await follow({ where: deep })).next())).toBe("FILTER_INVALID");
});
