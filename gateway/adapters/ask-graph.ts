/** How an adapter asks the graph itself: one question, through all stages, as over any transport. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { OperationTypeNode, type GraphQLFormattedError } from "graphql";
import { HubError } from "#schema/errors.js";
import type { AskedDocument } from "../documents/asked-document.js";
import type { Ask } from "../operation/ask.js";
import type { Identity } from "../rights/identity.js";
import { onClosed } from "./http/on-closed.js";

export interface GraphQuestion {
  readonly document: AskedDocument;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string | null;
}

export interface GraphAnswer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** Rejects if the whole operation is refused. */
export type AskGraph = (question: GraphQuestion) => Promise<GraphAnswer>;

export interface Asker {
  readonly ask: Ask;
  readonly contract: string | null;
  readonly identity: Identity;
  /** Whose use it is recorded as, where the request names no client. */
  readonly clientName: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export function createAskGraph({
  ask,
  contract,
  identity,
  clientName,
  request,
  reply: { raw },
}: Asker): AskGraph {
  return async ({ document, variables = {}, operationName = null }) => {
    const asked = await ask({
      document,
      operationName,
      variables,
      contract,
      identity,
      address: request.ip,
      headers: { "graphql-client-name": clientName, ...request.headers },
      mayDefer: false,
      hasLeft: () => raw.closed,
      refuseKind: (kind) => {
        if (kind !== OperationTypeNode.QUERY) throw new HubError("TOOL_READ_ONLY");
      },
    });
    if ("refusal" in asked) return { data: null, errors: asked.refusal };
    try {
      const { body } = await asked.answer({
        onLeave: (leave) => onClosed(raw, () => leave(raw.writableFinished)),
      });
      if (body.length > MOST_BYTES) throw new HubError("ANSWER_TOO_LARGE", LIMIT);
      return JSON.parse(body.toString()) as GraphAnswer; // written by the engine
    } finally {
      asked.release();
    }
  };
}

/** A program that reads it reads words: files are for what is larger. */
const MOST_BYTES = 1024 * 1024;
const LIMIT = { limit: MOST_BYTES / 1024, unit: " KiB", unitEn: "KiB" };
