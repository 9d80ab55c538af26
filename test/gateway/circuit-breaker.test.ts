import { expect, test } from "@jest/globals";
import { createBreaker, type Breaker } from "../../gateway/subgraphs/circuit-breaker.js";

let now = 0;
const PAUSE_MS = 2_000;
function openBreaker(): Breaker {
  const breaker = createBreaker(() => now);
  for (let count = 0; count < 5; count += 1) {
    expect(breaker.mayTry()).toBe(true);
    breaker.failed();
  }
  return breaker;
}
const tries = (breaker: Breaker, count: number): readonly boolean[] =>
  Array.from({ length: count }, () => breaker.mayTry());

test("a subgraph that failed five times in a row is left alone", () => {
  expect(tries(openBreaker(), 3)).toEqual([false, false, false]);
});

test("after the pause one call is let through; all when it has succeeded", () => {
  const breaker = openBreaker();
  now += PAUSE_MS;
  expect(tries(breaker, 3)).toEqual([true, false, false]);
  breaker.succeeded();
  expect(tries(breaker, 3)).toEqual([true, true, true]);
});

test("a call that fails after the pause begins another pause, one that shows nothing lets another through", () => {
  const breaker = openBreaker();
  now += PAUSE_MS;
  expect(tries(breaker, 2)).toEqual([true, false]);
  breaker.failed();
  expect(tries(breaker, 2)).toEqual([false, false]);
  now += PAUSE_MS;
  expect(tries(breaker, 2)).toEqual([true, false]);
  breaker.gaveUp();
  expect(tries(breaker, 2)).toEqual([true, false]);
});
