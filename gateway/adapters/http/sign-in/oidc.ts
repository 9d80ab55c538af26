/** The sign-in at the identity provider: the browser goes there, and comes back with a code. */
import type { FastifyInstance } from "fastify";
import { HubError } from "#schema/errors.js";
import { createAttempts } from "../../../sign-in/attempts.js";
import { readTarget } from "../../../sign-in/target.js";
import type { OidcWay } from "../../../sign-in/way.js";
import type { Means } from "./means.js";
import { link, sendPage } from "./page.js";
import { tellTarget } from "./refusal-page.js";

export const CALLBACK_PATH = "/desk/signed-in";

export function registerOidc(
  scope: FastifyInstance,
  { provider }: OidcWay,
  { keys, sessions, begin }: Means,
): void {
  const attempts = createAttempts(keys);
  scope.get<{ Querystring: { to?: unknown } }>("/desk/sign-in", async (request, reply) => {
    const target = readTarget(request.query.to);
    tellTarget(request, target);
    const { url, proof } = await provider.begin();
    const cookies = await attempts.begin({ ...proof, target }, sessions.carried(request));
    return reply.header("set-cookie", cookies).redirect(url.href, 303);
  });
  scope.get<{ Querystring: { state?: unknown } }>(CALLBACK_PATH, async (request, reply) => {
    const { attempt, cookies } = await attempts.take(request.query.state, sessions.carried(request));
    void reply.header("set-cookie", cookies);
    if (!attempt) throw new HubError("SIGN_IN_EXPIRED");
    tellTarget(request, attempt.target);
    const [, query = ""] = request.url.split("?", 2);
    await begin(request, reply, await provider.finish(query, attempt));
    // The browser came from another site, and a redirect would lead on as from there: from this page it is at
    // home.
    return sendPage(reply, {
      title: { zh: "已登录", en: "Signed in" },
      body: link(attempt.target, { zh: "继续", en: "Go on" }),
      next: attempt.target,
    });
  });
}
