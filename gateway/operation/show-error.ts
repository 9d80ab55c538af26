/** Presents a failure to clients: the code's sentence, or a masked INTERNAL with a reference to the log. */
import { describeError } from "#schema/runtime/describe-error.js";
import { toUnavailable } from "#schema/runtime/database-failure.js";
import { HubError } from "#schema/errors.js";
import { factsOf, type Facts } from "#schema/runtime/internal-error.js";
import { plainWords, type Log } from "../log.js";
import type { Account } from "./account.js";
import type { ShowError, ShowErrorOf } from "./answer.js";

/**
 * Converts an error for clients: a HubError stays, an unavailable database becomes DATABASE_UNAVAILABLE, any
 * other error is logged under a reference and masked. `about`: what else its line says.
 */
export function toPublicError(error: unknown, log: Log, about = nothing): HubError {
  const known = error instanceof HubError ? error : toUnavailable(error);
  return known ?? logged({ ...describeError(error) }, log, about);
}

const nothing = (): Facts => ({});

function logged(facts: Facts, log: Log, about: () => Facts): HubError {
  const requestId = crypto.randomUUID();
  log({ level: "error", requestId, ...about(), ...facts });
  return new HubError("INTERNAL", { requestId });
}

/**
 * The part of a subgraph's error that a client sees: our codes pass, the rest is masked; no stack, no
 * subgraph address.
 */
export function createShowError(log: Log, isKnown: (code: string) => boolean): ShowErrorOf {
  return (error, about = nothing) => {
    const { message, path, extensions } = error;
    const given = extensions?.["code"];
    const code = typeof given === "string" ? given : "";
    const place = path ? { path } : {};
    if (isKnown(code))
      return { message, ...place, extensions: pick(extensions, ["code", "english", "details"]) };
    // Whatever it says may quote what was asked or stored: it is logged by what it is.
    const masked = logged(
      {
        ...(path && { path: path.map((step) => (typeof step === "string" ? plainWords(step) : step)) }),
        ...(factsOf(error) ?? { error: "SubgraphError", errorCode: plainWords(code) }),
      },
      log,
      about,
    );
    return {
      message: masked.message,
      ...place,
      extensions: { code: masked.code, english: masked.english, details: masked.details },
    };
  };
}

/** Shows errors of one operation. `stage`: where they come from, unless it is where the operation is. */
export function showFor(
  { facts, failed }: Pick<Account, "facts" | "failed">,
  show: ShowErrorOf,
  stage: string | null = null,
): ShowError {
  return (error) => {
    const shown = show(error, stage === null ? facts : () => ({ ...facts(), stage }));
    failed(shown.extensions?.["code"]);
    return shown;
  };
}

function pick(
  from: Readonly<Record<string, unknown>> | undefined,
  names: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(
    names.flatMap((name) => (from?.[name] === undefined ? [] : [[name, from[name]]])),
  );
}
