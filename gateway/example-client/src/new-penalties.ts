import { graphql } from "./gql/index.ts";
import type { Hub } from "./hub.ts";

const NEW_PENALTIES = graphql(`
  subscription NewPenalties($after: String) {
    penaltyPublished(after: $after) {
      isCorrection
      record {
        decisionNumber
        fineAmount
      }
    }
  }
`);

/** The first events after a cursor; `0`: from the beginning. */
export function newPenalties({ follow }: Hub, after: string, most: number): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const lines: string[] = [];
    const stop = follow(
      NEW_PENALTIES,
      { after },
      {
        event: ({ penaltyPublished: { record, isCorrection } }) => {
          if (!record) return;
          const fine = record.fineAmount ?? "0";
          lines.push(`${record.decisionNumber}${isCorrection ? "（更正）" : ""} 罚款${fine}万元`);
          if (lines.length < most) return;
          stop();
          resolve(lines);
        },
        error: reject,
      },
    );
  });
}
