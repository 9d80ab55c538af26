import { describe, expect, test } from "@jest/globals";
import { hash } from "node:crypto";
import {
  completeTrees,
  consistencyPath,
  inclusionPath,
  joinRight,
  levelsOf,
  pathAt,
  rootOf,
  type Range,
} from "./merkle.js";

/** The eight leaves of RFC 6962's reference implementation, and the roots that it publishes of them. */
const LEAVES = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
];
const ROOTS = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

const leaves = LEAVES.map((hex) => hash("sha256", Buffer.from(`00${hex}`, "hex"), "buffer"));
const numbered = Array.from({ length: 70 }, (_, at) => hash("sha256", `\0${at}`, "buffer"));
const node = (left: Buffer, right: Buffer): Buffer =>
  hash("sha256", Buffer.concat([Buffer.of(1), left, right]), "buffer");

/** The definition of RFC 6962, word for word. */
function treeHead(list: readonly Buffer[]): Buffer {
  const [only] = list;
  if (!only) return hash("sha256", "", "buffer");
  if (list.length === 1) return only;
  let middle = 1;
  while (middle * 2 < list.length) middle *= 2;
  return node(treeHead(list.slice(0, middle)), treeHead(list.slice(middle)));
}

test("roots are those of the reference implementation", () => {
  expect(ROOTS.map((_, at) => rootOf(leaves.slice(0, at + 1)).toString("hex"))).toEqual(ROOTS);
  expect(rootOf([])).toEqual(treeHead([]));
});

describe("of up to 70 leaves", () => {
  const rootOfRange = ({ start, end }: Range): Buffer => treeHead(numbered.slice(start, end));

  test("the root is that of the definition, and that of the complete trees it is made of", () => {
    for (let size = 0; size <= numbered.length; size += 1) {
      expect(rootOf(numbered.slice(0, size))).toEqual(treeHead(numbered.slice(0, size)));
      const trees = completeTrees({ start: 0, end: size });
      const roots = trees.map(({ level, at }) =>
        rootOfRange({ start: at * 2 ** level, end: (at + 1) * 2 ** level }),
      );
      expect(joinRight(roots)).toEqual(treeHead(numbered.slice(0, size)));
    }
  });

  test("each leaf's path leads to the root", () => {
    for (let size = 1; size <= numbered.length; size += 1) {
      const levels = levelsOf(numbered.slice(0, size));
      for (let index = 0; index < size; index += 1) {
        expect(pathAt(levels, index)).toEqual(inclusionPath(index, size).map(rootOfRange));
        let found = treeHead(numbered.slice(index, index + 1));
        let [start, end] = [index, index + 1];
        for (const range of inclusionPath(index, size)) {
          expect(range.end === start || range.start === end).toBe(true);
          const other = rootOfRange(range);
          found = range.end === start ? node(other, found) : node(found, other);
          [start, end] = [Math.min(start, range.start), Math.max(end, range.end)];
        }
        expect(found).toEqual(treeHead(numbered.slice(0, size)));
      }
    }
  });

  test("the ranges between two sizes make up both trees", () => {
    for (let to = 1; to <= numbered.length; to += 1)
      for (let from = 1; from < to; from += 1) {
        const path = consistencyPath(from, to);
        const isPower = Number.isInteger(Math.log2(from));
        const known = isPower ? [{ start: 0, end: from }, ...path] : path;
        const later = known.toSorted((one, other) => one.start - other.start);
        expect([later[0]?.start, later.at(-1)?.end]).toEqual([0, to]);
        expect(later.every(({ end }, at) => end === (later[at + 1]?.start ?? to))).toBe(true);
        expect(later.some(({ end }) => end === from)).toBe(true);
      }
  });
});
