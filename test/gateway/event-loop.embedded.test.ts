/**
 * Nothing holds the event loop for long where prices are only measured, and the meter alone holds;
 * `test/attack` has what is tried where they are enforced. What counts is the processor time of one turn; a
 * turn that is long by what it does is long each time, so the shortest of three tries tells.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { asks, many, type Attack } from "../../scripts/bench/attack/attack.js";
import { LISTS } from "../../scripts/bench/attack/attacks/lists.js";
import { startServing, type Serving } from "../../scripts/bench/attack/serving.js";
import { openTarget } from "../../scripts/bench/attack/target.js";
import { LONGEST_TURN_MS } from "../../scripts/bench/attack/turns.js";
import { copyPrepared, WITH_SAMPLES } from "../prepared.js";

const TRIES = 3;

let directory: string;
let hub: Serving;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "tongcha-test-"));
  await copyPrepared(WITH_SAMPLES, directory);
  hub = await startServing({
    COST_MODE: "measure",
    RATE_LIMITS: "off",
    PLANNING_BUDGET_MS: "600000",
    DATABASE_URL: "",
    TMPDIR: directory,
    TONGCHA_DATA: directory,
  });
});
afterAll(async () => {
  await hub.end();
  rmSync(directory, { recursive: true });
});

/** Each is made anew for each try: nothing of it is known. */
const QUESTIONS: readonly Attack[] = [
  ...LISTS.map((list, at) => ({ ...list, ends: [at < 2 ? "ANSWER_TOO_LARGE" : "answered"] })),
  asks(
    "an answer of megabytes",
    null,
    ["answered"],
    (number) =>
      `{ ${many(60, (at) => `a${at}: penalties(first: 100, where: { fineAmount: { gte: "${number}.${at}" } }) { nodes { id decisionNumber partyName party { name licences(first: 10) { nodes { decisionNumber } } } } }`)} }`,
  ),
];

test.each(QUESTIONS)("no turn of the event loop works longer for $name", async ({ name, ends, send }) => {
  const target = openTarget({ url: hub.url, address: "127.0.0.1", clerk: hub.clerk });
  const worked: number[] = [];
  for (
    let number = 1;
    number <= TRIES && !worked.some((milliseconds) => milliseconds <= LONGEST_TURN_MS);
    number += 1
  ) {
    await hub.state();
    expect(ends).toContain(await send(target, number));
    worked.push((await hub.state()).workedMs);
  }
  target.close();
  if (process.env["TURNS"])
    process.stdout.write(`${name}: ${worked.map((milliseconds) => milliseconds.toFixed(0)).join(", ")} ms\n`);
  expect(Math.min(...worked)).toBeLessThanOrEqual(LONGEST_TURN_MS);
});

test("no turn works longer while another state of the graph is taken over", async () => {
  const child = fork(fileURLToPath(new URL("adopting-process.js", import.meta.url)));
  const [worked]: unknown[] = await once(child, "message");
  if (process.env["TURNS"]) process.stdout.write(`a revision: ${JSON.stringify(worked)}\n`);
  expect(worked).toHaveLength(2);
  expect(Math.min(...(worked as number[]))).toBeLessThanOrEqual(LONGEST_TURN_MS); // what the process sends
});
