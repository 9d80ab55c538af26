/**
 * The mail that reminds a department of what waits for it to agree, as that stands when it is sent. What is
 * not public yet is at the desk, not in the mail: it names feeds, departments, numbers and days.
 */
import { createHash } from "node:crypto";
import { shanghaiDay, type WorkingDays } from "#kit";
import { dayText, oneLine, type HubParts, type Queryable } from "#kit/hub";
import { listConcurrences, type AskedConcurrence } from "../../concurrence/read.js";
import { readCalendar } from "../../concurrence/rule.js";
import { dueDayOf } from "../../concurrence/standing.js";
import { readKnown, type Known } from "../../duties/read/known.js";
import type { Mail } from "./mails.js";
import type { Letter } from "./smtp.js";

/** The rest is at the desk. */
const MOST_LINES = 100;

interface Reminded {
  readonly at: Date;
  readonly department: string;
  readonly concurrences: readonly string[];
}

/** Null when all of it is answered, or over. */
export async function concurrenceLetter(
  {
    database: { pool },
    contracts,
    publicUrl,
    now,
  }: Pick<HubParts, "database" | "contracts" | "publicUrl" | "now">,
  { reminder, address }: Mail,
): Promise<Letter | null> {
  const today = shanghaiDay(now());
  const reminded = await readReminded(pool, reminder);
  if (!reminded) return null;
  const { at, department, concurrences } = reminded;
  const open = await listConcurrences(
    pool,
    { department, isOpen: true },
    { from: null, newestFirst: false, size: null },
  );
  const waiting = open.filter(({ id }) => concurrences.includes(id));
  if (waiting.length === 0) return null;
  const [known, calendar] = [
    await readKnown(today, { contracts, statements: pool }),
    await readCalendar(pool, contracts()),
  ];
  const shown = waiting.slice(0, MOST_LINES);
  const desk = publicUrl && new URL("/desk/concurrences", publicUrl).href;
  return {
    id: createHash("sha256")
      .update(["concurrences", reminder, at.toISOString(), address].join(" "))
      .digest("hex")
      .slice(0, 32),
    to: address,
    subject: `协商提醒：${waiting.length}项待反馈（${dayText(today)}）`,
    text: [
      `${oneLine(known.nameOf(department))}：`,
      "",
      `截至${dayText(today)}，其他部门报送的信息有${waiting.length}项涉及本部门，发布前等待本部门的意见：`,
      ...shown.flatMap((one, place) => [
        "",
        ...linesOf(one, { number: place + 1, today, known, calendar, desk }),
      ]),
      ...(waiting.length > shown.length
        ? ["", `另有${waiting.length - shown.length}项，请在工作台查看。`]
        : []),
      "",
      ...(desk === null ? [] : [`查看全部：${desk}`]),
      "已经反馈的，不再提醒。本邮件由通查自动发送，请勿回复；意见请登录工作台反馈。",
      "",
    ].join("\n"),
  };
}

interface Told {
  readonly number: number;
  readonly today: string;
  readonly known: Known;
  readonly calendar: WorkingDays;
  readonly desk: string | null;
}

function linesOf(one: AskedConcurrence, { number, today, known, calendar, desk }: Told): readonly string[] {
  const { dueOn, isCovered } = dueDayOf(one, calendar);
  const effect = one.silence === "CONSENT" ? "视为同意" : "不得发布";
  const left = calendar.between(today, dueOn);
  const ahead = left === 0 ? "今天到期" : `还有${left}个工作日`;
  const stand = today <= dueOn ? `${ahead}；逾期未反馈的，${effect}` : `逾期未反馈，${effect}`;
  return [
    `${number}. ${oneLine(known.titleOf(one.feed, "ZH"))}（${oneLine(known.nameOf(one.askedBy))}报送，涉及${one.records}条）`,
    `   最迟${dayText(dueOn)}反馈，${stand}`,
    ...(isCovered ? [] : ["   该年的节假日安排尚未公布，最迟日期按周末推算"]),
    `   依据：${oneLine(one.basis)}`,
    ...(desk === null ? [] : [`   查看、反馈：${desk}/${one.id}`]),
  ];
}

/** Null for a number that there is not. */
async function readReminded(client: Queryable, reminder: number): Promise<Reminded | null> {
  const { rows } = await client.query<Reminded>(
    `SELECT n.at, n.department, array_agg(r.concurrence::text) AS concurrences FROM disclosure.concurrence_reminder n
    JOIN disclosure.concurrence_reminded r ON r.reminder = n.number WHERE n.number = $1 GROUP BY n.number`,
    [reminder],
  );
  return rows[0] ?? null;
}
