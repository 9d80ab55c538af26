import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createRandom } from "./random.js";

function draw(seed: number | string): number[] {
  const random = createRandom(seed);
  return Array.from({ length: 20 }, () => random.int(0, 1_000_000));
}

test("the same seed gives the same numbers, another seed gives others", () => {
  fc.assert(
    fc.property(fc.oneof(fc.integer(), fc.string()), fc.oneof(fc.integer(), fc.string()), (seed, other) => {
      expect(draw(seed)).toEqual(draw(seed));
      if (typeof seed === typeof other && seed !== other) expect(draw(seed)).not.toEqual(draw(other));
    }),
  );
});

test("int reaches both its ends and nothing beyond", () => {
  const random = createRandom(1);
  expect(new Set(Array.from({ length: 500 }, () => random.int(3, 6)))).toEqual(new Set([3, 4, 5, 6]));
});

test("a chance of 0.25 comes true about one time in four", () => {
  const random = createRandom("chance");
  const hits = Array.from({ length: 10_000 }, () => random.chance(0.25)).filter(Boolean).length;
  expect(Math.abs(hits - 2500)).toBeLessThan(200);
});

test("shuffle keeps every element and leaves its list alone", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer(), (list, seed) => {
      const before = [...list];
      expect(createRandom(seed).shuffle(list).sort()).toEqual([...list].sort());
      expect(list).toEqual(before);
    }),
  );
});

test("picking from an empty list is a mistake of ours", () => {
  expect(() => createRandom(1).pick([])).toThrow("empty list");
});
