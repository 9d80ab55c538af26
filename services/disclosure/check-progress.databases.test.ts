import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { followOverEventStream } from "../../test/live/clients.js";
import { EMERGENCY, MARKET, penaltyCsv, penaltyRow } from "../../test/penalty-file.js";
import { WITH_PENALTIES } from "../../test/prepared.js";
import { startHub, valueAt, type TestHub } from "../../test/start-hub.js";
import { until } from "../../test/until.js";

let hub: TestHub;
let clerk: string;
beforeAll(async () => {
  hub = await startHub({ domains: WITH_PENALTIES, holds: "directory" });
  clerk = await hub.token("clerk", MARKET.code);
});
afterAll(() => hub.close());

/** So many that their check is looked at more than once. */
const ROWS = 30_000;
const MANY = penaltyCsv(Array.from({ length: ROWS }, (_, at) => penaltyRow(at + 1)));

async function send(
  file: string,
  headers: Readonly<Record<string, string>> = { prefer: "respond-async" },
): Promise<{ readonly status: number; readonly applied: string | null; readonly body: unknown }> {
  const response = await fetch(`${hub.url}/intake/enforcement.penalties`, {
    method: "POST",
    headers: { authorization: `Bearer ${clerk}`, ...headers },
    body: file,
  });
  const body: unknown = await response.json();
  return { status: response.status, applied: response.headers.get("preference-applied"), body };
}

const PROGRESS = `subscription ($id: ID!) { checkProgress(id: $id) {
  cursor state rows rowsPerSecond bytes bytesRead errors warnings submission { id state } } }`;

/** All events until one tells that the check is over. */
async function follow(
  id: string,
  onEvent: (event: unknown) => void = () => undefined,
): Promise<readonly unknown[]> {
  const stream = await followOverEventStream(hub.url, PROGRESS, { id }, { authorization: `Bearer ${clerk}` });
  const events: unknown[] = [];
  try {
    while (events.length === 0 || valueAt(events.at(-1), "state") === "RECEIVED") {
      const event = await stream.next();
      const progress = valueAt(event, "data", "checkProgress");
      if (typeof progress !== "object") throw new Error(JSON.stringify(event));
      events.push(progress);
      onEvent(progress);
    }
  } finally {
    stream.stop();
  }
  return events;
}

async function stateOf(id: string): Promise<unknown> {
  const { data } = await hub.query(
    "query ($id: ID!) { submission(id: $id) { state rows errors refusal { code } findings { code } } }",
    { id },
    clerk,
  );
  return valueAt(data, "submission");
}

/** What a check keeps while it is under way. */
async function leftovers(id: string): Promise<unknown> {
  const { rows } = await hub.parts.database.pool.query(
    "SELECT (SELECT count(*)::int FROM disclosure.progress) AS progress, (SELECT count(*)::int FROM pg_tables WHERE schemaname = 'staging' AND tablename LIKE '%' || replace($1, '-', '_') || '%') AS stages",
    [id],
  );
  return rows[0];
}

test("who does not wait is told that the file is kept, and follows its check to the end, row by row", async () => {
  const { status, applied, body } = await send(MANY, { prefer: "handling=lenient, respond-async; wait=1" });
  expect([status, applied]).toEqual([202, "respond-async"]);
  expect(valueAt(body, "submission")).toMatchObject({ state: "RECEIVED", rows: 0, errors: 0 });
  const id = String(valueAt(body, "submission", "id"));
  const events = await follow(id);
  const rows = events.map((event) => Number(valueAt(event, "rows")));
  expect(rows).toEqual(rows.toSorted((one, other) => one - other));
  const under = events.filter(
    (event) => valueAt(event, "state") === "RECEIVED" && Number(valueAt(event, "rows")) > 0,
  );
  expect(under.length).toBeGreaterThan(0);
  for (const event of under)
    expect(Number(valueAt(event, "bytesRead"))).toBeLessThanOrEqual(Number(valueAt(event, "bytes")));
  const bytes = Buffer.byteLength(MANY);
  expect(events.at(-1)).toEqual({
    cursor: expect.any(String),
    state: "CHECKED",
    rows: ROWS,
    rowsPerSecond: null,
    bytes,
    bytesRead: bytes,
    errors: 0,
    warnings: 0,
    submission: { id, state: "CHECKED" },
  });
  await until(async () => valueAt(await leftovers(id), "progress") === 0, "the progress is forgotten");
  expect(await follow(id)).toEqual(
    [events.at(-1)].map((last) => ({ ...Object(last), cursor: expect.any(String) })),
  );
});

test("a check is broken off by whoever sent the file: nothing of it stays, and it may be sent again", async () => {
  const file = MANY.replaceAll("未按规定建立进货查验记录", "未按规定建立销售记录");
  const { body } = await send(file);
  const id = String(valueAt(body, "submission", "id"));
  const withdrawals: Promise<unknown>[] = [];
  const events = await follow(id, (event) => {
    if (withdrawals.length === 0 && Number(valueAt(event, "rows")) > 0)
      withdrawals.push(
        hub.query("mutation ($id: ID!) { withdrawSubmission(id: $id) { state } }", { id }, clerk),
      );
  });
  expect(valueAt(await withdrawals[0], "data", "withdrawSubmission", "state")).toBe("WITHDRAWN");
  expect(valueAt(events.at(-1), "state")).toBe("WITHDRAWN");
  await until(
    async () => JSON.stringify(await leftovers(id)) === JSON.stringify({ progress: 0, stages: 0 }),
    "nothing is left of the check",
  );
  expect(await stateOf(id)).toEqual({ state: "WITHDRAWN", rows: 0, errors: 0, refusal: null, findings: [] });
  const again = await send(file);
  expect(again.status).toBe(202);
  const other = String(valueAt(again.body, "submission", "id"));
  expect(other).not.toBe(id);
  expect(valueAt((await follow(other)).at(-1), "state")).toBe("CHECKED");
});

test("who waits for a check is told that it was broken off", async () => {
  const sending = send(MANY.replaceAll("未按规定建立进货查验记录", "未按规定公示"), {});
  let id = "";
  await until(async () => {
    const { data } = await hub.query("{ submissions(state: RECEIVED) { nodes { id } } }", {}, clerk);
    const found = valueAt(data, "submissions", "nodes", 0, "id");
    id = typeof found === "string" ? found : "";
    return id !== "";
  }, "the file is received");
  await hub.query("mutation ($id: ID!) { withdrawSubmission(id: $id) { state } }", { id }, clerk);
  expect(await sending).toMatchObject({
    status: 409,
    body: { code: "CHECK_CANCELLED", details: { submission: id } },
  });
});

test("a file that is refused ends so, and says why", async () => {
  const { status, body } = await send("没有,这样,的,表头\r\n1,2,3,4\r\n");
  expect(status).toBe(202);
  const id = String(valueAt(body, "submission", "id"));
  expect(valueAt((await follow(id)).at(-1), "state")).toBe("REJECTED");
  expect(await stateOf(id)).toMatchObject({ refusal: { code: "FEED_COLUMNS" } });
});

test("is for the department's own people and the supervisors", async () => {
  const { data } = await hub.query("{ submissions(first: 1) { nodes { id } } }", {}, clerk);
  const id = String(valueAt(data, "submissions", "nodes", 0, "id"));
  const codeFor = async (token: string, given = id): Promise<unknown> => {
    const stream = await followOverEventStream(
      hub.url,
      PROGRESS,
      { id: given },
      { authorization: `Bearer ${token}` },
    );
    const event = await stream.next();
    stream.stop();
    return (
      valueAt(event, "errors", 0, "extensions", "code") ?? valueAt(event, "data", "checkProgress", "state")
    );
  };
  expect(await codeFor(await hub.token("supervisor", null))).toEqual(expect.any(String));
  expect(await codeFor(await hub.token("supervisor", null))).not.toBe("SUBMISSION_UNKNOWN");
  expect(await codeFor(await hub.token("clerk", EMERGENCY.code))).toBe("SUBMISSION_UNKNOWN");
  expect(await codeFor(clerk, "x")).toBe("SUBMISSION_UNKNOWN");
  expect((await followOverEventStream(hub.url, PROGRESS, { id })).status).toBe(400);
});
