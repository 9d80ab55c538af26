/**
 * `GET /.well-known/tongcha-log`: the head of the public log, signed, with the keys that verify it;
 * `?from=<size>` adds what proves that the log of that size is its beginning. `…/entries?from=<size>`: the
 * entries after that size, a line each. A gateway before a hub passes both on: the hub alone signs.
 */
import { createPrivateKey, sign } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { JWK } from "jose";
import { HubError } from "#schema/errors.js";
import type { KeyRing } from "#schema/key-ring.js";
import { forward, type ForwardOptions } from "../../gateway/adapters/http/forward.js";
import { publicKeys } from "../../gateway/rights/issuer.js";
import type { HubParts } from "../../services/kit/graph/resolve/hub-request.js";
import { askerOf } from "../../services/kit/graph/serve/route-asker.js";
import type { Queryable } from "../../services/kit/store/open/queryable.js";
import { logConsistency, readLogHead, type LogHead } from "../../services/kit/store/read/log.js";
import { entriesAfter, entryText } from "../../services/kit/store/read/log-entry.js";
import type { Settings } from "./settings.js";

const PATH = "/.well-known/tongcha-log";
const NAME = "log";
/** Entries of one answer. */
const PAGE = 1_000;
/** A head is signed anew after that: its time says that nothing was released since. */
const FRESH_MS = 60_000;

export interface LogServing {
  readonly settings: Settings;
  readonly keys: KeyRing<JWK>;
  readonly parts: HubParts;
  readonly forwarding: Pick<ForwardOptions, "callerOf" | "signCaller">;
}

interface Asked {
  Querystring: Readonly<Record<string, unknown>>;
}

export function addLogRoutes(app: FastifyInstance, { settings, keys, parts, forwarding }: LogServing): void {
  if (settings.hubUrl !== null) {
    forward(app, { prefix: PATH, name: NAME, origin: new URL(settings.hubUrl).origin, ...forwarding });
    return;
  }
  const signHead = createSignHead(keys, parts.now);
  const { keys: published } = publicKeys(keys);
  const statementsOf = (request: FastifyRequest, reply: FastifyReply): Queryable =>
    askerOf(parts, request, reply, { name: NAME, caller: null, isTransfer: false }).statements;

  app.get<Asked>(PATH, async (request, reply) => {
    const statements = statementsOf(request, reply);
    const head = await readLogHead(statements);
    const from = sizeOf(request.query["from"], head.size);
    const consistency =
      from === null ? {} : { consistency: await logConsistency(statements, from, head.size) };
    return reply
      .header("cache-control", "no-cache")
      .send({ ...signHead(head), ...consistency, keys: published });
  });

  app.get<Asked>(`${PATH}/entries`, async (request, reply) => {
    const statements = statementsOf(request, reply);
    const { size } = await readLogHead(statements);
    const from = sizeOf(request.query["from"], size) ?? 0;
    const entries = await entriesAfter(statements, from, Math.min(PAGE, size - from));
    return reply
      .type("application/x-ndjson; charset=utf-8")
      .header("cache-control", "no-cache")
      .send(entries.map((entry) => `${entryText(entry)}\n`).join(""));
  });
}

/** Null: it was not asked. Throws LOG_SIZE_INVALID. */
function sizeOf(given: unknown, size: number): number | null {
  if (given === undefined) return null;
  const from = typeof given === "string" && /^\d{1,9}$/.test(given) ? Number(given) : Infinity;
  if (from > size) throw new HubError("LOG_SIZE_INVALID", { size });
  return from;
}

/** A head as it is published: the signature is over all else, as canonical JSON (RFC 8785). */
export interface SignedHead extends LogHead {
  /** Name of the key. */
  readonly key: string;
  readonly time: string;
  /** ES256, 64 bytes in base64url. */
  readonly signature: string;
}

function createSignHead([key]: KeyRing<JWK>, now: () => Date): (head: LogHead) => SignedHead {
  const privateKey = createPrivateKey({ format: "jwk", key });
  let last: SignedHead | null = null;
  return ({ epoch, root, size }) => {
    const time = now();
    const isSame = last?.epoch === epoch && last.root === root && last.size === size;
    if (last && isSame && time.getTime() - Date.parse(last.time) < FRESH_MS) return last;
    const head = { epoch, key: key.kid ?? "", root, size, time: time.toISOString() };
    const signature = sign("sha256", Buffer.from(JSON.stringify(head)), {
      key: privateKey,
      dsaEncoding: "ieee-p1363",
    });
    last = { ...head, signature: signature.toString("base64url") };
    return last;
  };
}
