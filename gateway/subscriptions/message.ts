/** A message of a stream: an answer, encoded once for all its clients, whatever their transport. */
import type { GraphQLFormattedError } from "graphql";
import type { HubError } from "#schema/errors.js";

export interface Message {
  readonly body: Buffer;
  /** A stream resumed after it goes on from here; null for one that cannot be. */
  readonly cursor: string | null;
  /** As JSON text. */
  readonly text: () => string;
  /** As an event of `text/event-stream`. */
  readonly event: () => Buffer;
}

export function createMessage(body: Buffer, cursor: string | null): Message {
  let text: string | null = null;
  let event: Buffer | null = null;
  return {
    body,
    cursor,
    text: () => (text ??= body.toString()),
    // Cursors are a subgraph's text: a line of their own, and no more.
    event: () =>
      (event ??= Buffer.concat([
        Buffer.from(
          `event: next\n${cursor === null || /[\0\r\n]/.test(cursor) ? "" : `id: ${cursor}\n`}data: `,
        ),
        body,
        END,
      ])),
  };
}

const END = Buffer.from("\n\n");

/** A stream is over before its time: why, as a client reads it. */
export class StreamError extends Error {
  readonly errors: readonly GraphQLFormattedError[];

  constructor(errors: readonly GraphQLFormattedError[]) {
    super(errors[0]?.message ?? "");
    this.errors = errors;
  }
}

export function toStreamError(error: HubError): StreamError {
  return new StreamError([toFormatted(error)]);
}

export function toFormatted({ message, code, english, details }: HubError): GraphQLFormattedError {
  return { message, extensions: { code, english, details } };
}
