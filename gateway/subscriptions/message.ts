/** A message of a stream: an answer, encoded once for all its clients, whatever their transport. */
import type { GraphQLFormattedError } from "graphql";
import type { HubError } from "#schema/errors.js";

export interface Message {
  readonly body: Buffer;
  /** The cursor for resuming the stream after this message; null if the stream cannot be resumed. */
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
    // A cursor is a subgraph's text: it must not break out of its line.
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

/** The stream ended with an error; `errors` is what clients see. */
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
