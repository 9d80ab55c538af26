/** A client that asks at its own pace, as many people do: each time from another address. */
import { setTimeout as pause } from "node:timers/promises";
import { openTarget, type Target } from "./target.js";

export interface Waited {
  /** Milliseconds, counted from when it should have been asked. */
  readonly p50: number;
  readonly p99: number;
  readonly count: number;
  /** Answers with errors, and none at all. */
  readonly failed: number;
}

/** Filters by a number that nobody else has: no answer of it is ever stored. */
const QUESTION = `query Honest($from: Decimal) { penalties(first: 5, where: { fineAmount: { gte: $from } }) { nodes { decisionNumber fineAmount partyName party { name licences(first: 2) { nodes { decisionNumber } } } } } }`;
export const EVERY_MS = 40;
const PEOPLE = 16;

let question = 0;

export async function askHonestly(url: string, seconds: number): Promise<Waited> {
  const people = Array.from({ length: PEOPLE }, (_, at) =>
    openTarget({ url, address: `127.0.1.${at + 1}`, clerk: "" }),
  );
  const times: number[] = [];
  let failed = 0;
  const asked: Promise<void>[] = [];
  const started = performance.now();
  const ask = async (person: Target | undefined, number: number, due: number): Promise<void> => {
    const end = await person?.ask({ query: QUESTION, variables: { from: `${number / 1_000}` } });
    times.push(performance.now() - due);
    if (end !== "answered") failed += 1;
  };
  for (let due = started; due < started + seconds * 1_000; due += EVERY_MS) {
    await pause(Math.max(0, due - performance.now()));
    question += 1;
    asked.push(ask(people[question % PEOPLE], question, due));
  }
  await Promise.all(asked);
  for (const person of people) person.close();
  const order = times.toSorted((one, other) => one - other);
  const at = (share: number): number =>
    order[Math.min(order.length - 1, Math.floor(order.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), count: times.length, failed };
}
