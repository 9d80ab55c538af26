/** Watches operations from their question to their release, and tells how each ended. */
import type { OperationTypeNode } from "graphql";
import type { HubError } from "#schema/errors.js";
import type { Log } from "../log.js";
import { openAccount, type Account, type OnStage } from "./account.js";
import type { Ask, Asked, AskFor } from "./ask.js";
import type { Question } from "./request.js";
import { toPublicError } from "./show-error.js";

/**
 * `answered`: whole, made or stored. `partial`: with errors. `unchanged`: the client had it. `refused`:
 * nothing of it was carried out. `failed`: it was begun, and has no answer. `left`: nobody waited for the
 * answer; a subscription's stream is one.
 */
export type Ending = "answered" | "unchanged" | "partial" | "refused" | "failed" | "left";

export interface Ended {
  readonly question: Pick<Question, "contract">;
  /** Null where the operation could not be read. */
  readonly kind: OperationTypeNode | null;
  readonly ending: Ending;
  readonly milliseconds: number;
  readonly account: Account;
}

export interface Watching {
  readonly log: Log;
  readonly onStage: OnStage;
  readonly onEnd: readonly ((operation: Ended) => void)[];
}

export function watchOperations(ask: AskFor, { log, onStage, onEnd }: Watching): Ask {
  const watch = (asked: Asked, account: Account, end: (ending: Ending) => void, told: Told): Asked => {
    let ending: Ending = "left";
    return {
      ...asked,
      unchanged: (holds) => {
        const tag = asked.unchanged(holds);
        if (tag !== null) ending = "unchanged";
        return tag;
      },
      answer: async (waiting) => {
        try {
          const answer = await asked.answer(waiting);
          ending = answer.isWhole ? "answered" : "partial";
          return answer;
        } catch (error) {
          ending = "failed";
          throw told(error, account);
        }
      },
      release: () => {
        end(ending);
        asked.release();
      },
    };
  };
  /** The error that the client reads; the log has what it hides. */
  const told: Told = (error, account) => {
    const shown = toPublicError(error, log, account.facts);
    account.failed(shown.code);
    return shown;
  };
  return async (question) => {
    const account = openAccount(question, onStage);
    const begun = performance.now();
    const end = (kind: Ended["kind"], ending: Ending): void => {
      const milliseconds = performance.now() - begun;
      for (const tell of onEnd) tell({ question, kind, ending, milliseconds, account });
    };
    try {
      const asked = await ask(question, account);
      if (!("refusal" in asked)) return watch(asked, account, (ending) => end(asked.kind, ending), told);
      for (const { extensions } of asked.refusal) account.failed(extensions?.["code"]);
      end(null, "refused");
      return asked;
    } catch (error) {
      const shown = told(error, account);
      end(null, "refused");
      throw shown;
    }
  };
}

type Told = (error: unknown, account: Account) => HubError;
