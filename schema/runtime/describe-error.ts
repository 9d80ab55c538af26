/**
 * What a log may hold of an error. The message of a driver or of a query's fault quotes what was asked or
 * stored, so it stays out, and so does a stack's first line, which repeats it.
 */
export interface ErrorFacts {
  readonly error: string;
  /** Only of an error of this program. */
  readonly reason?: string;
  /** Of a database, or of the network: `ECONNRESET`. */
  readonly errorCode?: string;
  readonly frames?: string;
}

export function describeError(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { error: typeof error };
  const { name, message, stack = "" } = error;
  const code = "code" in error && typeof error.code === "string" ? error.code : null;
  const at = stack.indexOf("\n    at ");
  return {
    error: name,
    ...(name === "GraphQLError" || code !== null ? {} : { reason: message }),
    ...(code === null ? {} : { errorCode: code }),
    ...(at < 0 ? {} : { frames: stack.slice(at + 1) }),
  };
}
