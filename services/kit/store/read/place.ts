/**
 * Places in the releases as text: `<epoch>.12` is all of release 12, `<epoch>.12:345` a row of it. In another
 * epoch the same numbers may name something else.
 */
import { HubError } from "#schema/errors.js";

export interface Place {
  readonly epoch: string;
  readonly release: number;
  /** Infinity: after all of the release. */
  readonly row: number;
}

export function writePlace({ epoch, release, row }: Place): string {
  return `${epoch}.${release}${row === Infinity ? "" : `:${row}`}`;
}

/** Throws CURSOR_INVALID for what is no place, HISTORY_OTHER for a place of another epoch than this. */
export function readPlace(text: string, epoch: string): Place {
  const [, of, release, row] = PLACE.exec(text) ?? [];
  if (of === undefined) throw new HubError("CURSOR_INVALID");
  if (of !== epoch) throw new HubError("HISTORY_OTHER");
  return { epoch, release: Number(release), row: row === undefined ? Infinity : Number(row) };
}

const PLACE = /^([0-9a-f]{16})\.(\d{1,9})(?::(\d{1,9}))?$/;
