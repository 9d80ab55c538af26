/**
 * Requests that come again word for word. When one was answered from the store, or told that nothing has
 * changed, its answer's head is kept under all of the request that the answer depends on, together with the
 * question that it turned out to ask. While the graph and the registered documents are the same, and the
 * store has for that question what it had, the next one is sent the same head, before anything of it is read.
 * Whatever differs goes the long way, and only that one decides anything: what it sends is what is kept here.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { LRUCache } from "lru-cache";
import type { Encoding } from "../../freshness/answer-store.js";
import { asksForCost } from "../../limits/tell-cost.js";
import { OVERRIDE_HEADER } from "../../engine/plan/asked-labels.js";
import type { Revision } from "../../graph/revision.js";
import { API_KEY_HEADER } from "../../keys/api-key.js";
import { RATE_HEADER, writeRate } from "../../limits/rate/headers.js";
import { REQUEST_POINTS } from "../../limits/rate/plans.js";
import type { Rates } from "../../limits/rate/rates.js";
import { STRANGER } from "../../rights/identity.js";
import type { Again } from "../../operation/ask.js";
import type { AddressOf } from "./address-of.js";
import { addressOf } from "./create-server.js";

export interface Repeats {
  /** Stands before all routes of the server. */
  readonly register: (app: FastifyInstance) => void;
  /** Of a body that was read to see whether it is known; null when it is still to be read. */
  readonly payloadOf: (request: IncomingMessage) => Readable | null;
  /** Keeps what is being sent, once it is. */
  readonly keep: (request: FastifyRequest, reply: FastifyReply, again: Again, tag: string) => void;
  /** Requests that were answered here. */
  readonly served: () => number;
}

export interface RepeatsParts {
  readonly revision: () => Revision;
  /**
   * Number of the last change of what registered documents a contract's requests may name; null where each
   * request must be looked at.
   */
  readonly standing: (contract: string | null) => number | null;
  /** Null: clients ask as often as they like. */
  readonly rates: Pick<Rates, "of"> | null;
}

interface Known extends Omit<Again, "revision" | "text"> {
  readonly tag: string;
  readonly status: number;
  /** Names and values in turn, as node:http takes them. */
  readonly head: readonly string[];
  readonly encoding: Encoding | null;
  /** Of the body, as the head says it. */
  readonly length: number;
}

const KEPT = 5_000;
const KEPT_CHARACTERS = 8_000_000;
/** Of a body, and of all else that a request is known by. */
const LONGEST = 16_384;
/** The routes and nothing else: a body that is read here is asked for by them alone. */
const PATH = /^\/graphql(?:\/[a-z0-9-]{1,50})?(?:\?|$)/;

export function createRepeats({ revision, standing, rates }: RepeatsParts): Repeats {
  const makeStore = (): LRUCache<string, Known> => new LRUCache({ max: KEPT, maxSize: KEPT_CHARACTERS });
  let of = revision();
  let known = makeStore();
  let isOpen = true;
  let served = 0;
  const keys = new WeakMap<IncomingMessage, string>();
  const bodies = new WeakMap<IncomingMessage, Buffer>();

  /** Another graph asks other questions, and nothing of the last one is held. */
  const current = (): LRUCache<string, Known> => {
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
        // The last one of its connection is no example.
        if (again.revision !== revision() || head["connection"] !== undefined) return;
        const { standing: stood, contract, cacheable, count, text } = again;
        const encoding = head["content-encoding"];
        current().set(
          key,
          {
            standing: stood,
            contract,
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
          { size: key.length + text.length },
        );
      });
    },
  };
}

/** Null when it cannot be told at once, or is another than it was. */
function bodyOf({ status, cacheable, tag, encoding, length }: Known): Buffer | null {
  if (status === 304) return cacheable.tag() === tag ? NOTHING : null;
  const stored = cacheable.find();
  if (stored?.tag !== tag) return null;
  const body = encoding === null ? stored.body : stored.encoded(encoding);
  // One that was made anew bears the same tag; if it were another, the next head on this connection would be
  // read in the wrong place.
  return Buffer.isBuffer(body) && body.length === length ? body : null;
}

const NOTHING = Buffer.alloc(0);

/**
 * All that the answer to a request without a token or key depends on, but the body; null for one that is not looked
 * for.
 */
function keyOf({ method, url = "", headers }: IncomingMessage): string | null {
  if (
    headers.authorization !== undefined ||
    headers[API_KEY_HEADER] !== undefined ||
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
