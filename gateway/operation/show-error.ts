/** Presents a failure to clients: the code's sentence, or a masked INTERNAL with a reference to the log. */
import type { GraphQLFormattedError } from "graphql";
import { describeError } from "#schema/runtime/describe-error.js";
import { toUnavailable } from "#schema/runtime/database-failure.js";
import { HubError } from "#schema/errors.js";
import type { SubgraphError } from "#schema/subgraph.js";
import type { Log } from "../log.js";

/**
 * Converts an error for clients: a HubError stays, an unavailable database becomes DATABASE_UNAVAILABLE, any
 * other error is logged under a reference and masked.
 */
export function toPublicError(error: unknown, log: Log): HubError {
  const known = error instanceof HubError ? error : toUnavailable(error);
  if (known) return known;
  const requestId = crypto.randomUUID();
  log({ level: "error", requestId, ...describeError(error) });
  return new HubError("INTERNAL", { requestId });
}

/**
 * The part of a subgraph's error that a client sees: our codes pass, the rest is masked; no stack, no
 * subgraph address.
 */
export function createShowError(
  log: Log,
  isKnown: (code: string) => boolean,
): (error: SubgraphError) => GraphQLFormattedError {
  return ({ message, path, extensions }) => {
    const given = extensions?.["code"];
    const code = typeof given === "string" ? given : "";
    const place = path ? { path } : {};
    if (isKnown(code))
      return { message, ...place, extensions: pick(extensions, ["code", "english", "details"]) };
    // Whatever it says may quote what was asked or stored: with a code it is logged by that alone.
    const masked = toPublicError(Object.assign(new Error(message), { name: "SubgraphError", code }), log);
    return {
      message: masked.message,
      ...place,
      extensions: { code: masked.code, english: masked.english, details: masked.details },
    };
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
