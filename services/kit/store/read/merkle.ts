/**
 * Merkle trees as RFC 6962 (2.1) and RFC 9162 define them: over leaves that are hashed already, with paths
 * that prove a leaf or an earlier tree. A node is SHA-256 over 0x01 and its two children.
 */
import { hash } from "node:crypto";

/** Leaves `start` up to, not with, `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

const NODE = Buffer.of(1);
/** Root of a tree without leaves. */
export const EMPTY_ROOT: Buffer = hash("sha256", "", "buffer");

export function nodeOf(left: Buffer, right: Buffer): Buffer {
  return hash("sha256", Buffer.concat([NODE, left, right]), "buffer");
}

/** The root, by adding leaves from left to right; memory grows with the logarithm of their number. */
export class TreeBuilder {
  size = 0;
  /** Roots of the complete trees that the leaves make, the largest first. */
  readonly #frontier: Buffer[] = [];

  add(leaf: Buffer): void {
    let node = leaf;
    for (let at = this.size; at % 2 === 1; at = (at - 1) / 2)
      node = nodeOf(this.#frontier.pop() ?? EMPTY_ROOT, node);
    this.#frontier.push(node);
    this.size += 1;
  }

  root(): Buffer {
    return joinRight(this.#frontier);
  }
}

export function rootOf(leaves: readonly Buffer[]): Buffer {
  const tree = new TreeBuilder();
  for (const leaf of leaves) tree.add(leaf);
  return tree.root();
}

/** The root of a range, by the roots of the complete trees in it, the largest first. */
export function joinRight(roots: readonly Buffer[]): Buffer {
  return (
    roots.reduceRight<Buffer | null>((right, left) => (right ? nodeOf(left, right) : left), null) ??
    EMPTY_ROOT
  );
}

/**
 * All nodes of a tree, level by level, the leaves first; a node without a neighbour is on the next one too.
 */
export function levelsOf(leaves: readonly Buffer[]): readonly (readonly Buffer[])[] {
  const levels = [leaves];
  for (let level = leaves; level.length > 1;) {
    const next: Buffer[] = [];
    for (let at = 0; at < level.length; at += 2) next.push(joinRight(level.slice(at, at + 2)));
    levels.push(next);
    level = next;
  }
  return levels;
}

/** The path of a leaf in a tree whose nodes are there, the lowest first. */
export function pathAt(levels: readonly (readonly Buffer[])[], index: number): readonly Buffer[] {
  return levels.flatMap((level, height) => {
    const at = Math.floor(index / 2 ** height);
    return level[at % 2 === 0 ? at + 1 : at - 1] ?? [];
  });
}

/** A complete tree of 2 to the power of `level` leaves, the `at`-th of its level, from 0. */
export interface NodePlace {
  readonly level: number;
  readonly at: number;
}

/** The complete trees that make up a range, the largest first. */
export function completeTrees({ start, end }: Range): readonly NodePlace[] {
  const places: NodePlace[] = [];
  for (let from = start; from < end;) {
    const level = Math.floor(Math.log2(end - from));
    places.push({ level, at: from / 2 ** level });
    from += 2 ** level;
  }
  return places;
}

/** Ranges whose roots are the path of a leaf in a tree of so many, the lowest first (RFC 6962, 2.1.1). */
export function inclusionPath(index: number, size: number): readonly Range[] {
  const path: Range[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      path.unshift({ start: middle, end });
      end = middle;
    } else {
      path.unshift({ start, end: middle });
      start = middle;
    }
  }
  return path;
}

/**
 * Ranges whose roots prove that a tree of `from` leaves is the beginning of one of `to` (RFC 6962, 2.1.2).
 */
export function consistencyPath(from: number, to: number): readonly Range[] {
  if (from === 0 || from === to) return [];
  const path: Range[] = [];
  let [start, end, isWhole] = [0, to, true];
  while (from < end) {
    const middle = start + splitOf(end - start);
    if (from <= middle) {
      path.unshift({ start: middle, end });
      end = middle;
    } else {
      path.unshift({ start, end: middle });
      [start, isWhole] = [middle, false];
    }
  }
  return isWhole ? path : [{ start, end }, ...path];
}

/** Largest power of two below a number from 2. */
function splitOf(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1));
}
