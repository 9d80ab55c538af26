import { expect, test } from "@jest/globals";
import { createKept } from "./kept.js";

const of = (name: string): { readonly name: string } => ({ name });

test("what came once gives way to what comes after it, what came again does not", () => {
  const kept = createKept<{ readonly name: string }>({ max: 80, maxWeight: 8_000 });
  kept.set("used", of("used"), 500);
  expect(kept.get("used")).toEqual(of("used"));
  for (let number = 0; number < 1_000; number += 1) kept.set(`new ${number}`, of(`new ${number}`), 300);
  expect([...kept.values()].map(({ name }) => name)).toEqual(["used", "new 999", "new 998", "new 997"]);
  expect(kept.get("new 0")).toBeUndefined();
});

test("what comes again gives way by when it was asked for last, and what is too heavy is not kept", () => {
  const kept = createKept<{ readonly name: string }>({ max: 1_000, maxWeight: 800 });
  for (let number = 0; number < 20; number += 1) {
    kept.set(`${number}`, of(`${number}`), 70);
    kept.get(`${number}`);
    kept.get("0");
  }
  kept.set("heavy", of("heavy"), 101);
  expect(kept.get("heavy")).toBeUndefined();
  expect(kept.get("1")).toBeUndefined();
  expect(kept.get("0")).toEqual(of("0"));
  kept.set("0", of("another"), 70);
  expect(kept.get("0")).toEqual(of("another"));
  kept.delete("0");
  expect(kept.get("0")).toBeUndefined();
});
