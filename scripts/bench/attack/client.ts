/** A client that asks at its own pace, and one that attacks as fast as it is answered. */
import { setTimeout as pause } from "node:timers/promises";
import { Pool } from "undici";
import type { Attack } from "./attacks.js";

export interface Asked {
  readonly p50: number;
  readonly p99: number;
  readonly count: number;
  /** Answers with errors, and none at all. */
  readonly failed: number;
}

/** Filters by a number that nobody else has: no answer of it is ever stored. */
const QUESTION = `query Honest($from: Decimal) { penalties(first: 5, where: { fineAmount: { gte: $from } }) { nodes { decisionNumber fineAmount partyName party { name licences(first: 2) { nodes { decisionNumber } } } } } }`;
export const EVERY_MS = 100;

let question = 0;

/** Times are counted from when it should have been asked. */
export async function askHonestly(origin: string, seconds: number): Promise<Asked> {
  const pool = new Pool(origin, { connections: 16 });
  const times: number[] = [];
  let failed = 0;
  const asked: Promise<void>[] = [];
  const started = performance.now();
  for (let due = started; due < started + seconds * 1_000; due += EVERY_MS) {
    await pause(Math.max(0, due - performance.now()));
    question += 1;
    const ask = async (number: number): Promise<void> => {
      const text = await post(pool, { query: QUESTION, variables: { from: `${number / 1_000}` } }, null);
      times.push(performance.now() - due);
      if (text === null || text.includes('"errors"')) failed += 1;
    };
    asked.push(ask(question));
  }
  await Promise.all(asked);
  await pool.close();
  const order = times.toSorted((one, other) => one - other);
  const at = (share: number): number =>
    order[Math.min(order.length - 1, Math.floor(order.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), count: times.length, failed };
}

/** Until it is told to stop. How often it was answered with which code. */
export async function attack(
  origin: string,
  { atOnce, givenUpMs, body }: Attack,
  until: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const pool = new Pool(origin, { connections: atOnce, headersTimeout: 0, bodyTimeout: 0 });
  const codes = new Map<string, number>();
  let number = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (!until.aborted) {
        number += 1;
        const text = await post(
          pool,
          body(number),
          givenUpMs === null ? until : AbortSignal.any([until, AbortSignal.timeout(givenUpMs)]),
        );
        const code = text === null ? "given up" : (/"code":"([A-Z_]+)"/.exec(text)?.[1] ?? "answered");
        codes.set(code, (codes.get(code) ?? 0) + 1);
      }
    }),
  );
  await pool.destroy();
  return codes;
}

async function post(pool: Pool, body: object, signal: AbortSignal | null): Promise<string | null> {
  try {
    const answer = await pool.request({
      path: "/graphql",
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal,
    });
    return await answer.body.text();
  } catch {
    return null;
  }
}
