/** A match as a value of the graph. */
import type { EntityReference } from "#kit";
import { writePlace, type Match } from "../read/matches.js";
import type { MatchRecord } from "./alert-types.js";

export interface MatchNode extends Pick<Match, "title" | "day" | "isCorrection"> {
  readonly cursor: string;
  readonly release: EntityReference;
  readonly feed: EntityReference;
  readonly record: MatchRecord;
}

export function toNode({ contract, record, release, row, title, day, isCorrection }: Match): MatchNode {
  return {
    cursor: writePlace({ release, row }),
    release: { id: String(release) },
    feed: { id: contract.id },
    title,
    day,
    isCorrection,
    record: { __typename: contract.type, id: record },
  };
}
