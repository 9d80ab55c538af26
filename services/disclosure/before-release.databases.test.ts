/**
 * What a release waits for: the departments that it concerns (涉及其他机关的先协商), and third parties
 * (第三方意见). Over HTTP, on both databases.
 */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { addDays, today } from "../kit/values/dates.js";
import { openWorkingDays } from "../kit/values/working-days.js";
import { CORE } from "../../test/prepared.js";
import { openMailServer } from "../../test/duties/mail-server.js";
import { eraseExpired } from "./desk/retention.js";
import { createMailer } from "./reminders/mail/mailer.js";
import { remindOfConcurrences } from "./reminders/remind-of-concurrences.js";
import { startHub, valueAt, type TestHub } from "../../test/start-hub.js";

/** Those that the test runs in: their holidays are known. */
const YEARS = [...new Set([today().slice(0, 4), addDays(today(), -60).slice(0, 4)])];

let hub: TestHub;
let supervisor: string;
beforeAll(async () => {
  hub = await startHub({ domains: [...CORE, "policy"], holds: "directory" });
  supervisor = await hub.token("supervisor", null);
  const rows = YEARS.map((year) => `${year}-01-01,放假,元旦,示例`);
  await hub.publish("directory.calendar", ["日期,安排,节日名称,依据", ...rows].join("\n"), "zwfwj");
  await hub.publish(
    "disclosure.concurrence-rules",
    rules(",issuerCodes,,5,视为同意", "区审计局,,genre=CIRCULAR,3,不得发布"),
    "zwfwj",
  );
});
afterAll(() => hub.close());

function rules(...rows: readonly string[]): string {
  return [
    "报送事项,协商部门,部门字段,适用条件,期限（工作日）,逾期未反馈,依据,起始日期,截止日期",
    ...rows.map((row) => `policy.documents,${row},示例依据,2020-01-01,`),
  ].join("\n");
}

let numbers = 0;
/** A document of 区发改委, jointly with others. */
function documentOf(changes: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  numbers += 1;
  return {
    索引号: `SL-FGW/ZK-2026-${String(numbers).padStart(6, "0")}`,
    标题: `北京市密云区发展和改革委员会关于印发《示例办法${numbers}》的通知`,
    发文机关: "区发改委",
    联合发文单位: "区财政局",
    发文字号: `密发展示例发〔2026〕${numbers}号`,
    成文日期: addDays(today(), -3),
    发布日期: addDays(today(), -2),
    实施日期: addDays(today(), -1),
    主题分类: "财政、金融、审计/财政",
    文种分类: "通知",
    有效性: "现行有效",
    是否规范性文件: "否",
    公开属性: "主动公开",
    正文: "第一条 为了示例。",
    ...changes,
  };
}

async function ask(
  text: string,
  token: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<unknown> {
  const { data, errors } = await hub.query(text, variables, token);
  expect(errors).toBeUndefined();
  return data;
}
/** The code of the refusal; null where nothing was refused. */
async function tried(
  text: string,
  token: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const { errors } = await hub.query(text, variables, token);
  return errors?.[0]?.extensions["code"] ?? null;
}

const APPROVE =
  "mutation ($id: ID!, $digest: String!) { approve(id: $id, differenceDigest: $digest) { state concurrences { state } } }";
const PUBLISH = "mutation ($id: ID!) { publish(id: $id) { state } }";
const ANSWER =
  "mutation ($id: ID!, $digest: String!, $answer: ConcurrenceAnswer!, $reason: String) { answerConcurrence(id: $id, differenceDigest: $digest, answer: $answer, reason: $reason) { state reason answeredByName } }";
const OVERRIDE =
  "mutation ($id: ID!, $reason: String!) { overrideConcurrence(id: $id, reason: $reason) { state } }";

interface Approved {
  readonly id: string;
  readonly digest: string;
  readonly reviewer: string;
}

async function sent(...rows: readonly Readonly<Record<string, string>>[]): Promise<string> {
  const clerk = await hub.token("clerk", "fgw");
  const { body } = await hub.submit("policy.documents", JSON.stringify(rows), clerk);
  expect([body.submission?.errors, body.findings?.filter(({ severity }) => severity === "ERROR")]).toEqual([
    0,
    [],
  ]);
  const id = String(body.submission?.id);
  await ask("mutation ($id: ID!) { submitForReview(id: $id) { id } }", clerk, { id });
  return id;
}

async function approve(id: string): Promise<Approved> {
  const reviewer = await hub.token("reviewer", "fgw");
  const seen = await ask("query ($id: ID!) { submission(id: $id) { difference { digest } } }", reviewer, {
    id,
  });
  const digest = String(valueAt(seen, "submission", "difference", "digest"));
  await ask(APPROVE, reviewer, { id, digest });
  return { id, digest, reviewer };
}

const approved = async (...rows: readonly Readonly<Record<string, string>>[]): Promise<Approved> =>
  approve(await sent(...rows));

/** What a submission asked of whom, the newest first. */
async function askedOf({
  id,
  reviewer,
}: Approved): Promise<
  readonly { readonly id: string; readonly department: string; readonly state: string }[]
> {
  const data = await ask(
    "query ($id: ID!) { submission(id: $id) { concurrences { id state department { code } } } }",
    reviewer,
    { id },
  );
  return Object.values(valueAt(data, "submission", "concurrences") ?? {}).map((one) => ({
    id: String(valueAt(one, "id")),
    department: String(valueAt(one, "department", "code")),
    state: String(valueAt(one, "state")),
  }));
}

async function onlyOne(submission: Approved): Promise<string> {
  const [one, ...others] = await askedOf(submission);
  expect(others).toEqual([]);
  return one?.id ?? "";
}

/** As if so much time had gone by since the department was asked; the database's own interval. */
async function letPass(submission: Approved, interval: string): Promise<void> {
  const { rowCount } = await hub.parts.database.pool.query(
    "UPDATE disclosure.concurrence SET asked_at = asked_at - $2::interval WHERE submission = $1",
    [submission.id, interval],
  );
  expect(rowCount).toBeGreaterThan(0);
}

async function trailOf({ id }: Approved): Promise<readonly unknown[]> {
  const data = await ask(
    "{ trail(first: 100, kinds: [CONCURRENCE_AGREED, CONCURRENCE_OBJECTED, CONCURRENCE_OVERRIDDEN, CONCURRENCE_SETTLED, THIRD_PARTY_ASKED, THIRD_PARTY_ANSWERED, THIRD_PARTY_DECIDED]) { nodes { kind subject details } } }",
    supervisor,
  );
  return Object.values(valueAt(data, "trail", "nodes") ?? {})
    .filter((entry) => valueAt(entry, "subject") === id)
    .map((entry) => [valueAt(entry, "kind"), JSON.parse(String(valueAt(entry, "details")))])
    .toReversed();
}

test("a joint document waits for its other issuer, who agrees to exactly what it sees, once", async () => {
  const id = await sent(documentOf(), documentOf({ 联合发文单位: "" }));
  const reviewer = await hub.token("reviewer", "fgw");
  const before = await ask(
    "query ($id: ID!) { submission(id: $id) { consultees { department { code } days silence records basis } concurrences { id } } }",
    reviewer,
    { id },
  );
  expect(valueAt(before, "submission")).toEqual({
    consultees: [{ department: { code: "czj" }, days: 5, silence: "CONSENT", records: 1, basis: "示例依据" }],
    concurrences: [],
  });

  const submission = await approve(id);
  const { digest } = submission;
  expect(await tried(PUBLISH, reviewer, { id })).toBe("CONCURRENCE_PENDING");
  const finance = await hub.token("reviewer", "czj");
  const data = await ask(
    "{ concurrences(open: true) { totalCount nodes { id state dueOn isCovered askedBy { code } feed { id } difference { added digest rows { identity { value } } } } } }",
    finance,
  );
  expect(valueAt(data, "concurrences")).toMatchObject({
    totalCount: 1,
    nodes: [
      {
        state: "WAITING",
        isCovered: true,
        askedBy: { code: "fgw" },
        feed: { id: "policy.documents" },
        difference: { added: 2, digest },
      },
    ],
  });
  const asked = String(valueAt(data, "concurrences", "nodes", 0, "id"));
  const given = { id: asked, digest, answer: "AGREED" };
  for (const [code, role, department] of [
    ["CONCURRENCE_UNKNOWN", "reviewer", "jtj"],
    ["FORBIDDEN", "reviewer", "fgw"],
    ["FORBIDDEN", "clerk", "czj"],
    ["FORBIDDEN", "supervisor", null],
  ] as const)
    expect([role, department, await tried(ANSWER, await hub.token(role, department), given)]).toEqual([
      role,
      department,
      code,
    ]);
  expect(await tried(ANSWER, finance, { ...given, digest: "0".repeat(64) })).toBe("CONCURRENCE_STALE");
  expect(await tried(ANSWER, finance, { ...given, id: "1" })).toBe("CONCURRENCE_UNKNOWN");
  expect(await tried(PUBLISH, reviewer, { id })).toBe("CONCURRENCE_PENDING");

  expect(await ask(ANSWER, finance, given)).toMatchObject({ answerConcurrence: { state: "AGREED" } });
  for (const answer of ["AGREED", "OBJECTED"])
    expect(await tried(ANSWER, finance, { ...given, answer, reason: "示例" })).toBe("CONCURRENCE_STATE");
  expect(await ask("{ concurrences(open: true) { totalCount } }", finance)).toEqual({
    concurrences: { totalCount: 0 },
  });
  expect(await ask(PUBLISH, reviewer, { id })).toEqual({ publish: { state: "PUBLISHED" } });
  expect(await tried(ANSWER, finance, given)).toBe("CONCURRENCE_STATE");
  expect(await trailOf(submission)).toMatchObject([
    ["CONCURRENCE_AGREED", { feed: "policy.documents", askedBy: "fgw", digest, before: "WAITING" }],
    [
      "CONCURRENCE_SETTLED",
      { concurrences: [expect.stringMatching(/^czj AGREED /)], release: expect.any(Number) },
    ],
  ]);
  expect(await ask("{ verification { problems { code } } }", supervisor)).toEqual({
    verification: { problems: [] },
  });
});

test("what concerns nobody else is published at once, and a withdrawal by law asks nobody", async () => {
  const alone = await approved(documentOf({ 联合发文单位: "" }));
  expect(await askedOf(alone)).toEqual([]);
  expect(await ask(PUBLISH, alone.reviewer, { id: alone.id })).toEqual({ publish: { state: "PUBLISHED" } });

  const { data } = await hub.query(
    '{ policyDocuments(first: 1, where: { indexNumber: { eq: "SL-FGW/ZK-2026-000001" } }) { nodes { id } } }',
  );
  const withdrawal = await ask(
    'mutation ($ids: [ID!]!) { requestWithdrawal(feed: "policy.documents", recordIds: $ids, kind: REVOCATION, documentNumber: "示例1号", date: "2026-11-01", reason: "示例") { id } }',
    await hub.token("clerk", "fgw"),
    { ids: [valueAt(data, "policyDocuments", "nodes", 0, "id")] },
  );
  const revoked = await approve(String(valueAt(withdrawal, "requestWithdrawal", "id")));
  expect(await ask(PUBLISH, revoked.reviewer, { id: revoked.id })).toEqual({
    publish: { state: "PUBLISHED" },
  });
});

test("an objection has a reason and stops the release, until it is withdrawn or a supervisor sets it aside with one", async () => {
  const finance = await hub.token("reviewer", "czj");
  const [withdrawn, overridden] = [await approved(documentOf()), await approved(documentOf())];
  for (const submission of [withdrawn, overridden]) {
    const object = { id: await onlyOne(submission), digest: submission.digest, answer: "OBJECTED" };
    for (const reason of [null, " ", "长".repeat(501)])
      expect(await tried(ANSWER, finance, { ...object, reason })).toBe("CONCURRENCE_REASON_INVALID");
    expect(await ask(ANSWER, finance, { ...object, reason: "数字与预算不符" })).toMatchObject({
      answerConcurrence: { state: "OBJECTED", reason: "数字与预算不符" },
    });
    expect(await tried(PUBLISH, submission.reviewer, { id: submission.id })).toBe("CONCURRENCE_PENDING");
    // Not even when the time is over: it is no silence.
    await letPass(submission, "40 days");
    expect(await tried(PUBLISH, submission.reviewer, { id: submission.id })).toBe("CONCURRENCE_PENDING");
  }
  const agree = {
    id: await onlyOne(withdrawn),
    digest: withdrawn.digest,
    answer: "AGREED",
    reason: "数字已核实",
  };
  expect(await ask(ANSWER, finance, agree)).toMatchObject({ answerConcurrence: { state: "AGREED" } });

  const id = await onlyOne(overridden);
  expect(await tried(OVERRIDE, finance, { id, reason: "示例" })).toBe("FORBIDDEN");
  expect(await tried(OVERRIDE, supervisor, { id, reason: " " })).toBe("CONCURRENCE_REASON_INVALID");
  expect(await ask(OVERRIDE, supervisor, { id, reason: "经会商，以发改委口径为准" })).toEqual({
    overrideConcurrence: { state: "OVERRIDDEN" },
  });
  expect(await tried(OVERRIDE, supervisor, { id, reason: "示例" })).toBe("CONCURRENCE_STATE");
  expect(await tried(ANSWER, finance, { ...agree, id, digest: overridden.digest })).toBe("CONCURRENCE_STATE");
  for (const submission of [withdrawn, overridden])
    expect(await ask(PUBLISH, submission.reviewer, { id: submission.id })).toEqual({
      publish: { state: "PUBLISHED" },
    });
  expect((await trailOf(withdrawn)).map((entry) => valueAt(entry, 0))).toEqual([
    "CONCURRENCE_OBJECTED",
    "CONCURRENCE_AGREED",
    "CONCURRENCE_SETTLED",
  ]);
  expect(await trailOf(overridden)).toMatchObject([
    ["CONCURRENCE_OBJECTED", { reason: "数字与预算不符" }],
    ["CONCURRENCE_OVERRIDDEN", { before: "OBJECTED", reason: "经会商，以发改委口径为准" }],
    ["CONCURRENCE_SETTLED", { concurrences: [expect.stringMatching(/^czj OVERRIDDEN /)] }],
  ]);
});

test("silence counts as the rule says, from the day after the last one, and only while the clock says so", async () => {
  const [finance, audit] = await Promise.all([hub.token("reviewer", "czj"), hub.token("reviewer", "sjj")]);
  const tacit = await approved(documentOf());
  const id = await onlyOne(tacit);
  expect(await tried(OVERRIDE, supervisor, { id, reason: "示例" })).toBe("CONCURRENCE_STATE");
  // In a year whose holidays nobody knows it is not known when the time is over.
  await letPass(tacit, "10000 days");
  expect(await askedOf(tacit)).toMatchObject([{ state: "WAITING" }]);
  await letPass(tacit, "-9970 days");
  expect(await askedOf(tacit)).toMatchObject([{ state: "TACIT" }]);
  expect(await tried(ANSWER, finance, { id, digest: tacit.digest, answer: "OBJECTED", reason: "示例" })).toBe(
    "CONCURRENCE_STATE",
  );
  await letPass(tacit, "-31 days");
  expect(await tried(PUBLISH, tacit.reviewer, { id: tacit.id })).toBe("CONCURRENCE_PENDING");
  await letPass(tacit, "31 days");
  expect(await ask(PUBLISH, tacit.reviewer, { id: tacit.id })).toEqual({ publish: { state: "PUBLISHED" } });
  expect(await trailOf(tacit)).toMatchObject([
    ["CONCURRENCE_SETTLED", { concurrences: [expect.stringMatching(/^czj TACIT \d{4}-\d\d-\d\d$/)] }],
  ]);

  const strict = await approved(documentOf({ 联合发文单位: "", 文种分类: "通告" }));
  const other = await onlyOne(strict);
  await letPass(strict, "30 days");
  expect(await askedOf(strict)).toMatchObject([{ department: "sjj", state: "OVERDUE" }]);
  expect(await tried(PUBLISH, strict.reviewer, { id: strict.id })).toBe("CONCURRENCE_PENDING");
  expect(await ask(ANSWER, audit, { id: other, digest: strict.digest, answer: "AGREED" })).toMatchObject({
    answerConcurrence: { state: "AGREED" },
  });
  expect(await ask(PUBLISH, strict.reviewer, { id: strict.id })).toEqual({ publish: { state: "PUBLISHED" } });
});

test("a department that is asked is reminded by mail and at the desk before its last day and once after it, and nobody else is", async () => {
  const mails = await openMailServer();
  const finance = await hub.token("reviewer", "czj");
  const submission = await approved(documentOf());
  const id = await onlyOne(submission);
  let time = new Date();
  const mailer = (): Promise<void> | undefined =>
    createMailer({
      ...hub.parts,
      mail: { url: mails.url, from: "tongcha@example.cn" },
      publicUrl: "https://data.example.cn",
      now: () => time,
    })?.sendDue();
  const seen = async (token: string): Promise<unknown> =>
    ask("query ($id: ID!) { concurrence(id: $id) { dueOn reminderDays } }", token, { id });
  const due = String(valueAt(await seen(finance), "concurrence", "dueOn"));
  const isWorkday = (day: string): boolean =>
    ![0, 6].includes(new Date(day).getUTCDay()) && !day.endsWith("-01-01");
  const left = (day: string): number => {
    let count = 0;
    for (let next = addDays(day, 1); next <= due; next = addDays(next, 1)) if (isWorkday(next)) count += 1;
    return count;
  };
  const days = Array.from({ length: 20 }, (_, at) => addDays(today(), at));
  const expected = [
    days.find((day) => left(day) <= 3),
    days.find((day) => left(day) <= 1),
    days.find((day) => day > due && isWorkday(day)),
  ];
  for (const day of days) {
    time = new Date(`${day}T09:00:00+08:00`);
    // Three hubs at once, and one that was started since: each tells nothing again.
    await Promise.all([1, 2, 3].map(() => remindOfConcurrences(hub.parts, { now: time, isMailed: true })));
    await Promise.all([mailer(), mailer()]);
    expect(await remindOfConcurrences(hub.parts, { now: time, isMailed: true })).toBe(0);
  }
  expect(await seen(finance)).toEqual({ concurrence: { dueOn: due, reminderDays: expected } });
  expect(mails.received.map(({ to }) => to)).toEqual(expected.map(() => ["czj@example.com"]));
  const [first, , last] = mails.received;
  const text = (day: string): string => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日");
  expect(first?.header("subject")).toBe(`协商提醒：1项待反馈（${text(String(expected[0]))}）`);
  expect(first?.text.split("\n").slice(2, -2)).toEqual([
    `截至${text(String(expected[0]))}，其他部门报送的信息有1项涉及本部门，发布前等待本部门的意见：`,
    "",
    "1. 政策文件（北京市密云区发展和改革委员会报送，涉及1条）",
    `   最迟${text(due)}反馈，还有${left(String(expected[0]))}个工作日；逾期未反馈的，视为同意`,
    "   依据：示例依据",
    `   查看、反馈：https://data.example.cn/desk/concurrences/${id}`,
    "",
    "查看全部：https://data.example.cn/desk/concurrences",
  ]);
  expect(last?.text).toContain(`   最迟${text(due)}反馈，逾期未反馈，视为同意`);
  // What is to be published is at the desk alone.
  expect(mails.received.map((mail) => mail.text).join()).not.toContain("示例办法");
  expect(await (await fetch(`${hub.url}/reminders/czj.atom`)).text()).not.toContain("协商");
  expect(await ask("{ reminderMails { about state address department { code } } }", supervisor)).toEqual({
    reminderMails: expected.map(() => ({
      about: "CONCURRENCES",
      state: "SENT",
      address: "czj@example.com",
      department: { code: "czj" },
    })),
  });

  // What is answered between the reminder and its mail is no longer mailed.
  const answered = await approved(documentOf());
  time = new Date(`${due}T09:00:00+08:00`);
  expect(await remindOfConcurrences(hub.parts, { now: time, isMailed: true })).toBe(1);
  const one = { id: await onlyOne(answered), digest: answered.digest };
  await ask(ANSWER, finance, { ...one, answer: "AGREED" });
  await mailer();
  expect(mails.received).toHaveLength(3);
  expect(await ask("{ reminderMails(states: [OBSOLETE]) { attempts } }", supervisor)).toEqual({
    reminderMails: [{ attempts: 1 }],
  });
  for (const { reviewer, ...rest } of [submission, answered])
    await ask('mutation ($id: ID!) { returnForCorrection(id: $id, reason: "示例") { id } }', reviewer, {
      id: rest.id,
    });
  await mails.close();
});

test("agreement to a file that was given back, or to what has changed since, publishes nothing", async () => {
  const finance = await hub.token("reviewer", "czj");
  const row = documentOf();
  const returned = await approved(row);
  const old = await onlyOne(returned);
  await ask(
    'mutation ($id: ID!) { returnForCorrection(id: $id, reason: "请更正标题") { id } }',
    returned.reviewer,
    { id: returned.id },
  );
  expect(await askedOf(returned)).toMatchObject([{ state: "ENDED" }]);
  expect(await tried(ANSWER, finance, { id: old, digest: returned.digest, answer: "AGREED" })).toBe(
    "CONCURRENCE_STATE",
  );
  const corrected = await approved({ ...row, 标题: `${row["标题"]}（更正）` });
  expect(corrected.digest).not.toBe(returned.digest);
  const id = await onlyOne(corrected);
  expect(await tried(ANSWER, finance, { id, digest: returned.digest, answer: "AGREED" })).toBe(
    "CONCURRENCE_STALE",
  );

  // Another file of the same record is published first: what was asked about is not what would be published.
  const first = await approved({ ...row, 标题: `${row["标题"]}（另一份）` });
  await ask(ANSWER, finance, { id: await onlyOne(first), digest: first.digest, answer: "AGREED" });
  await ask(PUBLISH, first.reviewer, { id: first.id });
  expect(await tried(PUBLISH, corrected.reviewer, { id: corrected.id })).toBe("SUBMISSION_STALE");
  expect(await askedOf(corrected)).toMatchObject([{ state: "ENDED" }]);
  const again = await approve(corrected.id);
  expect((await askedOf(again)).map(({ state }) => state)).toEqual(["WAITING", "ENDED"]);
  const [asked] = await askedOf(again);
  await ask(ANSWER, finance, { id: asked?.id, digest: again.digest, answer: "AGREED" });
  expect(await ask(PUBLISH, again.reviewer, { id: again.id })).toEqual({ publish: { state: "PUBLISHED" } });
});

test("whom the rules name while a submission waits is asked too, and who was asked before still is", async () => {
  const finance = await hub.token("reviewer", "czj");
  const submission = await approved(documentOf());
  await ask(ANSWER, finance, { id: await onlyOne(submission), digest: submission.digest, answer: "AGREED" });
  await hub.publish("disclosure.concurrence-rules", rules("区教委,,genre=NOTICE,2,不得发布"), "zwfwj");
  expect(await tried(PUBLISH, submission.reviewer, { id: submission.id })).toBe("CONCURRENCE_PENDING");
  const asked = await askedOf(submission);
  expect(asked.map(({ department, state }) => [department, state]).toSorted()).toEqual([
    ["czj", "AGREED"],
    ["jw", "WAITING"],
  ]);
  // The rule ends; the department was asked, and its word is waited for.
  await hub.publish(
    "disclosure.concurrence-rules",
    rules("区教委,,genre=NOTICE,2,不得发布").replace("2020-01-01,", `2020-01-01,${addDays(today(), -1)}`),
    "zwfwj",
  );
  expect(await tried(PUBLISH, submission.reviewer, { id: submission.id })).toBe("CONCURRENCE_PENDING");
  const [education] = asked.filter(({ department }) => department === "jw");
  // Who answers and who publishes at one moment: either is first, and the answer is there in both.
  const [, published] = await Promise.all([
    ask(ANSWER, await hub.token("reviewer", "jw"), {
      id: education?.id,
      digest: submission.digest,
      answer: "AGREED",
    }),
    tried(PUBLISH, submission.reviewer, { id: submission.id }),
  ]);
  expect([null, "CONCURRENCE_PENDING"]).toContain(published);
  if (published !== null) await ask(PUBLISH, submission.reviewer, { id: submission.id });
  expect((await trailOf(submission)).map((entry) => valueAt(entry, 0))).toEqual([
    "CONCURRENCE_AGREED",
    "CONCURRENCE_AGREED",
    "CONCURRENCE_SETTLED",
  ]);
  expect(await askedOf(await approved(documentOf({ 联合发文单位: "" })))).toEqual([]);
});

const ASK =
  'mutation ($id: ID!, $receivedOn: Date!, $party: String!) { askThirdParty(submission: $id, party: $party, interest: TRADE_SECRET, about: "第二条的报价", receivedOn: $receivedOn) { thirdParties { id state dueOn } } }';
const ANSWER_THIRD =
  "mutation ($id: ID!, $answer: ThirdPartyAnswer!, $on: Date!, $reason: String) { recordThirdPartyAnswer(id: $id, answer: $answer, answeredOn: $on, reason: $reason) { thirdParties { state } } }";
const DECIDE =
  "mutation ($id: ID!, $decision: ThirdPartyDecision!, $ground: ThirdPartyGround!, $reason: String, $toldOn: Date) { decideThirdParty(id: $id, decision: $decision, ground: $ground, reason: $reason, toldOn: $toldOn) { thirdParties { state ground toldOn } } }";

/** A document that concerns no other department, with a letter that came on a day. */
async function lettered(daysAgo: number): Promise<Approved & { readonly matter: string }> {
  const submission = await approved(documentOf({ 联合发文单位: "" }));
  const data = await ask(ASK, await hub.token("clerk", "fgw"), {
    id: submission.id,
    party: "示例科技有限公司",
    receivedOn: addDays(today(), -daysAgo),
  });
  return { ...submission, matter: String(valueAt(data, "askThirdParty", "thirdParties", 0, "id")) };
}

test("what concerns a third party is published once it consented and a second person decided, with a trail that names nobody", async () => {
  const clerk = await hub.token("clerk", "fgw");
  const { id, matter, reviewer, ...rest } = await lettered(3);
  for (const receivedOn of [addDays(today(), 1), addDays(today(), -400)])
    expect(await tried(ASK, clerk, { id, party: "示例公司", receivedOn })).toBe("THIRD_PARTY_INVALID");
  expect(await tried(ASK, clerk, { id, party: " ", receivedOn: today() })).toBe("THIRD_PARTY_INVALID");
  expect(await tried(PUBLISH, reviewer, { id })).toBe("THIRD_PARTY_PENDING");
  const consent = { id: matter, decision: "PUBLISH", ground: "CONSENT" };
  expect(await tried(DECIDE, reviewer, consent)).toBe("THIRD_PARTY_STATE");
  const said = { id: matter, answer: "CONSENT", on: today() };
  expect(await tried(ANSWER_THIRD, await hub.token("clerk", "czj"), said)).toBe("SUBMISSION_UNKNOWN");
  expect(await tried(ANSWER_THIRD, clerk, { ...said, on: addDays(today(), -4) })).toBe("THIRD_PARTY_INVALID");
  expect(await tried(ANSWER_THIRD, clerk, { ...said, on: addDays(today(), 1) })).toBe("THIRD_PARTY_INVALID");
  expect(await tried(ANSWER_THIRD, clerk, { ...said, answer: "REFUSAL" })).toBe("THIRD_PARTY_INVALID");
  expect(await tried(ANSWER_THIRD, clerk, { ...said, id: "1" })).toBe("THIRD_PARTY_UNKNOWN");
  await ask(ANSWER_THIRD, clerk, said);
  expect(await tried(ANSWER_THIRD, clerk, said)).toBe("THIRD_PARTY_STATE");
  expect(await tried(PUBLISH, reviewer, { id })).toBe("THIRD_PARTY_PENDING");
  expect(await tried(DECIDE, clerk, consent)).toBe("FORBIDDEN");
  expect(await tried(DECIDE, reviewer, { ...consent, ground: "SILENCE", reason: "示例" })).toBe(
    "THIRD_PARTY_INVALID",
  );
  await ask(DECIDE, reviewer, consent);
  expect(await tried(DECIDE, reviewer, consent)).toBe("THIRD_PARTY_STATE");
  expect(await ask(PUBLISH, reviewer, { id })).toEqual({ publish: { state: "PUBLISHED" } });
  expect(await tried(ASK, clerk, { id, party: "示例公司", receivedOn: today() })).toBe("THIRD_PARTY_STATE");
  const trail = await trailOf({ id, reviewer, ...rest });
  expect(trail.map((entry) => valueAt(entry, 0))).toEqual([
    "THIRD_PARTY_ASKED",
    "THIRD_PARTY_ANSWERED",
    "THIRD_PARTY_DECIDED",
  ]);
  expect(JSON.stringify(trail)).not.toContain("示例科技");

  // With the file, at the end of its time, goes who it was and what of.
  await eraseExpired(hub.parts, new Date(Date.now() + 400 * 86_400_000));
  const kept = await ask(
    "query ($id: ID!) { submission(id: $id) { thirdParties { party about answer decision ground } } }",
    reviewer,
    { id },
  );
  expect(valueAt(kept, "submission", "thirdParties")).toEqual([
    { party: null, about: null, answer: "CONSENT", decision: "PUBLISH", ground: "CONSENT" },
  ]);
});

test("a refusal withholds with good reason, and yields to the public interest once the third party is told", async () => {
  const clerk = await hub.token("clerk", "fgw");
  const refuse = { answer: "REFUSAL", on: today(), reason: "涉及未公开的报价" };
  const [withheld, outweighed] = [await lettered(2), await lettered(2)];
  for (const { matter } of [withheld, outweighed]) await ask(ANSWER_THIRD, clerk, { id: matter, ...refuse });

  const justified = { id: withheld.matter, decision: "WITHHOLD", ground: "JUSTIFIED" };
  expect(await tried(DECIDE, withheld.reviewer, justified)).toBe("THIRD_PARTY_INVALID");
  await ask(DECIDE, withheld.reviewer, { ...justified, reason: "确属商业秘密" });
  expect(await tried(PUBLISH, withheld.reviewer, { id: withheld.id })).toBe("THIRD_PARTY_WITHHELD");

  const interest = {
    id: outweighed.matter,
    decision: "PUBLISH",
    ground: "PUBLIC_INTEREST",
    reason: "关系饮水安全",
  };
  for (const toldOn of [null, addDays(today(), 1), addDays(today(), -3)])
    expect(await tried(DECIDE, outweighed.reviewer, { ...interest, toldOn })).toBe("THIRD_PARTY_INVALID");
  expect(await ask(DECIDE, outweighed.reviewer, { ...interest, toldOn: today() })).toMatchObject({
    decideThirdParty: { thirdParties: [{ state: "PUBLISH", ground: "PUBLIC_INTEREST", toldOn: today() }] },
  });
  expect(await ask(PUBLISH, outweighed.reviewer, { id: outweighed.id })).toEqual({
    publish: { state: "PUBLISHED" },
  });
});

test("after 15 working days without a word the organ decides, and a late word is none", async () => {
  const clerk = await hub.token("clerk", "fgw");
  const { id, matter, reviewer } = await lettered(45);
  const seen = await ask(
    "query ($id: ID!) { submission(id: $id) { thirdParties { state dueOn } } }",
    reviewer,
    { id },
  );
  const due = openWorkingDays(YEARS.map((year) => ({ date: `${year}-01-01`, isWorkday: false }))).add(
    addDays(today(), -45),
    15,
  );
  expect(valueAt(seen, "submission", "thirdParties")).toEqual([{ state: "SILENT", dueOn: due.date }]);
  expect(await tried(ANSWER_THIRD, clerk, { id: matter, answer: "CONSENT", on: today() })).toBe(
    "THIRD_PARTY_INVALID",
  );
  expect(await tried(DECIDE, reviewer, { id: matter, decision: "PUBLISH", ground: "CONSENT" })).toBe(
    "THIRD_PARTY_INVALID",
  );
  await ask(DECIDE, reviewer, {
    id: matter,
    decision: "PUBLISH",
    ground: "SILENCE",
    reason: "内容已在招标公告中公开",
  });
  expect(await ask(PUBLISH, reviewer, { id })).toEqual({ publish: { state: "PUBLISHED" } });
});

test.each([
  ["a feed that there is not", "policy.nothing,区财政局,,,5,视为同意", "XS-01"],
  ["neither departments nor a field", "policy.documents,,,,5,视为同意", "XS-02"],
  ["both", "policy.documents,区财政局,issuerCodes,,5,视为同意", "XS-02"],
  ["an unknown department", "policy.documents,示例局,,,5,视为同意", "XS-03"],
  ["a field that names nobody", "policy.documents,,madeOn,,5,视为同意", "XS-04"],
  ["a condition that is none", "policy.documents,区财政局,,genre=9,5,视为同意", "XS-05"],
  ["no time", "policy.documents,区财政局,,,0,视为同意", "XS-06"],
])("a rule with %s is refused", async (_, row, code) => {
  const file = `${rules().split("\n")[0]}\n${row},示例依据,2020-01-01,\n`;
  const { body } = await hub.submit("disclosure.concurrence-rules", file, await hub.token("clerk", "zwfwj"));
  expect(body.findings?.filter(({ severity }) => severity === "ERROR").map((found) => found.code)).toEqual([
    code,
  ]);
});
