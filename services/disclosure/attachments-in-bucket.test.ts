/**
 * Files beside records in a store that speaks S3: what comes back is what was handed in, or is refused; an
 * outage loses nothing.
 */
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { addDays, today } from "#kit";
import { partHashes, sha256Of } from "#kit/hub";
import { HubError } from "#schema/errors.js";
import { openObjectStore, type ObjectStore } from "../../test/object-store.js";
import { startHub, valueAt, type TestHub } from "../../test/start-hub.js";
import { until } from "../../test/until.js";
import { withdrawByLaw } from "../../test/withdraw-record.js";
import { discoverContracts } from "../kit/graph/serve/discover.js";
import { openAttachments } from "./attachments/store/attachments.js";
import { pdf } from "./attachments/files.test-data.js";
import { forgetUnused } from "./desk/retention.js";
import { deskOf } from "./open-desk.js";

let store: ObjectStore;
let hub: TestHub;
beforeAll(async () => {
  store = await openObjectStore();
  hub = await startHub({ holds: "directory", settings: { ...store.settings, S3_PREFIX: "miyun/files/" } });
});
afterAll(async () => {
  await store.close();
  await hub.close();
});

const DEPARTMENT = "czj";
const FEED = "policy.documents";
const PNG = Buffer.from("89504e470d0a1a0a", "hex");

const row = (number: number, attachments: string): Readonly<Record<string, string>> => ({
  索引号: `SL-TEST/S3-${number}`,
  标题: `北京市密云区财政局关于印发《示例存放办法之${number}》的通知`,
  发文机关: "区财政局",
  发文字号: `密财示例发〔${today().slice(0, 4)}〕${number}号`,
  成文日期: addDays(today(), -3),
  发布日期: addDays(today(), -2),
  主题分类: "财政、金融、审计/财政",
  文种分类: "通知",
  有效性: "现行有效",
  是否规范性文件: "否",
  公开属性: "主动公开",
  正文: "第一条 为了示例。",
  附件: attachments,
});

async function handIn(name: string, bytes: Uint8Array) {
  const response = await fetch(`${hub.url}/attachments?name=${encodeURIComponent(name)}`, {
    method: "POST",
    headers: { authorization: `Bearer ${await hub.token("clerk", DEPARTMENT)}` },
    body: new Uint8Array(bytes),
  });
  const body: unknown = await response.json();
  return {
    status: response.status,
    code: valueAt(body, "code"),
    message: String(valueAt(body, "message")),
    path: String(valueAt(body, "path")),
  };
}

/** The address of a file that is public. */
async function published(number: number, name: string, bytes: Uint8Array): Promise<string> {
  const { status, path } = await handIn(name, bytes);
  expect(status).toBe(201);
  await hub.publish(FEED, JSON.stringify([row(number, name)]), DEPARTMENT);
  return path;
}

const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(`${hub.url}${path}`, { headers });

async function refusal(path: string): Promise<readonly unknown[]> {
  const answer = await get(path);
  return [answer.status, valueAt(await answer.json(), "code"), answer.headers.get("etag")];
}

const objectOf = (bytes: Uint8Array): string => `miyun/files/${sha256Of(bytes)}`;

async function partsInDatabase(bytes: Uint8Array): Promise<number | null> {
  const { rowCount } = await hub.parts.database.pool.query(
    "SELECT FROM hub.attachment_part WHERE sha256 = $1",
    [sha256Of(bytes)],
  );
  return rowCount;
}

const RULES = pdf("示例办法的丹顶鹤内容");
const LARGE = Buffer.concat([PNG, randomBytes(3 * 2 ** 20)]);

test("a file lies in the bucket by its hash and not in the database, is given to all once it is public, and found by its words", async () => {
  const path = await published(1, "示例办法.pdf", RULES);
  expect(await store.objects()).toEqual([objectOf(RULES)]);
  expect(await partsInDatabase(RULES)).toBe(0);
  const open = await get(path);
  expect([open.status, open.headers.get("content-type")]).toEqual([200, "application/pdf"]);
  expect(Buffer.from(await open.arrayBuffer())).toEqual(RULES);
  await until(async () => {
    const { data } = await hub.query('{ search(text: "丹顶鹤内容") { totalCount } }');
    return valueAt(data, "search", "totalCount") === 1;
  }, "the file is found");
});

test("a large file is given whole, and any part of it", async () => {
  const path = await published(2, "大图.png", LARGE);
  expect(Buffer.from(await (await get(path)).arrayBuffer())).toEqual(LARGE);
  for (const [start, end] of [
    [0, 0],
    [2 ** 20 - 1, 2 ** 20],
    [5, LARGE.length - 1],
  ] as const) {
    const part = await get(path, { range: `bytes=${start}-${end}` });
    expect([part.status, Buffer.from(await part.arrayBuffer())]).toEqual([
      206,
      LARGE.subarray(start, end + 1),
    ]);
  }
});

describe("what is not what was handed in is never given", () => {
  const flip = (at: number) => (bytes: Buffer) => {
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    return bytes;
  };

  test.each<readonly [string, (object: string) => Promise<void>]>([
    ["one bit of it was changed", (object) => store.change(object, flip(30))],
    ["it was cut short", (object) => store.change(object, (bytes) => bytes.subarray(0, -1))],
    ["something was added", (object) => store.change(object, (bytes) => Buffer.concat([bytes, PNG]))],
    ["it is gone", (object) => store.lose(object)],
  ])("%s: until the same file is handed in again", async (_, damage) => {
    const path = (await handIn("示例办法.pdf", RULES)).path;
    await damage(objectOf(RULES));
    expect(await refusal(path)).toEqual([500, "ATTACHMENT_DAMAGED", null]);
    expect(
      hub.logged.filter((line) => line.includes(sha256Of(RULES)) && line.includes("lost or was altered")),
    ).not.toEqual([]);
    expect((await handIn("示例办法.pdf", RULES)).status).toBe(201);
    expect(Buffer.from(await (await get(path)).arrayBuffer())).toEqual(RULES);
  });

  test("a change in the middle ends the answer before it", async () => {
    const { path } = await handIn("大图.png", LARGE);
    await store.change(objectOf(LARGE), flip(2 ** 21 + 7));
    const answer = await get(path);
    const came: Buffer[] = [];
    await expect(
      (async () => {
        for await (const chunk of answer.body ?? []) came.push(Buffer.from(chunk));
      })(),
    ).rejects.toThrow("terminated");
    const given = Buffer.concat(came);
    expect(given.length).toBeLessThanOrEqual(2 ** 21);
    expect(LARGE.subarray(0, given.length).equals(given)).toBe(true);
    expect((await get(path, { range: "bytes=0-99" })).status).toBe(206);
    await handIn("大图.png", LARGE);
  });

  test("a byte that was changed in the database is found, too", async () => {
    const attachments = openAttachments({ ...hub.parts, bucket: null });
    const bytes = Buffer.from("in the database");
    const sha256 = sha256Of(bytes);
    const facts = {
      sha256,
      bytes: bytes.length,
      mediaType: "application/pdf",
      pages: 1,
      text: "",
      notice: null,
    };
    await attachments.add(facts, bytes);
    await hub.parts.database.pool.query(
      "UPDATE hub.attachment_part SET bytes = set_byte(bytes, 3, 0) WHERE sha256 = $1",
      [sha256],
    );
    await expect(
      attachments.open(hub.parts.database.pool, sha256, { start: 0, end: 4 }),
    ).rejects.toMatchObject({ code: "ATTACHMENT_DAMAGED" });
  });
});

test("files of before lie in the database, and are given from there", async () => {
  const early = pdf("早先存放的文件");
  const attachments = openAttachments({ ...hub.parts, bucket: null });
  const facts = { sha256: sha256Of(early), bytes: early.length, mediaType: "application/pdf" };
  await attachments.add({ ...facts, pages: 1, text: "", notice: null }, early);
  const path = await published(3, "早先.pdf", early);
  expect(Buffer.from(await (await get(path)).arrayBuffer())).toEqual(early);
  expect(await store.objects()).not.toContain(objectOf(early));
  expect(await partsInDatabase(early)).toBe(partHashes(early).length);
});

test("while the store is out an upload is refused in Chinese, submissions go on, and nothing is lost or left", async () => {
  const { data } = await hub.query(
    '{ policyDocuments(where: { indexNumber: { eq: "SL-TEST/S3-1" } }) { nodes { attachmentFiles { path } } } }',
  );
  const path = String(valueAt(data, "policyDocuments", "nodes", 0, "attachmentFiles", 0, "path"));
  const late = pdf("停机时上传");
  const before = hub.logged.length;
  await store.stop();
  const { status, code, message } = await handIn("停机.pdf", late);
  expect([status, code]).toEqual([503, "ATTACHMENT_STORE_UNAVAILABLE"]);
  expect(message).toContain("附件存储暂时无法使用");
  expect(await refusal(path)).toEqual([503, "ATTACHMENT_STORE_UNAVAILABLE", null]);
  await hub.publish(FEED, JSON.stringify([row(4, "示例办法.pdf")]), DEPARTMENT);
  const { body } = await hub.submit(
    FEED,
    JSON.stringify([row(5, "停机.pdf")]),
    await hub.token("clerk", DEPARTMENT),
  );
  expect(body.findings).toContainEqual(expect.objectContaining({ code: "FILE_NOT_HANDED_IN" }));
  await store.start();
  expect(await store.objects()).not.toContain(objectOf(late));
  expect((await get(path)).status).toBe(200);
  expect((await handIn("停机.pdf", late)).status).toBe(201);
  await hub.publish(FEED, JSON.stringify([row(5, "停机.pdf")]), DEPARTMENT);
  const told = hub.logged.slice(before).filter((line) => line.includes("bucket of attachments"));
  expect(told.map((line) => valueAt(JSON.parse(line), "level"))).toEqual(["error", "info"]);
});

test("a file goes with its record", async () => {
  const bytes = pdf("随记录撤回");
  const path = await published(6, "撤回.pdf", bytes);
  const { data } = await hub.query(
    '{ policyDocuments(where: { indexNumber: { eq: "SL-TEST/S3-6" } }) { nodes { id } } }',
  );
  const contract = (await discoverContracts()).find(({ id }) => id === FEED);
  if (!contract) throw new Error("There is no such feed");
  await withdrawByLaw(hub.parts.database, contract, DEPARTMENT, [
    String(valueAt(data, "policyDocuments", "nodes", 0, "id")),
  ]);
  expect(await refusal(path)).toEqual([410, "ATTACHMENT_GONE", null]);
});

test("what nobody named is erased in the store after its time, once the store can be asked; others stay", async () => {
  const { attachments } = await deskOf(hub.parts);
  const unused = pdf("无人引用");
  await handIn("无人引用.pdf", unused);
  await hub.parts.database.pool.query(
    "UPDATE disclosure.submission SET state = 'WITHDRAWN' WHERE state = 'CHECKED'",
  );
  const inAYear = new Date(Date.now() + 366 * 86_400_000);
  await forgetUnused(hub.parts, inAYear);
  expect(await store.objects()).toContain(objectOf(unused));
  await store.stop();
  await expect(attachments.eraseLeftovers(inAYear)).rejects.toThrow(HubError);
  await store.start();
  await hub.parts.database.pool.query("UPDATE hub.attachment_leftover SET claimed_until = NULL");
  expect(await attachments.eraseLeftovers(inAYear)).toBeGreaterThan(0);
  expect(await store.objects()).not.toContain(objectOf(unused));
  expect(await store.objects()).toContain(objectOf(RULES));
  const { rowCount } = await hub.parts.database.pool.query("SELECT FROM hub.attachment_leftover");
  expect(rowCount).toBe(0);
});

describe("the store is out, not the file lost", () => {
  const read = async (settings: Partial<{ endpoint: string; bucket: string; key: string }>) => {
    const attachments = openAttachments({
      ...hub.parts,
      bucket: {
        endpoint: store.settings.S3_ENDPOINT,
        region: "us-east-1",
        prefix: "miyun/files/",
        bucket: store.settings.S3_BUCKET,
        keyId: store.settings.S3_KEY_ID,
        key: store.settings.S3_KEY,
        ...settings,
      },
    });
    try {
      for await (const _ of await attachments.open(hub.parts.database.pool, sha256Of(RULES), {
        start: 0,
        end: 1,
      }));
      return "given";
    } catch (error) {
      return error instanceof HubError ? error.code : error;
    } finally {
      await attachments.close();
    }
  };

  test("where the bucket is another, or the key", async () => {
    expect(await read({})).toBe("given");
    expect(await read({ bucket: "nowhere" })).toBe("ATTACHMENT_STORE_UNAVAILABLE");
    expect(await read({ key: "wrong" })).toBe("ATTACHMENT_STORE_UNAVAILABLE");
  });

  test("where it sends elsewhere: nobody goes there", async () => {
    const asked: (string | undefined)[] = [];
    const elsewhere = createServer((request, response) => {
      asked.push(request.url);
      response.writeHead(307, { location: "/elsewhere" }).end();
    });
    elsewhere.listen(0, "127.0.0.1");
    await once(elsewhere, "listening");
    const address = elsewhere.address();
    const port = typeof address === "object" ? address?.port : null;
    expect(await read({ endpoint: `http://127.0.0.1:${port}` })).toBe("ATTACHMENT_STORE_UNAVAILABLE");
    elsewhere.close();
    expect(asked).toEqual([`/tongcha/${objectOf(RULES)}`]);
  });
});
