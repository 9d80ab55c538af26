/** Whether a duty is met by its evidence, and since when. */

/** By how many records the evidence of a part grew on a day. */
export interface EvidenceDay {
  readonly day: string;
  readonly part: string;
  readonly delta: number;
}

export interface Settled {
  /**
   * The day since which all parts have had what they need, without a break to the last of these days; null:
   * one lacks it now.
   */
  readonly metOn: string | null;
  /** How many parts have what they need. */
  readonly present: number;
  /** The parts that lack it, where there are parts to name. */
  readonly missing: readonly string[];
}

/** `parts` empty: all records together are the one part. */
export function settle(evidence: readonly EvidenceDay[], parts: readonly string[], count: number): Settled {
  const wanted = parts.length > 0 ? parts : [""];
  const counts = new Map<string, number>(wanted.map((part) => [part, 0]));
  const lacks = new Set(wanted);
  let metOn: string | null = null;
  const days = Map.groupBy(evidence, ({ day }) => day);
  for (const day of [...days.keys()].toSorted()) {
    for (const { part: of, delta } of days.get(day) ?? []) {
      const part = parts.length > 0 ? of : "";
      const before = counts.get(part);
      if (before === undefined) continue;
      counts.set(part, before + delta);
      if (before + delta >= count) lacks.delete(part);
      else lacks.add(part);
    }
    metOn = lacks.size > 0 ? null : (metOn ?? day);
  }
  return {
    metOn,
    present: wanted.length - lacks.size,
    missing: parts.length > 0 ? wanted.filter((part) => lacks.has(part)) : [],
  };
}
