/**
 * A fast path for identical requests. When a request was answered from the cache, or with 304, the response
 * head is remembered under everything in the request that the answer depends on, together with the resolved
 * question. While the graph and the registered documents are the same, and the cache still has that
 * question's answer, the next identical request gets the same head before it is parsed. Any other request
 * takes the normal path, which alone makes decisions: this module only repeats its responses.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Encoding } from "../../freshness/answer-store.js";
import { asksForCost } from "../../limits/tell-cost.js";
import { OVERRIDE_HEADER } from "../../engine/plan/asked-labels.js";
import type { Revision } from "../../graph/revision.js";
import { CHARACTERS_OF_TOKEN, createKept, type Kept } from "../../kept.js";
import { API_KEY_HEADER } from "../../api-keys/api-key.js";
import { RATE_HEADER, writeRate } from "../../limits/rate/headers.js";
import { REQUEST_POINTS } from "../../limits/rate/plans.js";
import type { Rates } from "../../limits/rate/rates.js";
import { STRANGER } from "../../rights/identity.js";
import type { Again } from "../../operation/ask.js";
import { carriesSession, SESSION_HEADER } from "../../sign-in/session.js";
import type { AddressOf } from "./address-of.js";
import { addressOf } from "./create-server.js";

export interface Repeats {
  /** Adds the fast path in front of all routes of the server. */
  readonly register: (app: FastifyInstance) => void;
  /** The body, if the fast path has already read it; null if it is still unread. */
  readonly payloadOf: (request: IncomingMessage) => Readable | null;
  /** Remembers a response after it has been sent. */
  readonly keep: (request: FastifyRequest, reply: FastifyReply, again: Again, tag: string) => void;
  /** Number of requests answered by the fast path. */
  readonly served: () => number;
}

export interface RepeatsParts {
  readonly revision: () => Revision;
  /**
   * Number of the last change of the registered documents for a contract's requests; null if each request
   * must take the normal path.
   */
  readonly standing: (contract: string | null) => number | null;
  /** Null: no rate limits. */
  readonly rates: Pick<Rates, "of"> | null;
  /** Told of each that was answered; null: nobody wants to know. */
  readonly onServed: ((operation: Again["named"], headers: Headers) => void) | null;
}

type Headers = IncomingMessage["headers"];

interface Known extends Omit<Again, "revision" | "text" | "weight"> {
  readonly tag: string;
  readonly status: number;
  /** Name, value, name, value, as node:http takes them. */
  readonly head: readonly string[];
  readonly encoding: Encoding | null;
  /** The body's `content-length` in the head. */
  readonly length: number;
}

const KEPT = 5_000;
/** As of operations, which entries hold. */
const KEPT_WEIGHT = 200_000;
/** Most characters of a body, and of the rest of the key. */
const LONGEST = 16_384;
/** Matches the GraphQL routes only, because only they use a body that was read here. */
const PATH = /^\/graphql(?:\/[a-z0-9-]{1,50})?(?:\?|$)/;

export function createRepeats({ revision, standing, rates, onServed }: RepeatsParts): Repeats {
  const makeStore = (): Kept<Known> => createKept({ max: KEPT, maxWeight: KEPT_WEIGHT });
  let of = revision();
  let known = makeStore();
  let isOpen = true;
  let served = 0;
  const keys = new WeakMap<IncomingMessage, string>();
  const bodies = new WeakMap<IncomingMessage, Buffer>();

  /** Returns the entries of the current revision; a new revision starts empty, and releases the old one. */
  const current = (): Kept<Known> => {
    if (of === revision()) return known;
    of = revision();
    known = makeStore();
    return known;
  };
  let whose: AddressOf = ({ socket }) => socket.remoteAddress ?? "";
  const answer = (key: string, request: IncomingMessage, response: ServerResponse): boolean => {
    const found = current().get(key);
    if (!isOpen || found?.standing !== standing(found?.contract ?? null)) return false;
    const body = bodyOf(found);
    if (body === null) return false;
    const bucket = rates?.of(STRANGER, whose(request)) ?? null;
    // Who has nothing left is told so on the long way.
    if (bucket && !bucket.take(REQUEST_POINTS)) return false;
    served += 1;
    found.count(request.headers);
    onServed?.(found.named, request.headers);
    response.writeHead(
      found.status,
      bucket ? [...found.head, RATE_HEADER, writeRate(bucket)] : [...found.head],
    );
    if (body === NOTHING) response.end();
    else response.end(body);
    return true;
  };
  const serve = (request: IncomingMessage, response: ServerResponse, goOn: () => void): void => {
    const key = keyOf(request);
    if (key === null) return goOn();
    if (request.method !== "POST") {
      keys.set(request, key);
      if (!answer(key, request, response)) goOn();
      return;
    }
    read(request, (body) => {
      const whole = key + body.toString("latin1");
      if (answer(whole, request, response)) return;
      keys.set(request, whole);
      bodies.set(request, body);
      goOn();
    });
  };
  return {
    register: (app) => {
      whose = addressOf(app);
      app.addHook("preClose", (done) => {
        isOpen = false;
        done();
      });
      app.server
        .removeAllListeners("request")
        .on("request", (request: IncomingMessage, response: ServerResponse) =>
          serve(request, response, () => app.routing(request, response)),
        );
    },
    served: () => served,
    payloadOf: (request) => {
      const body = bodies.get(request);
      return body ? Readable.from([body], { objectMode: false }) : null;
    },
    keep: (request, reply, again, tag) => {
      const key = keys.get(request.raw);
      if (key === undefined || again.standing === null) return;
      reply.raw.once("finish", () => {
        const head = reply.getHeaders();
        // The last response of a connection is not repeated, because of its `connection` header.
        if (again.revision !== revision() || head["connection"] !== undefined) return;
        const { standing: stood, contract, named, cacheable, count, text, weight } = again;
        const encoding = head["content-encoding"];
        current().set(
          key,
          {
            standing: stood,
            contract,
            named,
            cacheable,
            tag,
            count,
            status: reply.statusCode,
            encoding: encoding === "br" || encoding === "gzip" ? encoding : null,
            length: Number(head["content-length"]),
            head: Object.entries(head).flatMap(([name, value]) =>
              value === undefined || name === RATE_HEADER ? [] : [name, String(value)],
            ),
          },
          weight + (key.length + text.length) / CHARACTERS_OF_TOKEN,
        );
      });
    },
  };
}

/** Null if the body is not available synchronously, or has changed. */
function bodyOf({ status, cacheable, tag, encoding, length }: Known): Buffer | null {
  if (status === 304) return cacheable.tag() === tag ? NOTHING : null;
  const stored = cacheable.find();
  if (stored?.tag !== tag) return null;
  const body = encoding === null ? stored.body : stored.encoded(encoding);
  // An answer that was made again has the same tag; if its length differed, the client would read the next
  // response of this connection at the wrong place.
  return Buffer.isBuffer(body) && body.length === length ? body : null;
}

const NOTHING = Buffer.alloc(0);

/**
 * All that the answer to a request without a token, key or session depends on, but the body; null for one
 * that is not looked for.
 */
function keyOf({ method, url = "", headers }: IncomingMessage): string | null {
  if (
    headers.authorization !== undefined ||
    headers[API_KEY_HEADER] !== undefined ||
    headers[SESSION_HEADER] !== undefined ||
    carriesSession(headers.cookie) ||
    headers["transfer-encoding"] !== undefined ||
    asksForCost(headers) ||
    headers[OVERRIDE_HEADER] !== undefined ||
    !PATH.test(url)
  )
    return null;
  const length = headers["content-length"];
  if (
    method === "POST"
      ? !(Number(length) <= LONGEST)
      : (method !== "GET" && method !== "HEAD") || length !== undefined
  )
    return null;
  const key = `${method} ${url}\n${headers.accept ?? ""}\n${headers["accept-encoding"] ?? ""}\n${headers["if-none-match"] ?? ""}\n${headers.origin ?? ""}\n${headers["content-type"] ?? ""}\n`;
  return key.length <= LONGEST ? key : null;
}

function read(request: IncomingMessage, then: (body: Buffer) => void): void {
  const parts: Buffer[] = [];
  request.on("data", (part: Buffer) => {
    parts.push(part);
  });
  request.on("end", () => then(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)));
}
