/** What a dataset's own file of changes tells, page by page, and how it is refused. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { parse } from "csv-parse/sync";
import { MARKET, penaltyCsv, penaltyRow } from "../penalty-file.js";
import { WITH_FILES } from "../prepared.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { withdrawByLaw } from "../withdraw-record.js";
import { penalties } from "../../services/enforcement/feeds/penalties.js";
import { addMonths, today } from "../../services/kit/values/dates.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ domains: WITH_FILES, holds: "directory" });
});
afterAll(() => hub.close());

const CHANGES = `/data/${penalties.id}/changes`;
const END = addMonths(today(), 30);

interface Change {
  readonly kind: string;
  readonly id: string;
  readonly removal?: string | null;
  readonly record?: Readonly<Record<string, unknown>>;
}

interface Page {
  readonly changes: readonly Change[];
  readonly next: string | null;
  readonly nextSince: string | null;
}

async function page(path: string): Promise<Page> {
  const response = await fetch(`${hub.url}${path}`);
  const text = await response.text();
  if (response.status !== 200) throw new Error(text);
  return {
    changes: text
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Change),
    next: /^<(.+)>; rel="next"$/.exec(response.headers.get("link") ?? "")?.[1] ?? null,
    nextSince: response.headers.get("tongcha-next-since"),
  };
}

/** All pages; `between` happens after each but the last. */
async function round(
  parameters: Readonly<Record<string, string>> = {},
  between: () => Promise<void> = () => Promise.resolve(),
): Promise<{ readonly changes: readonly Change[]; readonly since: string }> {
  const changes: Change[] = [];
  for (let path = `${CHANGES}?${new URLSearchParams(parameters).toString()}`; ;) {
    const { next, nextSince, ...found } = await page(path);
    changes.push(...found.changes);
    // Never both: who went on from a page that is not the last would miss the pages after it.
    expect([next, nextSince].filter((one) => one === null)).toHaveLength(1);
    if (next === null) return { changes, since: nextSince ?? "" };
    path = next;
    await between();
  }
}

let unused = 400_000;
const fresh = (): number => (unused += 1);

async function publish(numbers: readonly number[], words = "示例事实"): Promise<void> {
  await hub.publish(
    penalties.id,
    penaltyCsv(
      numbers.map((number) =>
        penaltyRow(number, { violationFacts: words, penaltyValidTo: END, publicityEnds: END }),
      ),
    ),
    MARKET.code,
  );
}

async function withdraw(id: string): Promise<void> {
  await withdrawByLaw(hub.parts.database, penalties, MARKET.code, [id]);
}

describe("a round of changes", () => {
  test("ends where it was when it began, whatever is released between its pages", async () => {
    const { since } = await round();
    const numbers = [fresh(), fresh(), fresh()];
    await publish(numbers, "原先的事实");
    const first = await round({ since, first: "1" }, async () => {
      await publish([...numbers, fresh()], `更正后的事实${fresh()}`);
    });
    expect(first.changes.map(({ kind, record }) => [kind, record?.["violationFacts"]])).toEqual(
      numbers.map(() => ["ADDED", "原先的事实"]),
    );
    const second = await round({ since: first.since });
    expect(second.changes.map(({ kind }) => kind).toSorted()).toEqual([
      "ADDED",
      "ADDED",
      "CHANGED",
      "CHANGED",
      "CHANGED",
    ]);
    expect((await round({ since: second.since })).changes).toEqual([]);
  });

  test("has nothing of a record that is withdrawn after its first page, and the next says why", async () => {
    const { since } = await round();
    await publish([fresh(), fresh()], "金丝雀事实");
    const ids = (await round({ since })).changes.map(({ id }) => id);
    const last = ids.at(-1) ?? "";
    const { changes, since: next } = await round({ since, first: "1" }, () => withdraw(last));
    expect(changes.at(-1)).toEqual({ kind: "REMOVED", id: last, removal: null });
    expect((await round({ since: next })).changes).toEqual([
      { kind: "REMOVED", id: last, removal: "WITHDRAWN" },
    ]);
  });

  test("has the records of the dataset's file, with the columns that are asked for", async () => {
    const lines = (await (await fetch(`${hub.url}/data/${penalties.id}.ndjson`)).text()).trim().split("\n");
    const all = lines.map((line) => JSON.parse(line) as { readonly id: string });
    const { changes } = await round();
    expect(new Map(changes.map(({ id, record }) => [id, record]))).toEqual(
      new Map(all.map((record) => [record.id, record])),
    );
    const some = await round({ columns: "partyKind", codes: "false" });
    expect(some.changes[0]?.record).toEqual({ partyKind: "法人及非法人组织" });
  });

  test("is a table as well, with the same entries", async () => {
    const { since } = await round();
    await publish([fresh()]);
    const [added] = (await round({ since })).changes;
    await withdraw((await round()).changes.find(({ id }) => id !== added?.id)?.id ?? "");
    const address = `${hub.url}${CHANGES}.csv?since=${since}&columns=id,partyKind`;
    const table = async (more: string): Promise<unknown> =>
      parse(await (await fetch(`${address}${more}`)).text(), { columns: true, bom: true });
    const { changes } = await round({ since, columns: "id,partyKind" });
    expect(await table("&codes=true")).toEqual(
      changes.map(({ kind, id, removal, record }) => ({
        kind,
        removal: removal ?? "",
        id,
        partyKind: record?.["partyKind"] ?? "",
      })),
    );
    expect(await table("")).toContainEqual({
      变化: "新公开",
      不再公开的原因: "",
      记录编号: added?.id,
      行政相对人类别: "法人及非法人组织",
    });
  });
});

test("a dataset that is closed has all that it had removed, and there is none of it from then on", async () => {
  const define = (openness: Readonly<Record<string, string>>): Promise<string> =>
    hub.publish("open-data.datasets", JSON.stringify([{ ...PARKS, ...openness }]), "yllhj");
  const path = "/data/open-data.sample-parks/changes";
  await define({ 开放属性: "无条件开放" });
  await hub.publish("open-data.sample-parks", "公园名称,面积(公顷)\n甲公园,12.5\n乙公园,3\n", "yllhj");
  const { changes, nextSince } = await page(path);
  expect(changes.map(({ kind, record }) => [kind, record?.["name"]]).toSorted()).toEqual([
    ["ADDED", "乙公园"],
    ["ADDED", "甲公园"],
  ]);
  await define({ 开放属性: "不予开放", 开放条件或不开放理由: "示例：涉及第三方权益" });
  const closed = await page(`${path}?since=${String(nextSince)}`);
  expect(closed.changes).toEqual(changes.map(({ id }) => ({ kind: "REMOVED", id, removal: "DROPPED" })));
  expect((await fetch(`${hub.url}${path}?since=${String(closed.nextSince)}`)).status).toBe(404);
});

const PARKS = {
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
};

describe("it is refused", () => {
  test.each<[string, string, number, string]>([
    ["a dataset that there is not", "/data/nothing/changes", 404, "DOWNLOAD_UNKNOWN"],
    ["a point that is none", `${CHANGES}?since=12`, 400, "SINCE_INVALID"],
    ["a time to come", `${CHANGES}?since=2999-01-01T00:00:00Z`, 400, "SINCE_INVALID"],
    ["a point of another history", `${CHANGES}?since=0123456789abcdef.1`, 409, "HISTORY_OTHER"],
    ["a place that is none", `${CHANGES}?after=W10`, 400, "CURSOR_INVALID"],
    ["a page that is too large", `${CHANGES}?first=2001`, 400, "DOWNLOAD_INVALID"],
    ["an empty page", `${CHANGES}?first=0`, 400, "DOWNLOAD_INVALID"],
    ["a filter", `${CHANGES}?where={}`, 400, "DOWNLOAD_INVALID"],
    ["an unknown column", `${CHANGES}?columns=personIdNumber`, 400, "DOWNLOAD_INVALID"],
    ["a point that is there twice", `${CHANGES}?since=0&since=0`, 400, "DOWNLOAD_INVALID"],
  ])("%s", async (_, path, status, code) => {
    const response = await fetch(`${hub.url}${path}`);
    expect([response.status, valueAt(await response.json(), "code")]).toEqual([status, code]);
  });

  test("a place among the changes since another point", async () => {
    await publish([fresh(), fresh()]);
    const { next } = await page(`${CHANGES}?first=1`);
    const { since } = await round();
    const moved = new URL(next ?? "", hub.url);
    moved.searchParams.set("since", since);
    const response = await fetch(moved);
    expect([response.status, valueAt(await response.json(), "code")]).toEqual([400, "CURSOR_INVALID"]);
  });
});
