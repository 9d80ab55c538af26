import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { gbk, MARKET, naturalPerson, penaltyCsv, penaltyRow } from "../penalty-file.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "directory" });
});
afterAll(() => hub.close());

const PENALTIES = `query ($asOf: DateTime) { penalties(orderBy: DECISION_NUMBER_ASC, asOf: $asOf) { totalCount nodes { id decisionNumber partyName fineAmount penaltyCategories violationFacts
  department { code name } party { id name penalties { totalCount } } provenance { row release { number releasedBy approvedBy } } } } }`;

describe("a clerk's GBK spreadsheet", () => {
  let id = "";
  let digest = "";

  test("comes in under a title row, and is checked", async () => {
    const file = gbk(
      penaltyCsv([penaltyRow(1), penaltyRow(2, naturalPerson("欧阳示例", "110228199001010010"))], {
        title: "密云区行政处罚信息公示表,,,",
      }),
    );
    const { status, body } = await hub.submit(
      "enforcement.penalties",
      file,
      await hub.token("clerk", MARKET.code),
    );
    expect(body.findings).toEqual([]);
    expect(status).toBe(201);
    expect(body.submission).toMatchObject({ state: "CHECKED", rows: 2, errors: 0 });
    id = body.submission?.id ?? "";
  });

  test("is seen by nobody before its release", async () => {
    expect(await hub.query(PENALTIES)).toMatchObject({ data: { penalties: { totalCount: 0, nodes: [] } } });
    const stranger = await hub.query(
      "query ($id: ID!) { submission(id: $id) { id } }",
      { id },
      await hub.token("reviewer", "yjj"),
    );
    expect(stranger.errors?.[0]?.extensions["code"]).toBe("SUBMISSION_UNKNOWN");
  });

  test("shows its reviewer what would change", async () => {
    const [clerk, reviewer] = [
      await hub.token("clerk", MARKET.code),
      await hub.token("reviewer", MARKET.code),
    ];
    expect(
      await hub.query("mutation ($id: ID!) { submitForReview(id: $id) { state } }", { id }, clerk),
    ).toMatchObject({ data: { submitForReview: { state: "SUBMITTED" } } });
    const seen = await hub.query(
      "query ($id: ID!) { submission(id: $id) { noDifference { code } difference { added changed removed digest unusual { name } rows { kind row identity { header value } fields { field before after } } } } }",
      { id },
      reviewer,
    );
    expect(seen).toMatchObject({
      data: {
        submission: { noDifference: null, difference: { added: 2, changed: 0, removed: 0, unusual: [] } },
      },
    });
    const [first, second] = Object.values(valueAt(seen.data, "submission", "difference", "rows") ?? {});
    expect([first, second].map((row) => [valueAt(row, "kind"), valueAt(row, "row")])).toEqual([
      ["ADDED", 3],
      ["ADDED", 4],
    ]);
    expect(Object.values(valueAt(first, "identity") ?? {})).toContainEqual({
      header: "行政处罚决定书文号",
      value: expect.any(String),
    });
    // Labels of codes, never their names.
    expect(Object.values(valueAt(first, "fields") ?? {})).toContainEqual({
      field: "penaltyCategories",
      before: null,
      after: "警告；罚款",
    });
    expect(JSON.stringify(seen)).not.toContain("110228199001010010");
    digest = String(valueAt(seen.data, "submission", "difference", "digest"));
  });

  test("is refused when its submitter approves it, by the desk and by the database", async () => {
    const both = await hub.issuer.issue(
      {
        subject: `demo-clerk-${MARKET.code}`,
        name: "一人两职",
        department: MARKET.code,
        roles: ["clerk", "reviewer"],
      },
      1,
    );
    const own = await hub.query(
      "mutation ($id: ID!, $digest: String!) { approve(id: $id, differenceDigest: $digest) { id } }",
      { id, digest },
      both,
    );
    expect(own.errors?.[0]?.extensions["code"]).toBe("REVIEW_OWN");
    await expect(
      hub.parts.database.pool.query(
        "UPDATE disclosure.submission SET state = 'APPROVED', difference_digest = 'x', approved_by = submitted_by WHERE id = $1",
        [id],
      ),
    ).rejects.toThrow("another_person_approves");
  });

  test("is refused by a digest that was not what is there to see", async () => {
    const blind = await hub.query(
      'mutation ($id: ID!) { approve(id: $id, differenceDigest: "00") { id } }',
      { id },
      await hub.token("reviewer", MARKET.code),
    );
    expect(blind.errors?.[0]?.extensions["code"]).toBe("SUBMISSION_STALE");
  });

  test("cannot be published before it is approved", async () => {
    const early = await hub.query(
      "mutation ($id: ID!) { publish(id: $id) { id } }",
      { id },
      await hub.token("reviewer", MARKET.code),
    );
    expect(early.errors?.[0]?.extensions["code"]).toBe("SUBMISSION_STATE");
  });

  test("is published by another person, with its provenance, and its natural person masked", async () => {
    const reviewer = await hub.token("reviewer", MARKET.code);
    await hub.query(
      'mutation ($id: ID!, $digest: String!) { approve(id: $id, differenceDigest: $digest, note: "已核") { id } }',
      { id, digest },
      reviewer,
    );
    expect(
      await hub.query(
        "mutation ($id: ID!) { publish(id: $id) { state release { number added } } }",
        { id },
        reviewer,
      ),
    ).toMatchObject({ data: { publish: { state: "PUBLISHED", release: { number: 5, added: 2 } } } });
    const { data } = await hub.query(PENALTIES);
    expect(valueAt(data, "penalties", "totalCount")).toBe(2);
    expect(valueAt(data, "penalties", "nodes", 0)).toMatchObject({
      partyName: "示例餐饮1有限公司",
      fineAmount: "0.2",
      penaltyCategories: ["WARNING", "FINE"],
      department: { code: MARKET.code, name: MARKET.name },
      party: { name: "示例餐饮1有限公司", penalties: { totalCount: 1 } },
      provenance: { row: 3, release: { number: 5, releasedBy: "示例填报员", approvedBy: "示例审核员" } },
    });
    expect(valueAt(data, "penalties", "nodes", 1)).toMatchObject({ partyName: "欧阳某某", party: null });
  });

  test("has a trail of who did what", async () => {
    const { data } = await hub.query(
      "query ($id: ID!) { submission(id: $id) { events { to byName } } }",
      { id },
      await hub.token("supervisor", null),
    );
    expect(valueAt(data, "submission", "events")).toEqual([
      { to: "RECEIVED", byName: "示例填报员" },
      { to: "CHECKED", byName: "系统" },
      { to: "SUBMITTED", byName: "示例填报员" },
      { to: "APPROVED", byName: "示例审核员" },
      { to: "PUBLISHED", byName: "示例审核员" },
    ]);
  });
});

describe("a correction", () => {
  test("changes the record, keeps its identifier, and leaves what was public then to `asOf`", async () => {
    const before = new Date();
    const [first] = Object.values(valueAt((await hub.query(PENALTIES)).data, "penalties", "nodes") ?? []);
    await hub.publish(
      "enforcement.penalties",
      penaltyCsv([penaltyRow(1, { violationFacts: "更正后的违法事实" })]),
      MARKET.code,
    );
    const now = await hub.query(PENALTIES);
    expect(valueAt(now.data, "penalties", "nodes", 0)).toMatchObject({
      id: valueAt(first, "id"),
      violationFacts: "更正后的违法事实",
      provenance: { release: { number: 6 } },
    });
    const then = await hub.query(PENALTIES, { asOf: before.toISOString() });
    expect(valueAt(then.data, "penalties", "nodes", 0)).toMatchObject({
      id: valueAt(first, "id"),
      violationFacts: "当事人未按规定建立进货查验记录",
    });
  });

  test("that changes nothing releases nothing", async () => {
    await hub.publish(
      "enforcement.penalties",
      `${penaltyCsv([penaltyRow(1, { violationFacts: "更正后的违法事实" })])}\r\n`,
      MARKET.code,
    );
    expect(await hub.query("{ releases(first: 1) { nodes { number } } }")).toMatchObject({
      data: { releases: { nodes: [{ number: 6 }] } },
    });
  });
});

describe("two submissions of one feed that race", () => {
  test("publish only what their reviewers saw", async () => {
    const [clerk, reviewer] = [
      await hub.token("clerk", MARKET.code),
      await hub.token("reviewer", MARKET.code),
    ];
    const ids: string[] = [];
    for (const facts of ["甲的说法", "乙的说法"]) {
      const { body } = await hub.submit(
        "enforcement.penalties",
        penaltyCsv([penaltyRow(1, { violationFacts: facts })]),
        clerk,
      );
      const id = body.submission?.id ?? "";
      await hub.query("mutation ($id: ID!) { submitForReview(id: $id) { id } }", { id }, clerk);
      const seen = await hub.query(
        "query ($id: ID!) { submission(id: $id) { difference { digest } } }",
        { id },
        reviewer,
      );
      await hub.query(
        "mutation ($id: ID!, $digest: String!) { approve(id: $id, differenceDigest: $digest) { id } }",
        { id, digest: valueAt(seen.data, "submission", "difference", "digest") },
        reviewer,
      );
      ids.push(id);
    }
    const answers = await Promise.all(
      ids.map((id) => hub.query("mutation ($id: ID!) { publish(id: $id) { state } }", { id }, reviewer)),
    );
    expect(answers.map(({ errors }) => errors?.[0]?.extensions["code"] ?? "PUBLISHED").toSorted()).toEqual([
      "PUBLISHED",
      "SUBMISSION_STALE",
    ]);
    const stale = ids[answers.findIndex(({ errors }) => errors !== undefined)];
    expect(
      await hub.query(
        "query ($id: ID!) { submission(id: $id) { state approvedByName } }",
        { id: stale },
        reviewer,
      ),
    ).toMatchObject({ data: { submission: { state: "SUBMITTED", approvedByName: null } } });
  });
});

describe("a withdrawal after credit repair", () => {
  test("goes through a second person, and then no door shows the record, not even the past or a later file", async () => {
    const before = new Date();
    const record = String(valueAt((await hub.query(PENALTIES)).data, "penalties", "nodes", 0, "id"));
    const [clerk, reviewer] = [
      await hub.token("clerk", MARKET.code),
      await hub.token("reviewer", MARKET.code),
    ];
    const asked = await hub.query(
      `mutation ($ids: [ID!]!) { requestWithdrawal(feed: "enforcement.penalties", recordIds: $ids, kind: REPAIR, documentNumber: "京密信修〔2026〕1号", date: "2026-11-01", reason: "信用修复") { id state difference { removed digest } } }`,
      { ids: [record] },
      clerk,
    );
    expect(asked).toMatchObject({
      data: { requestWithdrawal: { state: "SUBMITTED", difference: { removed: 1 } } },
    });
    const id = valueAt(asked.data, "requestWithdrawal", "id");
    expect(
      (await hub.query("mutation ($id: ID!) { publish(id: $id) { id } }", { id }, reviewer)).errors?.[0]
        ?.extensions["code"],
    ).toBe("SUBMISSION_STATE");
    await hub.query(
      "mutation ($id: ID!, $digest: String!) { approve(id: $id, differenceDigest: $digest) { id } }",
      { id, digest: valueAt(asked.data, "requestWithdrawal", "difference", "digest") },
      reviewer,
    );
    expect(
      await hub.query(
        "mutation ($id: ID!) { publish(id: $id) { release { kind removed } } }",
        { id },
        reviewer,
      ),
    ).toMatchObject({ data: { publish: { release: { kind: "WITHDRAWAL", removed: 1 } } } });

    expect(await hub.query("query ($id: ID!) { penalty(id: $id) { id } }", { id: record })).toMatchObject({
      data: { penalty: null },
    });
    expect(JSON.stringify(await hub.query(PENALTIES, { asOf: before.toISOString() }))).not.toContain(record);
    await hub.publish("enforcement.penalties", penaltyCsv([penaltyRow(1), penaltyRow(9)]), MARKET.code);
    expect(valueAt((await hub.query(PENALTIES)).data, "penalties", "nodes", 0)).toMatchObject({
      partyName: "欧阳某某",
    });
  });
});

test("the whole chain verifies, and a single changed cell does not", async () => {
  const supervisor = await hub.token("supervisor", null);
  const verify = async (): Promise<unknown> =>
    valueAt(
      (await hub.query("{ verification { problems { code feed } } }", {}, supervisor)).data,
      "verification",
      "problems",
    );
  expect(await verify()).toEqual([]);
  await hub.parts.database.pool.query(
    "UPDATE enforcement.penalties SET fine_amount = 0.3 WHERE decision_number LIKE '%9号' AND closed_in IS NULL",
  );
  expect(JSON.stringify(await verify())).toContain("enforcement.penalties");
});
