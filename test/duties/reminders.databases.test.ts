/**
 * Reminders: on every day of an invented autumn those that a slow model gives, each once; and mails of them
 * through a real SMTP server, which is away, refuses, or does not answer.
 */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import chineseDays from "chinese-days";
import fc from "fast-check";
import { addDays } from "#kit";
import type { HubParts } from "#kit/hub";
import { createMailer, type Mailer } from "../../services/disclosure/reminders/mail/mailer.js";
import { remindOfDuties } from "../../services/disclosure/reminders/remind-of-duties.js";
import { openMailServer, type MailServer } from "./mail-server.js";
import { modelOn, readModel } from "./model.test-data.js";
import { openShop, type Shop } from "./open-shop.test-data.js";
import {
  answers,
  AREAS,
  DEPARTMENTS,
  documents,
  duties,
  exemptions,
  figures,
  meetings,
  PLAN,
  shopContracts,
} from "./shop.test-data.js";

const [departmentFeed, areaFeed] = shopContracts;
if (!departmentFeed || !areaFeed) throw new Error("The shop has no directory");
const MAILED = DEPARTMENTS.map((cells) => ({ ...cells, email: `${cells["code"] ?? ""}@example.com` }));

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.database.close());

const at = (day: string, time = "09:00"): Date => new Date(`${day}T${time}:00+08:00`);
const parts = (): Pick<HubParts, "database" | "contracts"> => ({
  database: shop.database,
  contracts: () => shopContracts,
});
const remindOn = (day: string, isMailed = false): Promise<readonly number[] | null> =>
  remindOfDuties(parts(), { now: at(day), isMailed });

interface Given {
  readonly key: string;
  readonly stage: number;
  readonly day: string;
}

/** All that were given, in the order of their days. */
async function given(): Promise<readonly Given[]> {
  const { rows } = await shop.database.pool.query<Given>(
    `SELECT concat_ws(' ', r.item, r.department, r.period, to_char(r.due_on, 'YYYY-MM-DD')) AS key, r.stage, to_char(n.day, 'YYYY-MM-DD') AS day
    FROM disclosure.reminded r JOIN hub.reminder n ON n.number = r.reminder ORDER BY n.day, 1`,
  );
  return rows;
}

/** Working days after a day, up to and with another, one by one. */
function workingDays(after: string, to: string): number {
  let count = 0;
  for (let day = addDays(after, 1); day <= to; day = addDays(day, 1))
    if (chineseDays.isWorkday(day)) count += 1;
  return count;
}

type Step = (day: string, number: number) => Promise<void>;
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.subarray(["110118001", "110118002"], { minLength: 1 }).map(
    (towns): Step =>
      (day, n) =>
        shop.on(
          day,
          figures,
          "a",
          towns.map((town) => ({ month: addDays(day, -25).slice(0, 7), town, value: String(n) })),
        ),
  ),
  fc.constantFrom("b", "c").map(
    (of): Step =>
      (day, n) =>
        shop.on(day, meetings, of, [
          { number: `${of}${n}`, heldOn: "2020-09-10", kind: "开放" },
          { number: `${of}${n}x`, heldOn: "2020-09-11", kind: "开放" },
        ]),
  ),
  fc.tuple(fc.constantFrom("b", "c"), fc.integer({ min: 1, max: 4 })).map(
    ([of, number]): Step =>
      (day) =>
        shop.on(day, documents, of, [{ number: `${of}${number}`, day: addDays(day, -2) }]),
  ),
  fc.tuple(fc.constantFrom("b", "c"), fc.integer({ min: 1, max: 4 })).map(
    ([of, number]): Step =>
      (day, n) =>
        shop.on(day, answers, of, [{ number: String(n), day, document: `${of}${number}` }]),
  ),
  fc.constantFrom("a", "b", "c").map(
    (of): Step =>
      (day) =>
        shop.on(day, exemptions, "a", [
          { item: "2020/2", explainedBy: of, period: "2020年第3季度", reason: "示例" },
        ]),
  ),
  fc.constantFrom(figures, meetings, answers, exemptions).map(
    (contract): Step =>
      (day) =>
        shop.withdraw(day, contract, "TRUE"),
  ),
);

test.each([1, 2])(
  "of a random autumn each reminder is given once, on its day or the first after it that a hub is there (seed %i)",
  async (seed) => {
    await shop.on("2020-08-03", departmentFeed, "a", DEPARTMENTS);
    await shop.on("2020-08-03", areaFeed, "a", AREAS);
    await shop.on("2020-08-03", duties, "a", PLAN);
    const [script = []] = fc.sample(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 100 }), step, fc.boolean()), {
        minLength: 40,
        maxLength: 40,
      }),
      { numRuns: 1, seed },
    );
    // On a day of each two no hub runs; on another, three do at once.
    const away = new Set(script.flatMap(([offset, , isAway]) => (isAway ? [offset % 97] : [])));
    for (let offset = 1, number = 0; offset <= 100; offset += 1) {
      const day = addDays("2020-08-03", offset);
      for (const [when, take] of script) if (when === offset) await take(day, (number += 1));
      if (away.has(offset)) continue;
      await (offset % 5 === 0 ? Promise.all([remindOn(day), remindOn(day), remindOn(day)]) : remindOn(day));
    }
    const source = await readModel(shop.database, shopContracts);
    const expected: Given[] = [];
    const told = new Map<string, number>();
    for (let offset = 1; offset <= 100; offset += 1) {
      if (away.has(offset)) continue;
      const day = addDays("2020-08-03", offset);
      for (const [named, state] of [...modelOn(source, day)].toSorted()) {
        const key = named.replace(/ \{.*\}$/, "");
        const due = key.slice(-10);
        if (!["UPCOMING", "DUE", "OVERDUE", "PARTLY"].includes(String(state)) || due < addDays(day, -30))
          continue;
        const left = due >= day ? workingDays(day, due) : -workingDays(due, day);
        if (left > 3 || (due < day && left === 0)) continue;
        const stage = left < 0 ? -1 : left <= 1 ? 1 : 3;
        if ((told.get(key) ?? Infinity) <= stage) continue;
        told.set(key, stage);
        expected.push({ key, stage, day });
      }
    }
    expect(await given()).toEqual(
      expected.toSorted((one, other) => (`${one.day} ${one.key}` < `${other.day} ${other.key}` ? -1 : 1)),
    );
    expect(new Set(expected.map(({ stage }) => stage))).toEqual(new Set([3, 1, -1]));
    for (const { key, stage, day } of expected) if (stage > 0) expect(day <= key.slice(-10)).toBe(true);
    // Counted anew, nothing is given again.
    await shop.countAnew();
    expect(await remindOn("2020-11-11")).not.toBeNull();
    const before = (await given()).length;
    expect(await remindOn("2020-11-11")).toEqual([]);
    expect((await given()).length).toBe(before);
  },
);

test("days of rest are not counted, and make-up weekends are: of what is due after National Day one is reminded before it", async () => {
  await shop.on("2020-09-01", departmentFeed, "a", DEPARTMENTS);
  // From Thursday 24 September three working days: 25, 27 (a Sunday) and 28 September.
  await shop.on("2020-09-24", documents, "b", [{ number: "b1", day: "2020-09-24" }]);
  await shop.on("2020-09-30", documents, "b", [{ number: "b2", day: "2020-09-30" }]);
  for (let day = "2020-09-24"; day <= "2020-10-15"; day = addDays(day, 1)) await remindOn(day);
  expect(await given()).toEqual([
    { key: "shop.documents/answer b b1 2020-09-28", stage: 3, day: "2020-09-24" },
    { key: "shop.documents/answer b b1 2020-09-28", stage: 1, day: "2020-09-27" },
    { key: "shop.documents/answer b b1 2020-09-28", stage: -1, day: "2020-09-29" },
    // 9, 10 (a Saturday) and 12 October.
    { key: "shop.documents/answer b b2 2020-10-12", stage: 3, day: "2020-09-30" },
    { key: "shop.documents/answer b b2 2020-10-12", stage: 1, day: "2020-10-10" },
    { key: "shop.documents/answer b b2 2020-10-12", stage: -1, day: "2020-10-13" },
  ]);
});

test("while a release waits to be counted nobody is reminded: it may have met what is due", async () => {
  await shop.on("2020-09-24", documents, "b", [{ number: "b1", day: "2020-09-24" }]);
  await shop.database.pool.query("UPDATE disclosure.duty_progress SET release = release - 1");
  expect(await remindOn("2020-09-25")).toBeNull();
  expect(await given()).toEqual([]);
});

describe("a mail", () => {
  let server: MailServer;
  let time = at("2020-09-24");
  let logged: string[] = [];
  beforeEach(async () => {
    server = await openMailServer();
    time = at("2020-09-24");
    logged = [];
  });
  afterEach(() => server.close());

  const wait = (minutes: number): void => {
    time = new Date(time.getTime() + minutes * 60_000);
  };
  const open = (url = server.url): Mailer => {
    const log = (details: object, message: string): void => {
      logged.push(`${message} ${JSON.stringify(details)}`);
    };
    const mailer = createMailer({
      ...parts(),
      mail: { url, from: "tongcha@example.cn" },
      publicUrl: "https://data.example.cn",
      log: { info: log, warn: log, error: log },
      now: () => time,
    });
    if (!mailer) throw new Error("No mail is sent");
    return mailer;
  };
  const owe = async (directory = MAILED): Promise<void> => {
    await shop.on("2020-09-01", departmentFeed, "a", directory);
    await shop.on("2020-09-24", documents, "b", [
      { number: "b1\t查看：https://evil.example", day: "2020-09-24" },
    ]);
    await remindOn("2020-09-24", true);
  };
  const states = async (): Promise<readonly unknown[]> =>
    (
      await shop.database.pool.query(
        "SELECT address, state, attempts, outcome FROM disclosure.mail ORDER BY reminder, address",
      )
    ).rows;

  test("says what is due, with its days and the address of the page, in plain Chinese, once", async () => {
    await owe();
    await Promise.all([open(), open(), open()].map(({ sendDue }) => sendDue()));
    await open().sendDue();
    expect(server.received).toHaveLength(1);
    const [mail] = server.received;
    expect(mail).toMatchObject({ from: "tongcha@example.cn", to: ["b@example.com"] });
    expect(mail?.header("subject")).toBe("公开任务提醒：1项即将到期（2020年9月24日）");
    expect(mail?.header("auto-submitted")).toBe("auto-generated");
    expect(mail?.text).toBe(
      [
        "示例b局：",
        "",
        "截至2020年9月24日，本部门的公开任务有1项即将到期：",
        "",
        "1. 示例：示例（b1 查看：https://evil.example，逐件）",
        "   最迟2020年9月28日，还有3个工作日",
        "",
        "查看：https://data.example.cn/duties?department=b",
        "已经公开或者书面说明的，不再提醒。本邮件由通查自动发送，请勿回复。",
        "",
      ].join("\n"),
    );
    expect(await states()).toEqual([{ address: "b@example.com", state: "SENT", attempts: 1, outcome: null }]);
  });

  test("waits while the server is away, later and later, is shown to wait, and is sent once it is back", async () => {
    await owe();
    const { port } = server;
    await server.close();
    const mailer = open();
    for (let tries = 1; tries <= 4; tries += 1) {
      await mailer.sendDue();
      expect(await states()).toEqual([
        { address: "b@example.com", state: "PENDING", attempts: tries, outcome: "UNREACHABLE" },
      ]);
      wait(2 ** (tries - 1) * 0.7);
      await mailer.sendDue();
      expect(await states()).toMatchObject([{ attempts: tries }]);
      wait(2 ** (tries - 1));
    }
    expect(logged.filter((line) => line.startsWith("The mail server takes nothing"))).toHaveLength(1);
    server = await openMailServer({ port });
    // A hub that was started meanwhile knows of it as well.
    await open(server.url).sendDue();
    expect(server.received).toHaveLength(1);
    expect(await states()).toMatchObject([{ state: "SENT", attempts: 5, outcome: null }]);
  });

  test("that nobody lived to settle is sent again with the same Message-ID, by whichever hub is there", async () => {
    await owe();
    const answer = server.hold();
    const dying = open().sendDue();
    await server.untilReceived(1);
    wait(1);
    await open().sendDue();
    expect(server.received).toHaveLength(1);
    wait(1);
    await open().sendDue();
    expect(server.received).toHaveLength(2);
    expect(new Set(server.received.map((mail) => mail.header("message-id"))).size).toBe(1);
    expect(await states()).toMatchObject([{ state: "SENT", attempts: 2 }]);
    answer();
    await dying;
    expect(await states()).toMatchObject([{ state: "SENT", attempts: 2 }]);
  });

  test("is not sent for what was met or explained before it went", async () => {
    await owe();
    await shop.on("2020-09-25", answers, "b", [
      { number: "1", day: "2020-09-25", document: "b1\t查看：https://evil.example" },
    ]);
    time = at("2020-09-25");
    await open().sendDue();
    expect(server.received).toEqual([]);
    expect(await states()).toMatchObject([{ state: "OBSOLETE", attempts: 1 }]);
  });

  test.each([
    "b@example.com,c@example.org",
    "b@example.com\r\nBcc: c@example.org",
    "示例 <b@example.com>",
    '"b c"@example.com',
    "b@example.com>\u2028RCPT TO:<c@example.org",
    "b@localhost",
  ])("is not sent to an address that is none: %j", async (address) => {
    await shop.on("2020-09-01", departmentFeed, "a", MAILED);
    await shop.database.pool.query("UPDATE directory.departments SET email = $1 WHERE code = 'b'", [address]);
    await shop.on("2020-09-24", documents, "b", [{ number: "b1", day: "2020-09-24" }]);
    await remindOn("2020-09-24", true);
    await open().sendDue();
    expect(server.received).toEqual([]);
    expect(await states()).toMatchObject([{ state: "FAILED", attempts: 0, outcome: "ADDRESS_REFUSED" }]);
  });

  test("that the server refuses for good is not tried again; one that it cannot take yet is", async () => {
    await owe();
    server.answer = 452;
    await open().sendDue();
    expect(await states()).toMatchObject([{ state: "PENDING", outcome: "452" }]);
    server.answer = 550;
    wait(2);
    await open().sendDue();
    expect(await states()).toMatchObject([{ state: "FAILED", attempts: 2, outcome: "550" }]);
    wait(600);
    server.answer = null;
    await open().sendDue();
    expect(server.received).toEqual([]);
  });

  test("goes nowhere with a password that would be sent in clear, or with a certificate that nobody knows", async () => {
    await owe();
    await open(`smtp://tongcha:secret@${new URL(server.url).host}`).sendDue();
    expect(await states()).toMatchObject([{ state: "PENDING", outcome: "TLS_REFUSED" }]);
    expect([server.received, server.passwords]).toEqual([[], []]);
    await server.close();
    server = await openMailServer({ isTls: true });
    wait(2);
    await open(`smtp://tongcha:secret@${new URL(server.url).host}`).sendDue();
    expect(await states()).toMatchObject([{ state: "PENDING", attempts: 2, outcome: "TLS_REFUSED" }]);
    expect([server.received, server.passwords]).toEqual([[], []]);
    expect(logged.join("\n")).not.toContain("secret");
  });
});
