/** A match as a value of the graph. */
import { type EntityReference, writePlace } from "#kit";
import type { Match } from "../read/matches.js";
import type { MatchRecord } from "./alert-types.js";

export interface MatchNode extends Pick<Match, "title" | "day" | "isCorrection"> {
  readonly cursor: string;
  readonly release: EntityReference;
  readonly feed: EntityReference;
  readonly record: MatchRecord;
}

export function toNode({ contract, record, release, title, day, isCorrection, ...place }: Match): MatchNode {
  return {
    cursor: writePlace({ ...place, release }),
    release: { id: String(release) },
    feed: { id: contract.id },
    title,
    day,
    isCorrection,
    record: { __typename: contract.type, id: record },
  };
}
