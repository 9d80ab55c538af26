/**
 * Every attack against a hub as it is shipped, in a process of its own: it ends as it must, the hub lives and
 * answers others as before, no turn of its event loop works for longer than any other, and nothing that is
 * secret or private is in an answer, a header or the log. `npm run bench:attack` measures the same attacks.
 */
import { readFile, readdir, rm, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { ERRORS } from "#schema/errors.js";
import { ATTACKS } from "../../scripts/bench/attack/attacks/index.js";
import { handInFuzzed, sendFuzzed } from "../../scripts/bench/attack/attacks/fuzz.js";
import { startServing, type Serving } from "../../scripts/bench/attack/serving.js";
import { openTarget, type Target } from "../../scripts/bench/attack/target.js";
import { LONGEST_TURN_MS } from "../../scripts/bench/attack/turns.js";
import { makeCitizenId } from "../../services/kit/values/citizen-id.js";
import { naturalPerson, penaltyCsv, penaltyRow } from "../penalty-file.js";
import { copyPrepared, WITH_SAMPLES } from "../prepared.js";
import { SCALE } from "../scale.js";

/** The shortest turn of so many tries tells, see event-loop.test. */
const TRIES = 3;
const CANARY = "金丝雀密文";
const ID = makeCitizenId("11022819851231123");

let directory: string;
let hub: Serving;
/** Secrets that nobody may see, by their description. */
let secrets: ReadonlyMap<string, string>;
const replies: string[] = [];
const targets: Target[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tongcha-attack-"));
  await copyPrepared(WITH_SAMPLES, directory);
  hub = await startServing({ TONGCHA_DATA: directory, DATABASE_URL: "", CANARY_SETTING: CANARY });
  const clerk = targetAt("127.2.0.1");
  const rows = [
    penaltyRow(1, { remark: CANARY, violationFacts: CANARY }),
    penaltyRow(2, naturalPerson(`张${CANARY}`, ID)),
  ];
  expect(
    await clerk.send({
      path: "/intake/enforcement.penalties",
      headers: { authorization: `Bearer ${hub.clerk}` },
      body: penaltyCsv(rows),
    }),
  ).not.toBe("closed");
  const keys = (await readdir(directory)).filter((name) => /\.(key|json)$/.test(name));
  secrets = new Map([
    ["a canary", CANARY],
    ["a number of a person", ID],
    ["a clerk's token", hub.clerk.split(".")[2] ?? ""],
    ...(await Promise.all(
      keys.map(async (name) => {
        const text = await readFile(join(directory, name), "utf8");
        return [name, /"d":"([^"]+)"/.exec(text)?.[1] ?? text.trim()] as const;
      }),
    )),
  ]);
  expect(secrets.size).toBeGreaterThanOrEqual(7);
});
afterAll(async () => {
  for (const target of targets) target.close();
  await hub.end();
  await rm(directory, { recursive: true });
});

function targetAt(address: string): Target {
  const target = openTarget({
    url: hub.url,
    address,
    clerk: hub.clerk,
    onReply: (text) => replies.push(text),
  });
  targets.push(target);
  return target;
}

const HONEST = '{ party(id: "91110118YL00000041") { id: name penalties(first: 1) { totalCount } } }';
async function honestAnswer(): Promise<unknown> {
  const response = await fetch(`${hub.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: HONEST }),
  });
  return response.json();
}

afterEach(async () => {
  expect(hub.hasEnded()).toBe(false);
  expect(await honestAnswer()).toMatchObject({ data: { party: { penalties: { totalCount: 6 } } } });
  for (const [what, secret] of secrets)
    for (const [where, texts] of [
      ["an answer", replies],
      ["the log", [hub.logged()]],
    ] as const)
      if (texts.some((text) => text.includes(secret))) throw new Error(`${what} is in ${where}`);
  replies.length = 0;
});

describe("it ends as it must, and holds nobody up:", () => {
  test.each(ATTACKS.map((attack, at) => [attack.name, attack, at] as const))(
    "%s",
    async (_, { send, ends, atOnce = 1, forms = 1 }, at) => {
      const target = targetAt(`127.1.${at}.1`);
      const worked: number[] = [];
      for (let tries = 0; tries < TRIES && !worked.some((ms) => ms <= LONGEST_TURN_MS); tries += 1) {
        await hub.state();
        const ended: string[] = [];
        for (let from = 1; from <= forms; from += atOnce)
          ended.push(
            ...(await Promise.all(
              Array.from({ length: atOnce }, (__, of) => send(target, from + of + 1_000 * tries)),
            )),
          );
        expect(ended.filter((end) => !ends.includes(end))).toEqual([]);
        worked.push((await hub.state()).workedMs);
      }
      expect(Math.min(...worked)).toBeLessThanOrEqual(LONGEST_TURN_MS);
    },
  );
});

/** Whatever comes is answered, or refused with a code that is not our own mistake. */
const isFault = (end: string): boolean =>
  end === "INTERNAL" ||
  end === "PLAN_FAILED" ||
  !(["answered", "closed", "given up"].includes(end) || end in ERRORS);

test("whatever is sent to the graph is answered, or refused with a code", async () => {
  const faults: string[] = [];
  for (let seed = 0; seed < SCALE.fuzzedRequests; seed += 8) {
    const target =
      seed % 64 === 0 ? targetAt(`127.3.${(seed >> 6) % 256}.${1 + (seed >> 14)}`) : targets.at(-1);
    if (!target) continue;
    const ends = await Promise.all(Array.from({ length: 8 }, (_, at) => sendFuzzed(target, seed + at)));
    faults.push(...ends.flatMap((end, at) => (isFault(end) ? [`${seed + at}: ${end}`] : [])));
  }
  expect(faults).toEqual([]);
});

test("whatever file is handed in is checked, or refused with a code", async () => {
  const target = targetAt("127.4.0.1");
  const csv = penaltyCsv([penaltyRow(100), penaltyRow(101, { fineAmount: "1.5" }), penaltyRow(102)]);
  const faults: string[] = [];
  for (let seed = 0; seed < SCALE.fuzzedFiles; seed += 1) {
    const end = await handInFuzzed(target, seed, csv);
    if (isFault(end)) faults.push(`${seed}: ${end}`);
  }
  expect(faults).toEqual([]);
});
