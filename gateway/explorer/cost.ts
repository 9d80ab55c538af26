/** What the last operation may cost, as its answer told it. */
export interface Cost {
  /** Points. */
  readonly estimate: number;
  /** Most points of one operation; null: no limit. */
  readonly limit: number | null;
  /** The field with the largest share; its path is empty if nothing costs anything. */
  readonly dearest: { readonly path: readonly string[]; readonly points: number };
}

export interface LastCost {
  readonly get: () => Cost | null;
  readonly set: (cost: Cost | null) => void;
  /** Returns what ends the watching. */
  readonly watch: (onChange: () => void) => () => void;
}

export function createLastCost(): LastCost {
  const watchers = new Set<() => void>();
  let last: Cost | null = null;
  return {
    get: () => last,
    set: (cost) => {
      last = cost;
      for (const onChange of watchers) onChange();
    },
    watch: (onChange) => {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
  };
}

/** The cost in an answer, or in the parts of one; null if there is none. */
export function costIn(result: unknown): Cost | null {
  const parts: readonly unknown[] = Array.isArray(result) ? result : [result];
  for (const part of parts) {
    const extensions = fieldOf(part, "extensions");
    const cost = fieldOf(extensions, "cost");
    const [estimate, limit] = [fieldOf(cost, "estimate"), fieldOf(cost, "limit")];
    const dearest = fieldOf(cost, "dearest");
    const [path, points] = [fieldOf(dearest, "path"), fieldOf(dearest, "points")];
    if (typeof estimate === "number" && Array.isArray(path) && typeof points === "number")
      return {
        estimate,
        limit: typeof limit === "number" ? limit : null,
        dearest: { path: path.map(String), points },
      };
  }
  return null;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
