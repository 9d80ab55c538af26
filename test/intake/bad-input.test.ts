import { connect as connectSocket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import iconv from "iconv-lite";
import { workbookFile } from "../../services/kit/read/xlsx/workbook.test-data.js";
import { makeCitizenId } from "../../services/kit/values/citizen-id.js";
import { gbk, MARKET, naturalPerson, penaltyCsv, penaltyRow, type PenaltyRow } from "../penalty-file.js";
import { startHub, type SubmitAnswer, type TestHub } from "../start-hub.js";
import { until } from "../until.js";

let hub: TestHub;
let clerk: string;
beforeAll(async () => {
  hub = await startHub({ holds: "directory", settings: { FEED_LIMIT_MIB: "16" } });
  clerk = await hub.token("clerk", MARKET.code);
});
afterAll(() => hub.close());

const FEED = "enforcement.penalties";
const submit = (file: Uint8Array | string): Promise<{ status: number; body: SubmitAnswer }> =>
  hub.submit(FEED, file, clerk);
let next = 1000;
/** The findings of one row, less notices. */
async function findingsOf(
  changes: PenaltyRow,
): Promise<readonly (readonly [string, string | null, string | null])[]> {
  const { body } = await submit(penaltyCsv([penaltyRow(next++, changes)]));
  return (body.findings ?? [])
    .filter(({ severity }) => severity !== "INFO")
    .map(({ code, field, value }) => [code, field, value] as const);
}

describe("a file is refused as a whole, with a sentence that says what to do,", () => {
  test.each<readonly [string, () => Uint8Array | string, number, string]>([
    ["when it is empty", () => "", 422, "FEED_EMPTY"],
    ["when it has a header and nothing else", () => penaltyCsv([]), 422, "FEED_NO_ROWS"],
    [
      "when its bytes are neither UTF-8 nor GBK",
      () => Buffer.concat([gbk(penaltyCsv([penaltyRow(1)])), Buffer.from([0xff, 0xff, 0x0a])]),
      422,
      "FEED_ENCODING",
    ],
    ["when it is a PDF", () => "%PDF-1.7\n1 0 obj\n", 415, "FEED_FORMAT"],
    [
      "when it is an old Excel file",
      () => Buffer.from("d0cf11e0a1b11ae1000000000000", "hex"),
      415,
      "FEED_FORMAT",
    ],
    [
      "when a required column is missing",
      () => penaltyCsv([penaltyRow(1)]).replace("处罚决定日期", "备用列"),
      422,
      "FEED_COLUMNS",
    ],
    [
      "when a column stands twice",
      () => penaltyCsv([penaltyRow(1)]).replace("处罚有效期", "处罚决定日期"),
      422,
      "FEED_COLUMNS",
    ],
    [
      "when it is the form of 2015",
      () =>
        penaltyCsv([penaltyRow(1)])
          .replace("备注", "地方编码")
          .replace("处罚有效期", "处罚类别1"),
      422,
      "FEED_OLD_FORM",
    ],
    [
      "when a cell has ten megabytes",
      () => penaltyCsv([penaltyRow(1, { violationFacts: `"${"长".repeat(3_500_000)}` })]),
      422,
      "FEED_CELL_TOO_LARGE",
    ],
    ["when it is a workbook that unpacks to gigabytes", zipBomb, 413, "FEED_ARCHIVE"],
  ])("%s", async (_, file, status, code) => {
    const { status: answered, body } = await submit(file());
    expect(body).toMatchObject({ code });
    expect(answered).toBe(status);
    expect(body.message).toMatch(/[一-龥]/);
  });

  test("when it is larger than the limit, before the rest is read", async () => {
    const answer = await endlessUpload();
    expect(answer).toContain("413");
    expect(answer).toContain("FEED_TOO_LARGE");
  });

  test("when the feed does not exist", async () => {
    const { status, body } = await hub.submit("enforcement.nothing", "x", clerk);
    expect([status, body.code]).toEqual([404, "FEED_UNKNOWN"]);
  });

  test("when nobody signed in, a reviewer sends it, or a department that may not", async () => {
    const sent = async (feed: string, token: string): Promise<unknown> =>
      (await hub.submit(feed, penaltyCsv([penaltyRow(1)]), token)).body.code;
    expect(await sent(FEED, "")).toBe("TOKEN_INVALID");
    expect(await sent(FEED, await hub.token("reviewer", MARKET.code))).toBe("FORBIDDEN");
    expect(await sent("directory.departments", clerk)).toBe("FORBIDDEN");
  });
});

describe("a row is found fault with by its row, column, value and code:", () => {
  test.each<readonly [string, PenaltyRow, string, string | null, string | null]>([
    [
      "a day that does not exist",
      { decisionDate: "2020-02-30" },
      "DATE_IMPOSSIBLE",
      "decisionDate",
      "2020-02-30",
    ],
    [
      "a compact day that does not exist",
      { decisionDate: "20200231" },
      "DATE_IMPOSSIBLE",
      "decisionDate",
      "20200231",
    ],
    [
      "a formula",
      { violationFacts: "=cmd|' /C calc'!A0" },
      "VALUE_FORMULA",
      "violationFacts",
      "=cmd|' /C calc'!A0",
    ],
    [
      "a citizen ID in a public column",
      { businessRegistrationNumber: "110228199001010010" },
      "PERSONAL_NUMBER",
      "businessRegistrationNumber",
      null,
    ],
    [
      "a wrong check character",
      { unifiedSocialCreditCode: "91110118MA00TEXT0Q" },
      "USCC_CHECK",
      "unifiedSocialCreditCode",
      "91110118MA00TEXT0Q",
    ],
    [
      "a code that became a number",
      { unifiedSocialCreditCode: "9.11101E+17" },
      "USCC_NUMBER_FORMAT",
      "unifiedSocialCreditCode",
      "9.11101E+17",
    ],
    ["a blank that is required", { violationFacts: "" }, "VALUE_REQUIRED", "violationFacts", null],
    [
      "a value outside of its code list",
      { penaltyCategories: "罚站" },
      "VALUE_CODE",
      "penaltyCategories",
      "罚站",
    ],
    ["a fine without an amount", { fineAmount: "" }, "DP-11", "fineAmount", null],
    ["a minor", naturalPerson("李示例", makeCitizenId("11011820150101001")), "DP-06B", null, null],
    [
      "a citizen ID whose check is wrong",
      naturalPerson("李示例", "110228199001010011"),
      "DP-06",
      "personIdNumber",
      null,
    ],
  ])("%s", async (_, changes, code, field, value) => {
    const findings = await findingsOf(changes);
    expect(findings).toContainEqual([code, field, value]);
  });

  test("an Excel date that lost its format is read, and pointed out when it cannot be", async () => {
    const findings = await findingsOf({ penaltyValidTo: "47848" });
    expect(findings).toEqual([]);
  });

  test("an amount with a unit or separators is converted and pointed out", async () => {
    expect(await findingsOf({ fineAmount: "2000元", penaltyContent: "罚款2000元" })).toEqual([
      ["AMOUNT_UNIT_CONVERTED", "fineAmount", "2000元"],
    ]);
    const { body } = await submit(
      penaltyCsv([penaltyRow(next++, { fineAmount: "1,200", penaltyContent: "罚款" })]),
    );
    expect(body.submission?.errors).toBe(0);
    expect(body.findings?.map(({ code }) => code)).toContain("AMOUNT_SEPARATORS");
  });

  test("a row that stands twice, and one that contradicts another", async () => {
    const row = penaltyRow(next++);
    expect((await submit(penaltyCsv([row, row]))).body.findings).toMatchObject([
      { row: 3, code: "ROW_REPEATED" },
    ]);
    expect((await submit(penaltyCsv([row, { ...row, violationFacts: "别的" }]))).body.findings).toMatchObject(
      [{ row: 3, code: "ROW_DUPLICATE" }],
    );
  });

  test("nothing of a file with an error can be sent to review", async () => {
    const { status, body } = await submit(
      penaltyCsv([penaltyRow(next++), penaltyRow(next++, { fineAmount: "-1" })]),
    );
    expect(status).toBe(422);
    const sent = await hub.query(
      "mutation ($id: ID!) { submitForReview(id: $id) { id } }",
      { id: body.submission?.id },
      clerk,
    );
    expect(sent.errors?.[0]?.extensions["code"]).toBe("SUBMISSION_HAS_ERRORS");
  });
});

test("the same bytes sent twice, also at once, are one submission, and the second is told so", async () => {
  const file = penaltyCsv([penaltyRow(next++)]);
  const answers = await Promise.all([submit(file), submit(file)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 201]);
  const again = await submit(file);
  const first = answers.find(({ status }) => status === 201)?.body.submission?.id;
  expect(again.body).toMatchObject({ code: "SUBMISSION_SAME_BYTES", details: { submission: first } });
});

test("the same rows come in alike as UTF-8, UTF-8 with a BOM, GBK and GB18030, with other headers, full-width and blank cells", async () => {
  const rows = [penaltyRow(next++, { fineAmount: "０．２" })];
  for (const encode of [
    (text: string) => Buffer.from(text),
    (text: string) => Buffer.from(`\ufeff${text}`),
    gbk,
    (text: string) => iconv.encode(text, "gb18030"),
  ]) {
    const text = penaltyCsv(rows, {
      headers: { partyName: "1.当事人名称（必填）", fineAmount: "罚款金额 (万元)" },
      title: `第${next++}次`,
    });
    const { status, body } = await submit(encode(text));
    expect([status, body.findings]).toEqual([201, []]);
  }
});

test("an upload that breaks off leaves nothing", async () => {
  const count = async (): Promise<unknown> =>
    (
      await hub.parts.database.pool.query(
        "SELECT (SELECT count(*) FROM disclosure.submission) AS submissions, (SELECT count(*) FROM disclosure.original o WHERE NOT EXISTS (SELECT FROM disclosure.submission s WHERE s.id = o.submission)) AS orphans",
      )
    ).rows[0];
  const before = await count();
  const { hostname, port } = new URL(hub.url);
  await new Promise<void>((resolve, reject) => {
    const socket = connectSocket(Number(port), hostname, () => {
      socket.write(
        `POST /intake/${FEED} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${clerk}\r\ncontent-length: 9000000\r\n\r\n${"甲,".repeat(50_000)}`,
      );
      setTimeout(() => socket.destroy(), 100);
    });
    socket.on("close", () => resolve()).on("error", reject);
  });
  await until(async () => JSON.stringify(await count()) === JSON.stringify(before));
  expect(await count()).toEqual(before);
});

/** Sends more than the limit and never stops; gives what the hub answers meanwhile. */
function endlessUpload(): Promise<string> {
  const { hostname, port } = new URL(hub.url);
  return new Promise((resolve) => {
    let answer = "";
    const chunk = Buffer.alloc(1024 * 1024, "a,");
    const socket = connectSocket(Number(port), hostname, () => {
      socket.write(
        `POST /intake/${FEED} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${clerk}\r\ntransfer-encoding: chunked\r\n\r\n`,
      );
      const send = (): void => {
        if (!socket.writable || answer !== "") return;
        socket.write(`${chunk.length.toString(16)}\r\n`);
        socket.write(chunk);
        socket.write("\r\n", send);
      };
      send();
    });
    socket.on("data", (data) => {
      answer += data.toString();
    });
    socket.on("error", () => undefined).on("close", () => resolve(answer));
  });
}

/** A sheet of blank rows: kilobytes that unpack to hundreds of megabytes. */
function zipBomb(): Uint8Array {
  return workbookFile({ sheets: [{ rows: "<row/>".repeat(20_000_000) }] });
}
