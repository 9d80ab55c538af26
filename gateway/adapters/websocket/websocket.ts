/**
 * Over WebSocket, by the protocol of graphql-ws (`graphql-transport-ws`): many operations on one connection,
 * queries and mutations as well. Token and API key come in the payload of `connection_init` or in the headers
 * of the first request.
 */
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import {
  GraphQLError,
  Kind,
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLFormattedError,
} from "graphql";
import { CloseCode, handleProtocols, makeServer, type ConnectionInitMessage } from "graphql-ws";
import { WebSocketServer, type WebSocket } from "ws";
import { HubError } from "#schema/errors.js";
import { readAskedDocument } from "../../documents/asked-document.js";
import { API_KEY_HEADER } from "../../api-keys/api-key.js";
import { clientOf } from "../../limits/client-budgets.js";
import { readNoFasterThanItReads } from "../../limits/unread.js";
import type { Ask, Asked } from "../../operation/ask.js";
import { credentialsOf, type Credentials, type Identify } from "../../operation/identify.js";
import { STRANGER } from "../../rights/identity.js";
import { StreamError, toFormatted, type Message } from "../../subscriptions/message.js";
import { openSession, type Session } from "../../subscriptions/session.js";
import type { Streams } from "../../subscriptions/streams.js";
import { refuseBrackets } from "../http/json-bounds.js";
import { writeRefusal } from "../http/refusal.js";
import { answerOnce } from "./answer-once.js";

export interface WebSocketParts {
  readonly ask: Ask;
  readonly streams: Streams;
  readonly identify: Identify;
  /** Logs what nobody expected; returns what the client may read of it. */
  readonly onFault: (error: unknown) => HubError;
}

export interface WebSocketDoor {
  /** Takes a request of the server's `upgrade` event. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer, from: Origin) => void;
  readonly close: () => Promise<void>;
}

const MESSAGE_LIMIT_BYTES = 1024 * 1024;
const OPERATIONS_AT_A_TIME = 100;
/** Most characters of an operation's id, which each of its messages repeats. */
const LONGEST_ID = 128;
const KEEP_ALIVE_MS = 12_000;

interface Origin {
  /** The client's address. */
  readonly address: string;
  /** Null: the whole graph. */
  readonly contract: string | null;
}

interface Connection extends Origin {
  readonly socket: WebSocket;
  /** The headers of the upgrade request. */
  readonly headers: IncomingHttpHeaders;
  session: Session | null;
  /** The message whose text replaces the payload placeholder in the next text that is sent. */
  payload: Message | null;
}

/** An admitted operation, passed from `onSubscribe` to `execute` or `subscribe`. */
interface Passed {
  readonly messages: AsyncGenerator<Message, void, void>;
  readonly connection: Connection;
}

export function openWebSocketDoor({ ask, streams, identify, onFault }: WebSocketParts): WebSocketDoor {
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols,
    maxPayload: MESSAGE_LIMIT_BYTES,
    perMessageDeflate: false,
    clientTracking: true,
  });
  const passed = new WeakMap<ExecutionArgs, Passed>();

  const messagesOf = (
    asked: Asked,
    { session, address, socket }: Connection,
  ): AsyncGenerator<Message, void, void> => {
    const { subscription, release, bucket } = asked;
    if (!subscription) return answerOnce(asked);
    if (!session) throw new Error("An operation runs before its connection was greeted");
    try {
      return streams.subscribe(
        { ...subscription, resumeAfter: null },
        { session, client: clientOf(address), bucket, cut: () => socket.terminate() },
      ).outlet;
    } finally {
      // The stream holds its own revision.
      release();
    }
  };
  const run = (args: ExecutionArgs): AsyncGenerator<Payload, void, void> => {
    const found = passed.get(args);
    if (!found) throw new Error("An operation runs that was not admitted");
    return payloadsOf(found.messages, found.connection);
  };

  const tellError = (error: GraphQLError): readonly GraphQLFormattedError[] => {
    const { originalError } = error;
    if (originalError instanceof StreamError) return originalError.errors;
    // An error from `toErrors` is already safe for clients.
    if (!originalError) return [error.toJSON()];
    return [toFormatted(onFault(originalError))];
  };

  const server = makeServer<ConnectionInitMessage["payload"], Connection>({
    onConnect: async ({ connectionParams, extra }) => {
      try {
        extra.session = await openSession(
          credentialsIn(connectionParams, extra.headers),
          extra.address,
          identify,
        );
        return true;
      } catch (error) {
        if (!(error instanceof HubError)) throw error;
        extra.socket.close(CloseCode.Forbidden, error.code);
        return false;
      }
    },
    onSubscribe: async ({ extra: connection, subscriptions }, id, payload) => {
      if (id.length > LONGEST_ID) {
        const refused = new HubError("REQUEST_INVALID", {
          reason: `编号超过${LONGEST_ID}个字符`,
          reasonEn: `an id of over ${LONGEST_ID} characters`,
        });
        connection.socket.close(CloseCode.BadRequest, refused.code);
        return toErrors([toFormatted(refused)]);
      }
      try {
        if (Object.keys(subscriptions).length > OPERATIONS_AT_A_TIME)
          throw new HubError("SUBSCRIPTIONS_TOO_MANY", { limit: OPERATIONS_AT_A_TIME });
        // The connection may have outlived the token.
        await connection.session?.check?.();
        const asked = await ask({
          document: readAskedDocument(payload),
          operationName: payload.operationName === "" ? null : (payload.operationName ?? null),
          variables: { ...payload.variables },
          contract: connection.contract,
          identity: connection.session?.identity ?? STRANGER,
          address: connection.address,
          headers: connection.headers,
          mayDefer: false,
          hasLeft: () => connection.socket.readyState !== connection.socket.OPEN,
          refuseKind: () => undefined,
        });
        if ("refusal" in asked) return toErrors(asked.refusal);
        const args: ExecutionArgs = { schema: asked.engine.schema, document: documentOf(asked) };
        passed.set(args, { messages: messagesOf(asked, connection), connection });
        return args;
      } catch (error) {
        if (error instanceof StreamError) return toErrors(error.errors);
        if (!(error instanceof HubError)) throw error;
        return toErrors([toFormatted(error)]);
      }
    },
    // By its types the library expects one result of `execute`; it also accepts an iterator, and ends that
    // when the client completes the operation.
    execute: (args) => run(args),
    subscribe: (args) => run(args),
    onNext: (_context, _id, _payload, _args, result) => (result instanceof Payload ? result : undefined),
    onError: (_context, _id, _payload, errors) => errors.flatMap(tellError),
  });

  sockets.on("wsClientError", ({ message }: Error, socket: Duplex) =>
    writeRefusal(socket, new HubError("UPGRADE_INVALID", { reason: message })),
  );
  sockets.on("connection", (socket: WebSocket, request: IncomingMessage, from: Origin) => {
    const connection: Connection = {
      ...from,
      socket,
      headers: request.headers,
      session: null,
      payload: null,
    };
    const closed = server.opened(
      {
        protocol: socket.protocol,
        send: (data) => send(socket, fill(data, connection)),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (take) =>
          socket.on("message", (data: Buffer) => {
            readMessage(data, take).catch((error: unknown) => {
              if (error instanceof HubError) return socket.close(CloseCode.BadRequest, error.code);
              onFault(error);
              socket.close(CloseCode.InternalServerError, "INTERNAL");
            });
          }),
      },
      connection,
    );
    readNoFasterThanItReads(socket);
    const keepAlive = watch(socket);
    socket.on("error", () => socket.terminate());
    socket.once("close", (code, reason) => {
      clearInterval(keepAlive);
      closed(code, reason.toString()).catch(onFault);
    });
  });

  return {
    upgrade: (request, socket, head, from) =>
      sockets.handleUpgrade(request, socket, head, (opened) =>
        sockets.emit("connection", opened, request, from),
      ),
    close: async () => {
      // This code makes clients reconnect, to another process.
      for (const socket of sockets.clients) socket.close(GOING_AWAY, "going away");
      for (let waited = 0; sockets.clients.size > 0 && waited < CLOSING_MS; waited += 20) await pause(20);
      for (const socket of sockets.clients) socket.terminate();
    },
  };
}

/** Rejects with REQUEST_INVALID. */
async function readMessage(data: Buffer, take: (text: string) => Promise<void>): Promise<void> {
  const text = data.toString();
  refuseBrackets(text);
  await take(text);
}

const GOING_AWAY = 1001;
const CLOSING_MS = 1_000;

/**
 * A placeholder for an answer that is serialised once for all its clients: the library serialises the message
 * around it, and the answer's text replaces it.
 */
class Payload {
  /** Only for the library's types. */
  declare readonly data?: Record<string, unknown>;
  readonly #message: Message;
  readonly #connection: Connection;

  constructor(message: Message, connection: Connection) {
    this.#message = message;
    this.#connection = connection;
  }

  toJSON(): string {
    this.#connection.payload = this.#message;
    return PLACE;
  }
}

const PLACE = "@";
const PLACE_AND_END = `"${PLACE}"}`;

/** The payload is a message's last field. */
function fill(text: string, connection: Connection): string {
  const { payload } = connection;
  if (!payload) return text;
  connection.payload = null;
  return `${text.slice(0, -PLACE_AND_END.length)}${payload.text()}}`;
}

/** Yields payloads at the speed of the client's connection (backpressure). */
function payloadsOf(
  messages: AsyncGenerator<Message, void, void>,
  connection: Connection,
): AsyncGenerator<Payload, void, void> {
  const payloads: AsyncGenerator<Payload, void, void> = {
    next: async () => {
      const taken = await messages.next();
      return taken.done === true ? taken : { done: false, value: new Payload(taken.value, connection) };
    },
    return: async () => {
      await messages.return();
      return { done: true, value: undefined };
    },
    throw: async (error: unknown) => {
      await messages.throw(error);
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => payloads,
    [Symbol.asyncDispose]: () => messages[Symbol.asyncDispose](),
  };
  return payloads;
}

/** Resolves when the data have been written to the connection. */
function send(socket: WebSocket, data: string): Promise<void> {
  if (socket.readyState !== socket.OPEN) return Promise.resolve();
  return new Promise((resolve) => {
    socket.send(data, () => resolve());
  });
}

/** Pings the client, and ends the connection if it does not answer. */
function watch(socket: WebSocket): NodeJS.Timeout {
  let isAlive = true;
  socket.on("pong", () => {
    isAlive = true;
  });
  return setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, KEEP_ALIVE_MS).unref();
}

/** A name in the payload is in capitals or not, as that of a header. */
function credentialsIn(
  parameters: ConnectionInitMessage["payload"],
  headers: IncomingHttpHeaders,
): Credentials {
  const { authorization, apiKey } = credentialsOf(headers);
  const given = (wanted: string): string | undefined => {
    const [, value] = Object.entries(parameters ?? {}).find(([name]) => name.toLowerCase() === wanted) ?? [];
    return typeof value === "string" ? value : undefined;
  };
  return {
    authorization: given("authorization") ?? authorization,
    apiKey: given(API_KEY_HEADER) ?? apiKey,
  };
}

/** A document from which the library reads the kind of operation. */
function documentOf({ operation }: Asked): DocumentNode {
  return { kind: Kind.DOCUMENT, definitions: [operation] };
}

function toErrors(errors: readonly GraphQLFormattedError[]): readonly GraphQLError[] {
  return errors.map(({ message, extensions }) => new GraphQLError(message, { extensions: extensions ?? {} }));
}
