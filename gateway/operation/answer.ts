/** Encodes an answer, with the part of its errors that clients may see. */
import type { GraphQLError, GraphQLFormattedError } from "graphql";
import { RETRY_SECONDS } from "#schema/runtime/database-failure.js";
import type { RequestFault } from "#schema/errors.js";
import type { Facts } from "#schema/runtime/internal-error.js";
import type { SubgraphError } from "#schema/subgraph.js";
import type { StoredAnswer } from "../freshness/answer-store.js";
import type { Outcome } from "../engine/engine.js";
import { explainFault } from "../engine/prepare/explain-fault.js";
import { groupErrors } from "./group-errors.js";

/** The part of a subgraph's error that may be shown. */
export type ShowError = (error: SubgraphError) => GraphQLFormattedError;

/** `about`: what the log says of the operation, if it is about the error. */
export type ShowErrorOf = (error: SubgraphError, about?: () => Facts) => GraphQLFormattedError;

/** An encoded answer, shared by all clients of one coalesced execution. */
export interface Answer extends Pick<Outcome, "later"> {
  readonly body: Buffer;
  /** True when it has no errors. */
  readonly isWhole: boolean;
  /** Retry delay in seconds for an answer without any data, where a retry may help; null for any other. */
  readonly retryAfter: number | null;
  /** Null for an answer that is not cached. */
  readonly stored: StoredAnswer | null;
}

export function toAnswer({ data, errors, later }: Outcome, show: ShowError): Answer {
  const isWhole = errors.length === 0;
  return {
    isWhole,
    retryAfter: isWhole || !NOTHING.test(data) ? null : secondsOf(errors),
    stored: null,
    body: Buffer.from(
      isWhole ? `{"data":${data}}` : `{"errors":${JSON.stringify(tell(errors, show))},"data":${data}}`,
    ),
    later,
  };
}

/** Makes an answer from the cache of this gateway, or from the one that gateways share. */
export function fromStored(stored: StoredAnswer): Answer {
  return { body: stored.body, isWhole: true, retryAfter: null, stored, later: null };
}

export function tell(errors: readonly SubgraphError[], show: ShowError): readonly GraphQLFormattedError[] {
  return groupErrors(errors).map(({ error, alike }) => {
    const shown = show(error);
    return alike === 0 ? shown : { ...shown, extensions: { ...shown.extensions, alike } };
  });
}

export function toRefusal(
  errors: readonly GraphQLError[],
  code: RequestFault,
): readonly GraphQLFormattedError[] {
  return errors.map((error) => explainFault(error, code));
}

/** Matches null data, and an object whose fields are all null. */
const NOTHING = /^(?:null|\{(?:"\w+":null,?)*\})$/;

function secondsOf(errors: readonly SubgraphError[]): number | null {
  return errors.some(({ extensions }) => extensions?.["code"] === "DATABASE_UNAVAILABLE")
    ? RETRY_SECONDS
    : null;
}
