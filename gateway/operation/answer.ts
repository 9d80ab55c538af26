/** An answer as it is sent, and what of its errors is told. */
import type { GraphQLError, GraphQLFormattedError } from "graphql";
import { RETRY_SECONDS } from "#schema/runtime/database-failure.js";
import type { RequestFault } from "#schema/errors.js";
import type { SubgraphError } from "#schema/subgraph.js";
import type { StoredAnswer } from "../freshness/answer-store.js";
import type { Outcome } from "../engine/engine.js";
import { explainFault } from "../engine/prepare/explain-fault.js";
import { groupErrors } from "./group-errors.js";

/** The part of a subgraph's error that may be shown. */
export type ShowError = (error: SubgraphError) => GraphQLFormattedError;

/** As it is sent, once for all that share it. */
export interface Answer extends Pick<Outcome, "later"> {
  readonly body: Buffer;
  /** True when it has no errors. */
  readonly isWhole: boolean;
  /**
   * Seconds after which to ask again what nothing could be told of now; null for an answer that tells
   * something.
   */
  readonly retryAfter: number | null;
  /** Null for one that is not kept. */
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

/** What this gateway, or another, has made already. */
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

/** No data, or null wherever something was asked for. */
const NOTHING = /^(?:null|\{(?:"\w+":null,?)*\})$/;

function secondsOf(errors: readonly SubgraphError[]): number | null {
  return errors.some(({ extensions }) => extensions?.["code"] === "DATABASE_UNAVAILABLE")
    ? RETRY_SECONDS
    : null;
}
