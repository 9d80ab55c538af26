/**
 * Where each town is on the schematic: on a board of hexagons, near its neighbours. It follows from the codes
 * and from which towns are beside each other alone, so it is the same each time; a town with no known
 * neighbour takes the next free place.
 */
export interface Place {
  readonly code: string;
  readonly neighbours: readonly string[];
}

/** Axial coordinates of a hexagon. */
export interface Cell {
  readonly column: number;
  readonly row: number;
}

const CENTRE: Cell = { column: 0, row: 0 };
/** Each round of swaps is better than the one before; so many are never needed. */
const MOST_ROUNDS = 50;

export function layOut(places: readonly Place[]): ReadonlyMap<string, Cell> {
  const near = neighboursOf(places);
  const cells = new Map<string, Cell>();
  const free = board(places.length);
  const codes = places.map(({ code }) => code).toSorted();
  for (const _ of codes) {
    const code = best(
      codes.filter((one) => !cells.has(one)),
      (one) => -placedBeside(one),
      (one) => -(near.get(one)?.size ?? 0),
    );
    if (code === undefined) break;
    const cell = best(
      free.filter((one) => ![...cells.values()].includes(one)),
      (one) => lengthAt(code, one),
      fromCentre,
    );
    if (cell) cells.set(code, cell);
  }
  for (let round = 0; round < MOST_ROUNDS && swapOnce(); round += 1);
  return cells;

  function placedBeside(code: string): number {
    return [...(near.get(code) ?? [])].filter((one) => cells.has(one)).length;
  }

  function lengthAt(code: string, cell: Cell): number {
    return [...(near.get(code) ?? [])].reduce((sum, one) => {
      const other = cells.get(one);
      return other ? sum + distance(cell, other) : sum;
    }, 0);
  }

  /** Changes places of two towns wherever that brings neighbours nearer; false when nothing does. */
  function swapOnce(): boolean {
    let isBetter = false;
    for (const [at, one] of codes.entries())
      for (const other of codes.slice(at + 1)) {
        const before = lengthOf(one) + lengthOf(other);
        exchange(one, other);
        if (lengthOf(one) + lengthOf(other) < before) isBetter = true;
        else exchange(one, other);
      }
    return isBetter;
  }

  function lengthOf(code: string): number {
    const cell = cells.get(code);
    return cell ? lengthAt(code, cell) : 0;
  }

  function exchange(one: string, other: string): void {
    const [first, second] = [cells.get(one), cells.get(other)];
    if (!first || !second) return;
    cells.set(one, second);
    cells.set(other, first);
  }
}

/** Two towns are neighbours if either says so. */
function neighboursOf(places: readonly Place[]): ReadonlyMap<string, ReadonlySet<string>> {
  const near = new Map(places.map(({ code }) => [code, new Set<string>()]));
  for (const { code, neighbours } of places)
    for (const other of neighbours) {
      if (other === code || !near.has(other)) continue;
      near.get(code)?.add(other);
      near.get(other)?.add(code);
    }
  return near;
}

/** Cells around the centre, from the inside out: more than are needed, so that neighbours find room. */
function board(count: number): readonly Cell[] {
  const radius = Math.ceil(Math.sqrt(count / 3)) + 1;
  const steps = Array.from({ length: 2 * radius + 1 }, (_, at) => at - radius);
  return steps
    .flatMap((row) => steps.map((column): Cell => ({ column, row })))
    .filter((cell) => distance(cell, CENTRE) <= radius)
    .toSorted((one, other) => fromCentre(one) - fromCentre(other));
}

/** The square of its length, so that the whole is round. */
function fromCentre({ column, row }: Cell): number {
  return column * column + column * row + row * row;
}

function distance(one: Cell, other: Cell): number {
  const [columns, rows] = [one.column - other.column, one.row - other.row];
  return Math.max(Math.abs(columns), Math.abs(rows), Math.abs(columns + rows));
}

/** The first of those with the least of the first measure, then of the second. */
function best<Item>(
  items: readonly Item[],
  first: (item: Item) => number,
  second: (item: Item) => number,
): Item | undefined {
  return items.reduce<Item | undefined>((found, item) => {
    if (found === undefined) return item;
    const difference = first(item) - first(found) || second(item) - second(found);
    return difference < 0 ? item : found;
  }, undefined);
}
