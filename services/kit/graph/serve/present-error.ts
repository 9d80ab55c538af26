/**
 * Errors as a client sees them: a HubError with its code, both sentences and details; a wrong query with the
 * sentence of the GraphQL library behind ours; a database that is away as DATABASE_UNAVAILABLE; anything else
 * as INTERNAL, which the gateway logs under a reference. Neither repeats what a record holds.
 */
import { GraphQLError } from "graphql";
import { describeError } from "#schema/runtime/describe-error.js";
import { toUnavailable } from "#schema/runtime/database-failure.js";
import { toInternal } from "#schema/runtime/internal-error.js";
import { HubError, toFault, type RequestFault } from "#schema/errors.js";
import type { SubgraphError } from "#schema/subgraph.js";
import type { Log } from "../resolve/hub-request.js";

/** An error from running an operation. One that has no path is about the operation's variables. */
export function presentError(error: GraphQLError, subgraph: string, log: Log): SubgraphError {
  const cause = causeOf(error);
  if (cause instanceof HubError) return withPath(error, cause);
  const unavailable = toUnavailable(cause);
  if (unavailable) {
    const { error: name, errorCode } = describeError(cause);
    log.warn(
      { subgraph, path: error.path, error: name, errorCode },
      "The database was not available to a resolver",
    );
    return withPath(error, unavailable);
  }
  if (error.path === undefined && cause instanceof GraphQLError) return presentFault(cause, "BAD_USER_INPUT");
  if (cause instanceof RangeError) {
    // Arguments are read recursively. It might be a resolver of ours that never ends, so it is not passed
    // over in silence.
    log.warn({ subgraph, path: error.path, ...describeError(cause) }, "An operation was nested too deeply");
    return { ...presentFault(nestedTooDeeply(), "BAD_USER_INPUT"), ...(error.path && { path: error.path }) };
  }
  return toInternal(cause, subgraph, error.path);
}

/** Why there is no answer at all. */
export function presentRefusal(error: HubError): SubgraphError {
  return withPath(new GraphQLError(error.message), error);
}

export function nestedTooDeeply(): GraphQLError {
  return new GraphQLError("The operation is nested too deeply.", {
    extensions: { sentence: "查询嵌套过深" },
  });
}

/**
 * An error of the query's text or its variables. One of a scalar of ours has a Chinese sentence of its own.
 */
export function presentFault(
  { message, extensions: { sentence } }: GraphQLError,
  code: RequestFault,
): SubgraphError {
  return toFault(code, message, typeof sentence === "string" ? sentence : undefined);
}

function withPath(error: GraphQLError, { code, message, english, details }: HubError): SubgraphError {
  return { message, ...(error.path && { path: error.path }), extensions: { code, english, details } };
}

function causeOf(error: GraphQLError): Error {
  let cause: Error = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

/**
 * Messages of the GraphQL library quote the value that a type refused, and a driver's details quote rows:
 * neither is kept.
 */
