/**
 * A copy that is kept by changes is what the lists show, whatever is released, corrected, withdrawn and has
 * expired, in pages of any size, and with releases between the pages.
 */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { penalties } from "../../services/enforcement/feeds/penalties.js";
import { charities } from "../../services/social-assistance/feeds/charities.js";
import { discoverContracts } from "../../services/kit/graph/serve/discover.js";
import { subgraphOf } from "../../services/kit/feed/contract.js";
import { sampleInstitutionCode } from "../../services/kit/sample/parties.js";
import { beginEpoch } from "../../services/kit/store/write/epoch.js";
import { expireRecords } from "../../services/kit/store/write/withdraw.js";
import { addMonths, today } from "../../services/kit/values/dates.js";
import { MARKET, penaltyCsv, penaltyRow } from "../penalty-file.js";
import { WITH_FILES } from "../prepared.js";
import { SCALE } from "../scale.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { withdrawByLaw } from "../withdraw-record.js";
import { until } from "../until.js";
import { codeOf, followOverEventStream } from "./clients.js";
import { catchUp, follow, readLists, type Ask, type Copy, type Follower } from "./mirror.js";

const contracts = (await discoverContracts()).filter(({ id }) => WITH_FILES.includes(subgraphOf(id)));

let hub: TestHub;
/** Facts of records that are gone for good: no answer may have one. */
const gone = new Set<string>();
/** The facts of each penalty that is public, by its number. */
const facts = new Map<number, string>();
let times = 0;

const ask: Ask = async (query, variables) => {
  const answer = await hub.query(query, variables);
  const text = JSON.stringify(answer);
  expect([...gone].filter((words) => text.includes(words))).toEqual([]);
  return answer;
};

/** Those whose name begins so. */
const FIRST = '{ partyName: { startsWith: "甲" } }';
/** By stream alone: of all, of some, of the whole lists of a department. */
let followers: readonly (readonly [Follower, () => Promise<Copy>])[];

beforeAll(async () => {
  hub = await startHub({ domains: WITH_FILES, holds: "directory" });
  followers = [
    [follow(hub.url, penalties, { cutAfter: 7 }), () => readLists(ask, [penalties])],
    [follow(hub.url, penalties, { cutAfter: 3, where: FIRST }), () => readLists(ask, [penalties], FIRST)],
    [follow(hub.url, charities, { cutAfter: 5 }), () => readLists(ask, [charities])],
  ];
});
afterAll(() => hub.close());

const inOrder = (copy: Copy): Copy => new Map([...copy].toSorted());
/** Waits until what streams told is what the lists have. */
async function untilFollowed(): Promise<void> {
  for (const [{ copy }, lists] of followers) {
    const wanted = JSON.stringify([...inOrder(await lists())]);
    await until(() => JSON.stringify([...inOrder(copy)]) === wanted, "the streams tell what the lists have");
  }
}

/** Some records end with this month, of which nobody has a longer period. */
const endsOf = (number: number): string => addMonths(today(), number % 3 === 0 ? 1 : 30);

/** Adds penalties, or corrects those that are public. */
async function publishPenalties(numbers: readonly number[]): Promise<void> {
  times += 1;
  const rows = numbers.map((number) => ({ number, words: `示例事实N${number}T${times}E` }));
  await hub.publish(
    penalties.id,
    penaltyCsv(
      rows.map(({ number, words }) =>
        penaltyRow(number, {
          // Corrected, it has another name.
          partyName: `${times % 2 === 0 ? "甲" : "乙"}示例${number}有限公司`,
          violationFacts: words,
          penaltyValidTo: endsOf(number),
          publicityEnds: endsOf(number),
        }),
      ),
    ),
    MARKET.code,
  );
  for (const { number, words } of rows) facts.set(number, words);
}

/** The whole list of charities. */
async function publishCharities(numbers: readonly number[]): Promise<void> {
  times += 1;
  const rows = numbers.map(
    (number) =>
      `示例${number}号基金会,${sampleInstitutionCode("53", number)},2025-03-01,是,助学${times},有效`,
  );
  await hub.publish(
    charities.id,
    ["名称,统一社会信用代码,认定日期,是否具有公开募捐资格,业务范围,状态", ...rows].join("\n"),
    "mzj",
  );
}

async function latestCursor(): Promise<string> {
  const { data } = await hub.query("{ releases(first: 1) { nodes { cursor } } }");
  return String(valueAt(data, "releases", "nodes", 0, "cursor"));
}

async function idOf(number: number): Promise<string> {
  const { data } = await hub.query(
    "query ($number: String!) { penalties(where: { decisionNumber: { eq: $number } }) { nodes { id } } }",
    { number: penaltyRow(number)["decisionNumber"] },
  );
  return String(valueAt(data, "penalties", "nodes", 0, "id"));
}

async function withdraw(number: number): Promise<string> {
  const id = await idOf(number);
  await withdrawByLaw(hub.parts.database, penalties, MARKET.code, [id]);
  forget([number]);
  return id;
}

async function expire(): Promise<void> {
  const over = [...facts.keys()].filter((number) => number % 3 === 0);
  await expireRecords(hub.parts.database, penalties, addMonths(today(), 2));
  forget(over);
}

function forget(numbers: readonly number[]): void {
  for (const number of numbers) {
    gone.add(facts.get(number) ?? "");
    facts.delete(number);
  }
}

let unused = 200_000;
const fresh = (): number => (unused += 1);

type Step =
  | { readonly kind: "penalties"; readonly numbers: readonly number[] }
  | { readonly kind: "charities"; readonly numbers: readonly number[] }
  | { readonly kind: "withdraw"; readonly which: number }
  | { readonly kind: "expire" };

const anyNumbers = fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("penalties" as const), numbers: anyNumbers }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("charities" as const), numbers: anyNumbers }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("withdraw" as const), which: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("expire" as const) }) },
);

async function carryOut(step: Step): Promise<void> {
  if (step.kind === "charities") return publishCharities(step.numbers);
  // One that is new, so that there is something to release though all others were withdrawn before.
  if (step.kind === "penalties") return publishPenalties([...step.numbers.map((one) => one + base), fresh()]);
  if (step.kind === "expire") return expire();
  const shown = [...facts.keys()];
  const chosen = shown[step.which % Math.max(1, shown.length)];
  if (chosen !== undefined) await withdraw(chosen);
}
/** Each history has penalties of its own: what was withdrawn in another stays out. */
let base = 0;

test("it equals the lists after any history, by pages of any size with releases between them, and by stream alone", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          before: fc.array(anyStep, { maxLength: 3 }),
          between: fc.array(anyStep, { maxLength: 2 }),
          first: fc.integer({ min: 1, max: 100 }),
        }),
        { minLength: 2, maxLength: 4 },
      ),
      async (rounds) => {
        base += 100;
        const copy: Copy = new Map();
        let since: string | null = null;
        for (const { before, between, first } of rounds) {
          for (const step of before) await carryOut(step);
          const steps = [...between];
          const { nextSince, told, totalCount } = await catchUp(ask, copy, {
            since,
            first,
            between: async () => {
              const step = steps.shift();
              if (step) await carryOut(step);
            },
          });
          // Each record once, however long its pages were.
          expect(new Set(told.map((entry) => entry.split(" ")[1])).size).toBe(told.length);
          expect(totalCount).toBe(told.length);
          since = nextSince;
        }
        since = (await catchUp(ask, copy, { since, first: 100 })).nextSince;
        expect(inOrder(copy)).toEqual(inOrder(await readLists(ask, contracts)));
        expect((await catchUp(ask, copy, { since })).told).toEqual([]);
        await untilFollowed();
      },
    ),
    { numRuns: SCALE.mirrors },
  );
});

describe("what is told of a record", () => {
  test("is why it is no longer published, and nothing else of what was withdrawn", async () => {
    const [dropped, withdrawn, expired] = [fresh(), fresh() * 3 + 1, fresh() * 3];
    await publishPenalties([withdrawn, expired]);
    await publishCharities([dropped, dropped + 1]);
    const { nextSince: since } = await catchUp(ask, new Map());
    const ids = [await idOf(expired), await withdraw(withdrawn)];
    await expire();
    await publishCharities([dropped + 1]);
    const { told } = await catchUp(ask, new Map(), { since });
    expect(told).toContain(`REMOVED ${ids[0] ?? ""} EXPIRED`);
    expect(told).toContain(`REMOVED ${ids[1] ?? ""} WITHDRAWN`);
    expect(told.filter((entry) => entry.endsWith(" DROPPED"))).toHaveLength(1);
    const { data } = await ask(
      "query ($since: String) { changes(since: $since, types: [PENALTY]) { nodes { type typeLabel feed { id title } release { number kind } removal record { id } } } }",
      { since },
    );
    expect(valueAt(data, "changes", "nodes")).toEqual(
      expect.arrayContaining(
        [
          ["WITHDRAWN", "WITHDRAWAL"],
          ["EXPIRED", "EXPIRY"],
        ].map(([removal, kind]) => ({
          type: "PENALTY",
          typeLabel: "行政处罚",
          feed: { id: penalties.id, title: penalties.title.zh },
          release: { number: expect.any(Number), kind },
          removal,
          record: null,
        })),
      ),
    );
  });

  test("is nothing where it came and went between, and one entry where it was corrected again and again", async () => {
    const [stays, goes] = [fresh() * 3 + 1, fresh() * 3 + 1];
    await publishPenalties([stays]);
    const { nextSince: since } = await catchUp(ask, new Map());
    await publishPenalties([stays, goes]);
    await publishPenalties([stays]);
    await withdraw(goes);
    expect((await catchUp(ask, new Map(), { since })).told).toEqual([`CHANGED ${await idOf(stays)}`]);
  });

  test("has no record where this was withdrawn after the first page was read", async () => {
    const numbers = [fresh(), fresh(), fresh()].map((number) => number * 3 + 1);
    const { nextSince: since } = await catchUp(ask, new Map());
    await publishPenalties(numbers);
    const ids = await Promise.all(numbers.map(idOf));
    const last = ids.toSorted().at(-1) ?? "";
    const copy: Copy = new Map();
    const { told, nextSince } = await catchUp(ask, copy, {
      since,
      first: 2,
      between: async () => void (await withdraw(numbers[ids.indexOf(last)] ?? 0)),
    });
    expect(told).toContain(`ADDED ${last}`);
    expect(copy.has(last)).toBe(false);
    expect((await catchUp(ask, copy, { since: nextSince })).told).toEqual([`REMOVED ${last} WITHDRAWN`]);
  });

  test("is of the feeds and the types that were asked for alone", async () => {
    await publishPenalties([fresh()]);
    await publishCharities([fresh()]);
    const typesOf = async (given: Parameters<typeof catchUp>[2]): Promise<ReadonlySet<unknown>> => {
      const copy: Copy = new Map();
      await catchUp(ask, copy, given);
      return new Set([...copy.values()].map((text) => valueAt(JSON.parse(text), "__typename")));
    };
    expect(await typesOf({ feeds: [charities.id] })).toEqual(new Set(["Charity"]));
    expect(await typesOf({ types: ["PENALTY"] })).toEqual(new Set(["Penalty"]));
    expect(await typesOf({ types: ["PENALTY"], feeds: [charities.id] })).toEqual(new Set());
  });
});

describe("a stream", () => {
  test("that begins at the first release has nothing of what is gone, and ends where the lists are", async () => {
    const again = [follow(hub.url, penalties), follow(hub.url, penalties, { where: FIRST })];
    const lists = [await readLists(ask, [penalties]), await readLists(ask, [penalties], FIRST)];
    for (const [at, { copy, told, stop }] of again.entries()) {
      const wanted = JSON.stringify([...inOrder(lists[at] ?? new Map())]);
      await until(() => JSON.stringify([...inOrder(copy)]) === wanted, "it is at the end");
      await stop();
      expect([...gone].filter((words) => words !== "" && told().includes(words))).toEqual([]);
    }
  });

  test("with a filter tells of a record that was corrected so that it does not meet it, and why of all others", async () => {
    const [corrected, withdrawn, other] = [fresh(), fresh(), fresh()].map((number) => number * 3 + 1);
    times += times % 2 === 0 ? 1 : 0;
    await publishPenalties([corrected ?? 0, withdrawn ?? 0]);
    await publishPenalties([other ?? 0]);
    const since = await latestCursor();
    const id = await idOf(corrected ?? 0);
    await publishPenalties([fresh()]);
    await publishPenalties([corrected ?? 0]);
    const ids = [await withdraw(withdrawn ?? 0), await withdraw(other ?? 0)];
    const removals = async (where: string, most: number): Promise<readonly unknown[]> => {
      const stream = await followOverEventStream(
        hub.url,
        `subscription ($after: String) { penaltyPublished(after: $after, where: ${where}) { isCorrection record { id } removed { id removal release { number kind } } } }`,
        { after: since },
      );
      const found: unknown[] = [];
      while (found.length < most) {
        const removed = valueAt(await stream.next(), "data", "penaltyPublished", "removed");
        if (removed !== null) found.push(removed);
      }
      stream.stop();
      return found;
    };
    const latest = Number(/\d+$/.exec(await latestCursor()));
    const taken = ids.map((one, at) => ({
      id: one,
      removal: "WITHDRAWN",
      release: { number: latest - 1 + at, kind: "WITHDRAWAL" },
    }));
    const unmatched = { id, removal: "UNMATCHED", release: { number: latest - 2, kind: "FEED" } };
    const isFirst = times % 2 !== 0;
    expect(await removals(isFirst ? FIRST : '{ not: { partyName: { startsWith: "甲" } } }', 3)).toEqual([
      unmatched,
      ...taken,
    ]);
    // Whether what was withdrawn met a filter is told to nobody.
    expect(await removals('{ partyName: { eq: "无此名称" } }', 2)).toEqual(taken);
  });

  test("tells of removals only who asks for them", async () => {
    const number = fresh() * 3 + 1;
    await publishPenalties([number]);
    const since = await latestCursor();
    await withdraw(number);
    const added = fresh();
    await publishPenalties([added]);
    const stream = await followOverEventStream(
      hub.url,
      "subscription ($after: String) { penaltyPublished(after: $after) { record { id } } }",
      { after: since },
    );
    expect(valueAt(await stream.next(), "data", "penaltyPublished", "record", "id")).toBe(await idOf(added));
    stream.stop();
  });
});

describe("a dataset that a department defined", () => {
  const define = (openness: Readonly<Record<string, string>>): Promise<string> =>
    hub.publish(
      "open-data.datasets",
      JSON.stringify([
        {
          数据集编码: "sample-parks",
          名称: "示例公园",
          英文名称: "Parks",
          摘要: "示例",
          主题分类: "环境与资源保护",
          联系方式: "010-00000000",
          共享属性: "无条件共享",
          更新频率: "每年",
          授权许可: "CC BY 4.0",
          类型名: "SamplePark",
          列表名: "sampleParks",
          表结构: {
            fields: [
              { name: "公园名称", fieldName: "name", constraints: { required: true } },
              { name: "面积(公顷)", fieldName: "hectares", type: "number", unit: "公顷" },
            ],
          },
          ...openness,
        },
      ]),
      "yllhj",
    );
  const opened = { 开放属性: "无条件开放" };
  const closed = { 开放属性: "不予开放", 开放条件或不开放理由: "示例：涉及第三方权益" };
  const parks = "open-data.sample-parks";

  test("takes what it has with it when it is closed, and brings it again", async () => {
    await define(opened);
    await hub.publish(parks, "公园名称,面积(公顷)\n甲公园,12.5\n乙公园,3\n", "yllhj");
    const copy: Copy = new Map();
    const first = await catchUp(ask, copy);
    const held = [...copy].filter(([, text]) => text.includes('"SamplePark"')).map(([id]) => id);
    expect(held).toHaveLength(2);

    await define(closed);
    const second = await catchUp(ask, copy, { since: first.nextSince });
    expect(second.told.filter((entry) => entry.startsWith("REMOVED")).toSorted()).toEqual(
      held.map((id) => `REMOVED ${id} DROPPED`).toSorted(),
    );
    expect(second.totalCount).toBe(second.told.length);
    expect((await catchUp(ask, copy, { since: second.nextSince })).told).toEqual([]);

    await define(opened);
    const third = await catchUp(ask, copy, { since: second.nextSince, first: 1 });
    expect(third.told).toEqual(expect.arrayContaining(held.map((id) => `ADDED ${id}`)));
    expect(third.totalCount).toBe(third.told.length);
    expect(held.filter((id) => copy.has(id))).toEqual(held);
    // As it was at the first, it is the same again.
    const whole: Copy = new Map();
    await catchUp(ask, whole, { first: 100 });
    expect(inOrder(whole)).toEqual(inOrder(copy));
    const { data } = await ask(
      "query ($since: String, $feeds: [ID!]) { changes(since: $since, feeds: $feeds) { nodes { type feed { id } } } }",
      { since: first.nextSince, feeds: [parks] },
    );
    expect(valueAt(data, "changes", "nodes")).toEqual([]);
    await define(closed);
  });
});

describe("the point from which", () => {
  const refused = async (since: string, more: Readonly<Record<string, unknown>> = {}): Promise<unknown> =>
    codeOf(
      await hub.query(
        "query ($since: String, $after: String, $feeds: [ID!], $types: [SearchType!]) { changes(since: $since, after: $after, feeds: $feeds, types: $types) { nextSince nodes { id } } }",
        { since, ...more },
      ),
    );
  const latest = async (): Promise<unknown> =>
    valueAt(
      (await hub.query("{ releases(first: 1) { nodes { number cursor releasedAt } } }")).data,
      "releases",
      "nodes",
      0,
    );

  test("is a release's cursor, that of an event within one, or a moment", async () => {
    await publishPenalties([fresh()]);
    const before = await latest();
    const added = fresh();
    await publishPenalties([added]);
    const id = await idOf(added);
    for (const since of [String(valueAt(before, "cursor")), String(valueAt(before, "releasedAt"))])
      expect((await catchUp(ask, new Map(), { since })).told).toEqual([`ADDED ${id}`]);
    const within = `${String(valueAt(await latest(), "cursor"))}:2`;
    expect((await catchUp(ask, new Map(), { since: within })).told).toEqual([`ADDED ${id}`]);
    const now = String(valueAt(await latest(), "releasedAt"));
    expect((await catchUp(ask, new Map(), { since: now })).told).toEqual([]);
  });

  test.each(["", "yesterday", "12", "2026-02-30T00:00:00Z", "2999-01-01T00:00:00Z", "-1", "0x0"])(
    "is refused where it is none: %s",
    async (since) => expect(await refused(since)).toBe("SINCE_INVALID"),
  );

  test("is refused where the release is not made yet, and a cursor where it is another list's", async () => {
    const cursor = String(valueAt(await latest(), "cursor"));
    expect(await refused(cursor.replace(/\d+$/, "99999"))).toBe("SINCE_INVALID");
    const { data } = await hub.query("{ changes(first: 1) { pageInfo { endCursor } } }");
    const after = valueAt(data, "changes", "pageInfo", "endCursor");
    expect(await refused(cursor, { after })).toBe("CURSOR_INVALID");
    expect(await refused("0", { after: "W10" })).toBe("CURSOR_INVALID");
    expect(await refused("0", { feeds: ["no.feed"] })).toBe("FEED_UNKNOWN");
    expect(await refused("0", { types: ["PARTY"] })).toBe("FILTER_INVALID");
  });

  test("is refused in another history: that of before a backup was restored, and the time between", async () => {
    await Promise.all(followers.map(([{ stop }]) => stop()));
    const before = String(valueAt(await latest(), "cursor"));
    const lost = new Date().toISOString();
    await beginEpoch(hub.parts.database, { cause: "RESTORED", after: null });
    expect(await refused(before)).toBe("HISTORY_OTHER");
    expect(await refused(lost)).toBe("HISTORY_OTHER");
    expect(await refused(String(valueAt(await latest(), "releasedAt")))).toBeUndefined();
    const copy: Copy = new Map();
    await catchUp(ask, copy, { first: 100 });
    expect(inOrder(copy)).toEqual(inOrder(await readLists(ask, contracts)));
  });
});
