/**
 * A session in place of a token: the `Authorization` of a request of the hub's own pages, which then goes the
 * way of every request with a token. A request that another site can have made has no session: what it reads
 * is what everybody reads, and what it would change is refused.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { HubError } from "#schema/errors.js";
import type { Identity } from "../../../rights/identity.js";
import type { Carried, SealedCookie } from "../../../sign-in/sealed-cookie.js";
import type { Renew } from "../../../sign-in/renewals.js";
import { lastsUntil, SESSION_HEADER, type Session } from "../../../sign-in/session.js";
import { comesFromHere, isSafe } from "../../../sign-in/whence.js";

export interface SessionsParts {
  readonly cookie: SealedCookie<Session>;
  /** Null: sessions end with their tokens. */
  readonly renew: Renew | null;
  /** Null: the address that is asked for. */
  readonly publicUrl: string | null;
  readonly identityOf: (request: FastifyRequest) => Promise<Identity>;
  /** Forgets who asked: its headers are others now. */
  readonly forget: (request: FastifyRequest) => void;
}

export interface Sessions {
  /** The session by which a request is identified; null for none. */
  readonly of: (request: FastifyRequest) => Session | null;
  readonly carried: (request: FastifyRequest) => Carried;
  /** The `set-cookie` headers that begin it. Rejects with SESSION_TOO_LARGE. */
  readonly seal: (request: FastifyRequest, session: Session) => Promise<readonly string[]>;
  /** Throws CROSS_SITE_REFUSED. */
  readonly demandFromHere: (request: FastifyRequest) => void;
  /** Adds the hook in front of all routes. */
  readonly register: (app: FastifyInstance) => void;
}

interface Renewed {
  readonly renewed: Session | null;
  /** Why nothing could be known of it. */
  readonly fault: unknown;
}

const NOT_RENEWED: Renewed = { renewed: null, fault: null };

/**
 * Caches on the way keep nothing that says `Authorization`, but what they see here is a cookie, of which they
 * know nothing.
 */
function keepPrivate(reply: FastifyReply): void {
  const said = String(reply.getHeader("cache-control") ?? "no-cache");
  if (!/\b(?:private|no-store)\b/.test(said))
    void reply.header("cache-control", `private, ${said.replace(/\bpublic,\s*/, "")}`);
  const varies = String(reply.getHeader("vary") ?? "");
  if (!/\bcookie\b/.test(varies)) void reply.header("vary", varies === "" ? "cookie" : `${varies}, cookie`);
}

/** What a token is refused for that was good when its session began. */
const ENDS: ReadonlySet<string> = new Set(["TOKEN_INVALID", "DEPARTMENT_UNKNOWN"]);

/** Tells whether there is a session, and so needs none. */
export const SESSION_PATH = "/desk/session";

export function createSessions(parts: SessionsParts): Sessions {
  const { cookie, renew, publicUrl, identityOf, forget } = parts;
  const known = new WeakMap<FastifyRequest, Session>();
  const own = publicUrl === null ? null : new URL(publicUrl).origin;
  const originOf = ({ protocol, host }: FastifyRequest): string => own ?? `${protocol}://${host}`;
  const carried = (request: FastifyRequest): Carried => ({
    cookies: request.headers.cookie,
    isSecure: originOf(request).startsWith("https:"),
  });
  const isFromHere = (request: FastifyRequest): boolean => comesFromHere(request, originOf(request));

  /** Rejects with CROSS_SITE_REFUSED, SESSION_ENDED, PROVIDER_UNAVAILABLE, or RATE_EXCEEDED. */
  const use = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const has = cookie.isIn(carried(request));
    const isDemanded = request.headers[SESSION_HEADER] !== undefined;
    if (!has && !isDemanded) return;
    if (!isFromHere(request)) {
      if (isDemanded || !isSafe(request)) throw new HubError("CROSS_SITE_REFUSED");
      return;
    }
    // Without the header a form may have sent it.
    if (!isDemanded && !isSafe(request)) return;
    const session = await cookie.open(carried(request));
    const { renewed, fault } = session ? await renewedOf(request, session) : NOT_RENEWED;
    const current = renewed ?? session;
    if (current && (await isGood(request, current))) {
      known.set(request, current);
      if (renewed) void reply.header("set-cookie", await seal(request, renewed));
      return;
    }
    const isAsked = request.routeOptions.url === SESSION_PATH;
    // It may go on when the provider is back.
    if (fault !== null && (isDemanded || isAsked)) throw fault;
    if (has && fault === null) void reply.header("set-cookie", cookie.clear(carried(request)));
    if (isDemanded && !isAsked) throw new HubError("SESSION_ENDED");
  };
  /** The answer to an upgrade has no place for a cookie. */
  const renewedOf = async (request: FastifyRequest, session: Session): Promise<Renewed> => {
    if (renew === null || request.headers.upgrade !== undefined) return NOT_RENEWED;
    try {
      return { renewed: await renew(session), fault: null };
    } catch (fault) {
      return { renewed: null, fault };
    }
  };
  const seal = (request: FastifyRequest, session: Session): Promise<readonly string[]> =>
    cookie.seal(session, lastsUntil(session), carried(request));
  const isGood = async (request: FastifyRequest, { token }: Session): Promise<boolean> => {
    request.headers.authorization = `Bearer ${token}`;
    try {
      await identityOf(request);
      return true;
    } catch (error) {
      delete request.headers.authorization;
      forget(request);
      if (error instanceof HubError && ENDS.has(error.code)) return false;
      throw error;
    }
  };
  return {
    of: (request) => known.get(request) ?? null,
    carried,
    seal,
    demandFromHere: (request) => {
      if (!isFromHere(request)) throw new HubError("CROSS_SITE_REFUSED");
    },
    register: (app) => {
      app.addHook("onRequest", async (request, reply) => {
        const { authorization, cookie: cookies, [SESSION_HEADER]: demand } = request.headers;
        // Who shows a token is known by that.
        if (authorization === undefined && (cookies !== undefined || demand !== undefined))
          await use(request, reply);
      });
      app.addHook("onSend", (request, reply, _payload, sent) => {
        if (known.has(request)) keepPrivate(reply);
        sent();
      });
    },
  };
}
