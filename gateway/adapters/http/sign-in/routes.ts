/**
 * Signing in and out by a browser:
 *   GET  /desk/sign-in?to=<path>   begins
 *   POST /desk/sign-out            ends
 *   GET  /desk/session             who has signed in, as JSON
 * A browser gets pages, refusals too; a program JSON.
 */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { decodeJwt } from "jose";
import type { Role } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import type { Log } from "../../../log.js";
import { toPublicError } from "../../../operation/show-error.js";
import type { Authenticate } from "../../../rights/authenticate.js";
import type { Identity } from "../../../rights/identity.js";
import type { KeyRing } from "#schema/key-ring.js";
import { createSessionCookie } from "../../../sign-in/session.js";
import { readTarget } from "../../../sign-in/target.js";
import { isOfThisMachine } from "../../../sign-in/this-machine.js";
import type { DemoWay, Way } from "../../../sign-in/way.js";
import { prefersPage } from "../accept.js";
import { sendRefusal, toRefusal } from "../refusal.js";
import { demoPage } from "./demo.js";
import { both, link, sendPage } from "./page.js";
import { createSessions, SESSION_PATH } from "./sessions.js";

export interface SignInParts {
  /** Seal the cookies. */
  readonly keys: KeyRing<Uint8Array>;
  /** Null: nobody signs in by a browser here. */
  readonly way: Way | null;
  /** Where browsers find the hub; null: at the address that is asked for. */
  readonly publicUrl: string | null;
  /** Name of a department, by its code. */
  readonly departmentName: (code: string) => Promise<string>;
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
  /** When the session ends, ISO 8601. */
  readonly endsAt: string | null;
  /** How people sign in here; null: not at all. */
  readonly ways: Way["kind"] | null;
}

const FORM_LIMIT_BYTES = 8_192;

/** Call it before the routes and hooks that ask who somebody is. */
export function registerSignIn(app: FastifyInstance, door: SignInDoor): void {
  const { keys, way, departmentName, authenticate, identityOf, log } = door;
  const cookie = createSessionCookie(keys);
  const sessions = createSessions({ ...door, cookie });
  sessions.register(app);

  const begin = async (request: FastifyRequest, reply: FastifyReply, token: string): Promise<void> => {
    await authenticate(`Bearer ${token}`);
    const { exp: endsAt = 0 } = decodeJwt(token);
    const cookies = await cookie.seal({ token, endsAt }, endsAt, sessions.carried(request));
    void reply.header("set-cookie", cookies);
  };
  const demo = (request: FastifyRequest): DemoWay => {
    if (way && isOfThisMachine(request.raw)) return way;
    throw new HubError("SIGN_IN_NOT_OFFERED");
  };

  const stateOf = async (request: FastifyRequest): Promise<SessionState> => {
    const session = sessions.of(request);
    const { caller } = await identityOf(request);
    const ways = way && isOfThisMachine(request.raw) ? way.kind : null;
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

  void app.register((scope, _options, done) => {
    scope.addHook("onRequest", (_request, reply, next) => {
      void reply.header("cache-control", "no-store").header("vary", "accept, authorization, cookie");
      next();
    });
    scope.setErrorHandler((error: FastifyError | HubError, request, reply) => {
      const isFastifys = !(error instanceof HubError) && (error.statusCode ?? 500) < 500;
      const shown = isFastifys ? toRefusal(error, request) : toPublicError(error, log);
      return prefersPage(request) ? sendRefusalPage(reply, shown) : sendRefusal(request, reply, shown);
    });
    scope.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string", bodyLimit: FORM_LIMIT_BYTES },
      (_request, text: string, read) => read(null, Object.fromEntries(new URLSearchParams(text))),
    );

    scope.get<{ Querystring: { to?: unknown } }>("/desk/sign-in", async (request, reply) => {
      const target = readTarget(request.query.to);
      const { people } = demo(request);
      const shown = await Promise.all(
        people.map(async (person) => ({
          person,
          department: person.department === null ? null : await departmentName(person.department),
        })),
      );
      return sendPage(reply, demoPage(shown, target));
    });

    scope.post<{ Body: unknown }>("/desk/sign-in", async (request, reply) => {
      sessions.demandFromHere(request);
      const { people, issue } = demo(request);
      const form = fieldsOf(request.body);
      const target = readTarget(form["to"]);
      const person = people.find(({ subject }) => subject === form["person"]);
      if (!person) throw new HubError("DEMO_PERSON_UNKNOWN");
      await begin(request, reply, await issue(person));
      return reply.redirect(target, 303);
    });

    scope.post("/desk/sign-out", (request, reply) => {
      sessions.demandFromHere(request);
      void reply.header("set-cookie", cookie.clear(sessions.carried(request)));
      return prefersPage(request)
        ? sendPage(reply, { title: SIGNED_OUT, body: WAYS_ON })
        : reply.send({ signedIn: false });
    });

    scope.get(SESSION_PATH, (request) => stateOf(request));
    done();
  });
}

const SIGNED_OUT = { zh: "已退出登录", en: "Signed out" };
const WAYS_ON = [
  link("/desk/sign-in", { zh: "重新登录", en: "Sign in again" }),
  link("/", { zh: "首页", en: "Home" }),
].join("\n");

function sendRefusalPage(reply: FastifyReply, { status, code, message, english }: HubError): FastifyReply {
  return sendPage(reply.status(status), {
    title: { zh: "未能登录", en: "Not signed in" },
    body: `${both("p", { zh: message, en: english })}
<p><code>${code}</code></p>
${WAYS_ON}`,
  });
}

function fieldsOf(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === "object" && body !== null ? { ...body } : {};
}
