/**
 * Signing in and out by a browser:
 *   GET  /desk/sign-in?to=<path>   begins
 *   GET  /desk/signed-in           comes back from the identity provider
 *   POST /desk/sign-out            ends
 *   GET  /desk/session             who has signed in, as JSON
 * A browser gets pages, refusals too; a program JSON.
 */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Role } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import type { Log } from "../../../log.js";
import { toPublicError } from "../../../operation/show-error.js";
import type { Authenticate } from "../../../rights/authenticate.js";
import type { Identity } from "../../../rights/identity.js";
import { createRenew } from "../../../sign-in/renewals.js";
import { createSessionCookie } from "../../../sign-in/session.js";
import { isOfThisMachine } from "../../../sign-in/this-machine.js";
import type { Way } from "../../../sign-in/way.js";
import { prefersPage } from "../accept.js";
import { sendRefusal, toRefusal } from "../refusal.js";
import { registerDemo } from "./demo.js";
import type { Means } from "./means.js";
import { registerOidc } from "./oidc.js";
import { sendPage } from "./page.js";
import { sendRefusalPage, waysOn } from "./refusal-page.js";
import { createSessions, SESSION_PATH } from "./sessions.js";

export interface SignInParts extends Pick<Means, "keys" | "departmentName"> {
  /** Null: nobody signs in by a browser here. */
  readonly way: Way | null;
  /** Where browsers find the hub; null: at the address that is asked for. */
  readonly publicUrl: string | null;
}

export interface SignInDoor extends SignInParts {
  readonly authenticate: Authenticate;
  readonly identityOf: (request: FastifyRequest) => Promise<Identity>;
  readonly forget: (request: FastifyRequest) => void;
  readonly log: Log;
}

/** `GET /desk/session`. */
export interface SessionState {
  readonly signedIn: boolean;
  readonly name: string | null;
  readonly roles: readonly Role[];
  readonly department: { readonly code: string; readonly name: string } | null;
  /** Until when the session holds as it is, ISO 8601; one that is renewed has a later end then. */
  readonly endsAt: string | null;
  /** How people sign in here; null: not at all. */
  readonly ways: Way["kind"] | null;
}

const FORM_LIMIT_BYTES = 8_192;

/** Call it before the routes and hooks that ask who somebody is. */
export function registerSignIn(app: FastifyInstance, door: SignInDoor): void {
  const { keys, way, departmentName, authenticate, identityOf, log } = door;
  const provider = way?.kind === "oidc" ? way.provider : null;
  const cookie = createSessionCookie(keys);
  const sessions = createSessions({ ...door, cookie, renew: provider && createRenew(provider) });
  sessions.register(app);

  const means: Means = {
    keys,
    sessions,
    departmentName,
    begin: async (request, reply, session) => {
      await authenticate(`Bearer ${session.token}`);
      void reply.header("set-cookie", await sessions.seal(request, session));
    },
  };

  const wayFor = (request: FastifyRequest): Way["kind"] | null =>
    way?.kind === "demo" && !isOfThisMachine(request.raw) ? null : (way?.kind ?? null);

  const stateOf = async (request: FastifyRequest): Promise<SessionState> => {
    const session = sessions.of(request);
    const { caller } = await identityOf(request);
    const ways = wayFor(request);
    if (!session || !caller)
      return { signedIn: false, name: null, roles: [], department: null, endsAt: null, ways };
    const { name, roles, department: code } = caller;
    return {
      signedIn: true,
      name,
      roles,
      department: code === null ? null : { code, name: await departmentName(code) },
      endsAt: new Date(session.endsAt * 1_000).toISOString(),
      ways,
    };
  };

  /** Where the browser signs out at the provider, too; null where it cannot, and where it is away. */
  const leave = async (request: FastifyRequest): Promise<string | null> => {
    const session = await cookie.open(sessions.carried(request));
    if (!session || !provider) return null;
    const [url] = await Promise.all([
      provider.leaveUrl().catch(() => null),
      provider.revoke(session).catch(() => null),
    ]);
    return url?.href ?? null;
  };

  void app.register((scope, _options, done) => {
    scope.addHook("onRequest", (_request, reply, next) => {
      void reply.header("cache-control", "no-store").header("vary", "accept, authorization, cookie");
      next();
    });
    scope.setErrorHandler((error: FastifyError | HubError, request, reply) => {
      const isFastifys = !(error instanceof HubError) && (error.statusCode ?? 500) < 500;
      const shown = isFastifys ? toRefusal(error, request) : toPublicError(error, log);
      return prefersPage(request)
        ? sendRefusalPage(request, reply, shown)
        : sendRefusal(request, reply, shown);
    });
    scope.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string", bodyLimit: FORM_LIMIT_BYTES },
      (_request, text: string, read) => read(null, Object.fromEntries(new URLSearchParams(text))),
    );
    if (way?.kind === "demo") registerDemo(scope, way, means);
    else if (way?.kind === "oidc") registerOidc(scope, way, means);
    else
      scope.get("/desk/sign-in", () => {
        throw new HubError("SIGN_IN_NOT_OFFERED");
      });
    scope.post("/desk/sign-out", async (request, reply): Promise<FastifyReply> => {
      sessions.demandFromHere(request);
      void reply.header("set-cookie", cookie.clear(sessions.carried(request)));
      const leaveUrl = await leave(request);
      return prefersPage(request)
        ? sendPage(reply, { title: SIGNED_OUT, body: waysOn(), next: leaveUrl ?? undefined })
        : reply.send({ signedIn: false, leaveUrl });
    });
    scope.get(SESSION_PATH, (request) => stateOf(request));
    done();
  });
}

const SIGNED_OUT = { zh: "已退出登录", en: "Signed out" };
