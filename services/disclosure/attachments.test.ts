/**
 * Files beside records, from the clerk's upload to their end: handed in, named by a row, seen by the
 * reviewer, public with the record, and gone with it.
 */
import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { addDays, today } from "#kit";
import { startHub, valueAt, type TestHub } from "../../test/start-hub.js";
import { until } from "../../test/until.js";
import { withdrawByLaw } from "../../test/withdraw-record.js";
import { discoverContracts } from "../kit/graph/serve/discover.js";
import { forgetUnused } from "./desk/retention.js";
import { docx, ofd, paragraph, pdf } from "./attachments/files.test-data.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "directory" });
});
afterAll(() => hub.close());

const DEPARTMENT = "czj";
const FEED = "policy.documents";

const row = (number: number, attachments: string): Readonly<Record<string, string>> => ({
  索引号: `SL-TEST/ZK-${number}`,
  标题: `北京市密云区财政局关于印发《示例核算办法之${number}》的通知`,
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

const bearer = async (role: "clerk" | "reviewer", department = DEPARTMENT) => ({
  authorization: `Bearer ${await hub.token(role, department)}`,
});

async function handIn(
  name: string,
  bytes: Uint8Array,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const response = await fetch(`${hub.url}/attachments?name=${encodeURIComponent(name)}`, {
    method: "POST",
    headers: await bearer("clerk"),
    body: new Uint8Array(bytes),
  });
  return { status: response.status, body: await response.json() };
}

async function handedIn(name: string, bytes: Uint8Array): Promise<string> {
  const { status, body } = await handIn(name, bytes);
  expect([status, valueAt(body, "sha256"), valueAt(body, "bytes")]).toEqual([
    201,
    createHash("sha256").update(bytes).digest("hex"),
    bytes.length,
  ]);
  return String(valueAt(body, "path"));
}

const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(`${hub.url}${path}`, { headers });

/** By its words, once the index has it. */
async function isFound(words: string): Promise<boolean> {
  const { data } = await hub.query("query ($words: String!) { search(text: $words) { totalCount } }", {
    words,
  });
  return valueAt(data, "search", "totalCount") === 1;
}

const RULES = pdf("示例实施细则的金丝雀内容");
const FORM = docx(paragraph("示例申请表的朱鹮内容"));
const SEALED = ofd("示例版式文件的褐马鸡内容", "第二页");

describe("a document's files", () => {
  test("are seen by nobody but their department until they are released, then by all, byte for byte, and found by their words", async () => {
    const paths = [
      await handedIn("实施细则（试行）.pdf", RULES),
      await handedIn("申请表.docx", FORM),
      await handedIn("版式文件.ofd", SEALED),
    ];
    expect(await Promise.all(paths.map(async (path) => (await get(path)).status))).toEqual([404, 404, 404]);
    const file = JSON.stringify([row(1, "实施细则（试行）.pdf；申请表.docx；版式文件.ofd")]);
    const { body } = await hub.submit(FEED, file, await hub.token("clerk", DEPARTMENT));
    expect(body.submission?.errors).toBe(0);
    const { data } = await hub.query(
      "query ($id: ID!) { submission(id: $id) { attachments { name bytes pages sha256 mediaType path } } }",
      { id: body.submission?.id },
      await hub.token("reviewer", DEPARTMENT),
    );
    expect(valueAt(data, "submission", "attachments")).toEqual([
      expect.objectContaining({
        name: "实施细则（试行）.pdf",
        bytes: RULES.length,
        pages: 1,
        path: paths[0],
      }),
      expect.objectContaining({ name: "申请表.docx", bytes: FORM.length, pages: null, path: paths[1] }),
      expect.objectContaining({
        name: "版式文件.ofd",
        mediaType: "application/ofd",
        pages: 2,
        path: paths[2],
      }),
    ]);
    for (const [at, path] of paths.entries()) {
      expect((await get(path)).status).toBe(404);
      expect((await get(path, await bearer("reviewer", "jw"))).status).toBe(404);
      const seen = await get(path, await bearer("reviewer"));
      expect([seen.status, seen.headers.get("cache-control")]).toEqual([200, "private, no-store"]);
      expect(Buffer.from(await seen.arrayBuffer())).toEqual([RULES, FORM, SEALED][at]);
    }
    await hub.query(
      "mutation ($id: ID!) { withdrawSubmission(id: $id, reason: null) { state } }",
      { id: body.submission?.id },
      await hub.token("clerk", DEPARTMENT),
    );
    await hub.publish(FEED, file, DEPARTMENT);
    for (const [at, path] of paths.entries()) {
      const open = await get(path);
      expect(open.status).toBe(200);
      expect(Buffer.from(await open.arrayBuffer())).toEqual([RULES, FORM, SEALED][at]);
    }
    for (const words of ["金丝雀内容", "朱鹮内容", "褐马鸡内容"])
      await until(() => isFound(words), `${words} is found`);
  });

  test("say what they are, keep their tag, and give any part", async () => {
    const { data } = await hub.query(
      '{ policyDocuments(first: 1, where: { indexNumber: { eq: "SL-TEST/ZK-1" } }) { nodes { attachments attachmentFiles { name path } } } }',
    );
    const path = String(valueAt(data, "policyDocuments", "nodes", 0, "attachmentFiles", 0, "path"));
    expect(String(valueAt(data, "policyDocuments", "nodes", 0, "attachments"))).toContain(
      decodeURIComponent(path),
    );
    const whole = await get(path);
    const tag = String(whole.headers.get("etag"));
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      "content-type": "application/pdf",
      "content-disposition": `inline; filename*=UTF-8''${encodeURIComponent("实施细则（试行）.pdf")}`,
      "content-length": String(RULES.length),
      "x-content-type-options": "nosniff",
    });
    expect((await get(path, { "if-none-match": tag })).status).toBe(304);
    const part = await get(path, { range: "bytes=5-20" });
    expect([part.status, part.headers.get("content-range")]).toEqual([206, `bytes 5-20/${RULES.length}`]);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(RULES.subarray(5, 21));
    expect((await get(path, { range: `bytes=${RULES.length}-` })).status).toBe(416);
    expect((await get(path.replace("pdf", "png"))).status).toBe(404);
  });

  test("go with their record, whoever knows the address, unless another record has them, too", async () => {
    const shared = await handedIn("共用附件.pdf", pdf("两件共用"));
    const own = await handedIn("专用附件.pdf", pdf("一件专用"));
    await hub.publish(
      FEED,
      JSON.stringify([row(2, "共用附件.pdf；专用附件.pdf"), row(3, "共用附件.pdf")]),
      DEPARTMENT,
    );
    const { data } = await hub.query(
      '{ policyDocuments(where: { indexNumber: { eq: "SL-TEST/ZK-2" } }) { nodes { id } } }',
    );
    const contract = (await discoverContracts()).find(({ id }) => id === FEED);
    if (!contract) throw new Error("There is no such feed");
    await withdrawByLaw(hub.parts.database, contract, DEPARTMENT, [
      String(valueAt(data, "policyDocuments", "nodes", 0, "id")),
    ]);
    const gone = await get(own);
    expect([gone.status, valueAt(await gone.json(), "code")]).toEqual([410, "ATTACHMENT_GONE"]);
    expect((await get(shared)).status).toBe(200);
  });

  test("are the ones that were meant: a name means the last of it, an address the very file", async () => {
    const [first, second] = [pdf("第一稿"), pdf("第二稿")];
    const earlier = await handedIn("办法.pdf", first);
    const later = await handedIn("办法.pdf", second);
    await hub.publish(
      FEED,
      JSON.stringify([row(4, "办法.pdf"), row(5, decodeURIComponent(earlier))]),
      DEPARTMENT,
    );
    const { data } = await hub.query(
      '{ policyDocuments(where: { indexNumber: { in: ["SL-TEST/ZK-4", "SL-TEST/ZK-5"] } }, orderBy: INDEX_NUMBER_ASC) { nodes { attachmentFiles { path } } } }',
    );
    expect(valueAt(data, "policyDocuments", "nodes")).toEqual([
      { attachmentFiles: [{ path: later }] },
      { attachmentFiles: [{ path: earlier }] },
    ]);
  });

  test("that nobody handed in keep the row from being published", async () => {
    const { status, body } = await hub.submit(
      FEED,
      JSON.stringify([row(6, "没有上传.pdf")]),
      await hub.token("clerk", DEPARTMENT),
    );
    expect(status).toBe(422);
    expect(body.findings).toContainEqual(
      expect.objectContaining({ field: "attachments", code: "FILE_NOT_HANDED_IN" }),
    );
  });

  test("with a telephone number are acknowledged by the reviewer like any other text with one", async () => {
    await handedIn("联系方式.pdf", pdf("联系人手机：13812345678"));
    const { body } = await hub.submit(
      FEED,
      JSON.stringify([row(7, "联系方式.pdf")]),
      await hub.token("clerk", DEPARTMENT),
    );
    expect(body.findings).toContainEqual(
      expect.objectContaining({ field: "attachments", code: "PERSONAL_DATA" }),
    );
  });
});

test("files that no row ever named are forgotten with the originals, others stay", async () => {
  const unused = await handedIn("无人引用.docx", docx(paragraph("无人引用")));
  const { data } = await hub.query(
    '{ policyDocuments(where: { indexNumber: { eq: "SL-TEST/ZK-1" } }) { nodes { attachmentFiles { path } } } }',
  );
  const used = String(valueAt(data, "policyDocuments", "nodes", 0, "attachmentFiles", 0, "path"));
  await hub.parts.database.pool.query(
    "UPDATE disclosure.submission SET state = 'WITHDRAWN' WHERE state = 'CHECKED'",
  );
  await forgetUnused(hub.parts, new Date(Date.now() + 366 * 86_400_000));
  expect((await get(unused, await bearer("clerk"))).status).toBe(404);
  expect((await get(used)).status).toBe(200);
});

test("a dataset's pictures follow from its definition alone", async () => {
  const picture = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
  const path = await handedIn("东门.png", picture);
  const definition = {
    数据集编码: "sample-gates",
    名称: "示例大门",
    英文名称: "Sample gates",
    摘要: "示例大门的照片（示例数据）。",
    主题分类: "交通服务",
    联系方式: "010-00000015",
    开放属性: "无条件开放",
    共享属性: "无条件共享",
    更新频率: "每月",
    授权许可: "CC BY 4.0",
    类型名: "SampleGate",
    列表名: "sampleGates",
    表结构: {
      fields: [
        { name: "名称", fieldName: "gate", constraints: { required: true, maxLength: 50 } },
        { name: "照片", fieldName: "pictures", files: true },
      ],
      primaryKey: ["名称"],
    },
  };
  await hub.publish("open-data.datasets", JSON.stringify([definition]), DEPARTMENT);
  await hub.publish("open-data.sample-gates", "名称,照片\n东门,东门.png", DEPARTMENT);
  await until(async () => {
    const { data } = await hub.query("{ sampleGates { nodes { pictureFiles { path mediaType bytes } } } }");
    return (
      JSON.stringify(valueAt(data, "sampleGates", "nodes", 0, "pictureFiles")) ===
      JSON.stringify([{ path, mediaType: "image/png", bytes: picture.length }])
    );
  }, "the dataset has its picture");
  const shown = await get(path);
  expect(shown.headers.get("content-type")).toBe("image/png");
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(picture);
});

/** A gibibyte of blanks, packed into a mebibyte. */
const BOMB = deflateSync(Buffer.alloc(2 ** 30, " "), { level: 9 });
const SCRIPT = "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>";
const ENCRYPTION =
  "/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a> /U <28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a> >> /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]";

describe("a file is refused", () => {
  test.each([
    ["of another kind", "附件.exe", RULES, 415, "ATTACHMENT_KIND", null],
    ["that is not what its name says", "附件.pdf", FORM, 415, "ATTACHMENT_KIND", null],
    ["whose name leads elsewhere", "../附件.pdf", RULES, 415, "ATTACHMENT_KIND", null],
    ["that is empty", "附件.pdf", Buffer.alloc(0), 415, "ATTACHMENT_KIND", null],
    ["that is broken", "附件.pdf", Buffer.from("%PDF-1.7\nxx"), 422, "ATTACHMENT_UNREADABLE", "损坏"],
    ["with a password", "附件.pdf", pdf("密", { trailer: ENCRYPTION }), 422, "ATTACHMENT_UNREADABLE", "密码"],
    ["with a script", "附件.pdf", pdf("脚本", { catalogue: SCRIPT }), 422, "ATTACHMENT_UNREADABLE", "脚本"],
    ["of countless pages", "附件.pdf", pdf("页", { pages: 2_001 }), 422, "ATTACHMENT_UNREADABLE", "2000页"],
    [
      "that unpacks to a gibibyte",
      "附件.pdf",
      pdf("", { content: BOMB, filter: "/Filter /FlateDecode" }),
      422,
      "ATTACHMENT_UNREADABLE",
      "复杂",
    ],
    [
      "whose archive is a bomb",
      "附件.docx",
      docx(`<w:p>${" ".repeat(2 ** 28)}</w:p>`),
      422,
      "ATTACHMENT_UNREADABLE",
      "压缩比异常",
    ],
    [
      "with a macro",
      "附件.docx",
      docx(paragraph("宏"), [{ name: "word/vbaProject.bin", data: "x" }]),
      422,
      "ATTACHMENT_UNREADABLE",
      "宏",
    ],
    [
      "in which what was struck out still lies",
      "附件.docx",
      docx('<w:p><w:del w:author="x"><w:r><w:delText>删</w:delText></w:r></w:del></w:p>'),
      422,
      "ATTACHMENT_UNREADABLE",
      "修订痕迹",
    ],
    [
      "that is an archive of something else",
      "附件.ofd",
      docx(paragraph("另一份")),
      422,
      "ATTACHMENT_UNREADABLE",
      "部件",
    ],
    [
      "with somebody's identity number",
      "附件.docx",
      docx(paragraph("身份证号110228199001010010")),
      422,
      "ATTACHMENT_PERSONAL_NUMBER",
      null,
    ],
  ])("%s", async (_, name, bytes, status, code, reason) => {
    const answer = await handIn(name, bytes);
    expect([answer.status, valueAt(answer.body, "code")]).toEqual([status, code]);
    if (reason !== null) expect(String(valueAt(answer.body, "message"))).toContain(reason);
  });

  test("of who is no clerk", async () => {
    const post = (headers: Readonly<Record<string, string>>): Promise<Response> =>
      fetch(`${hub.url}/attachments?name=a.pdf`, { method: "POST", headers, body: new Uint8Array(RULES) });
    expect((await post({})).status).toBe(401);
    expect((await post(await bearer("reviewer"))).status).toBe(403);
  });

  test("over the limit", async () => {
    const { status, body } = await handIn("附件.pdf", Buffer.alloc(50 * 2 ** 20 + 1));
    expect([status, valueAt(body, "code")]).toEqual([413, "ATTACHMENT_TOO_LARGE"]);
  });
});
