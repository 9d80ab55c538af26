/** Solves linear equations: a reader of many figures knows many sums. */

/** Coefficients by the name of the unknown; they add up to something that is known. */
export type Equation = ReadonlyMap<string, bigint>;

/** The unknowns that have one value only. Exact. */
export function determined(equations: readonly Equation[]): ReadonlySet<string> {
  const rows: Map<string, bigint>[] = [];
  const pivots = new Map<string, Map<string, bigint>>();
  for (const equation of equations) {
    const row = new Map(equation);
    for (const [name, pivot] of pivots) reduce(row, pivot, name);
    const [name] = row.keys();
    if (name === undefined) continue;
    for (const other of rows) reduce(other, row, name);
    rows.push(row);
    pivots.set(name, row);
  }
  return new Set(rows.flatMap((row) => (row.size === 1 ? [...row.keys()] : [])));
}

/** Takes `name` out of `row`. */
function reduce(row: Map<string, bigint>, pivot: ReadonlyMap<string, bigint>, name: string): void {
  const [factor, lead] = [row.get(name), pivot.get(name)];
  if (factor === undefined || lead === undefined) return;
  for (const key of new Set([...row.keys(), ...pivot.keys()])) {
    const value = (row.get(key) ?? 0n) * lead - (pivot.get(key) ?? 0n) * factor;
    if (value === 0n) row.delete(key);
    else row.set(key, value);
  }
  const common = [...row.values()].reduce((one, other) => gcd(one, other), 0n);
  if (common > 1n) for (const [key, value] of row) row.set(key, value / common);
}

function gcd(one: bigint, other: bigint): bigint {
  let [a, b] = [one < 0n ? -one : one, other < 0n ? -other : other];
  while (b > 0n) [a, b] = [b, a % b];
  return a;
}
