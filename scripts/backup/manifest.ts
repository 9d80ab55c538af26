/** The head of a backup: which database, at which moment, and what is in it. */
import * as v from "valibot";
import type { Facts } from "../../services/kit/store/open/facts.js";
import { HubError } from "#schema/errors.js";

export const FACTS: v.GenericSchema<unknown, Facts> = v.object({
  postgres: v.string(),
  epoch: v.nullable(v.string()),
  head: v.nullable(v.object({ release: v.number(), hash: v.string() })),
  entries: v.number(),
  counts: v.record(v.string(), v.number()),
  keys: v.record(v.string(), v.array(v.string())),
});

const MANIFEST = v.object({
  /** Layout of the archive. */
  format: v.literal(1),
  /** Of this program. */
  version: v.string(),
  madeAt: v.pipe(v.string(), v.isoTimestamp()),
  kind: v.picklist(["server", "embedded"]),
  facts: FACTS,
});
export type Manifest = v.InferOutput<typeof MANIFEST>;

export const FORMAT = 1;

/** Throws BACKUP_OTHER. */
export function readManifest(file: string, text: string): Manifest {
  try {
    return v.parse(MANIFEST, JSON.parse(text));
  } catch {
    throw new HubError("BACKUP_OTHER", {
      file,
      reason: "不是通查的备份，或出自更新的版本",
      reasonEn: "it is no backup of Tongcha, or a newer release made it",
    });
  }
}

export function rowsOf({ counts }: Facts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
