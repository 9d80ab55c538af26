/** What a browser is told when it cannot sign in or out, with the way to try again. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { HubError } from "#schema/errors.js";
import { both, link, sendPage } from "./page.js";

const targets = new WeakMap<FastifyRequest, string>();

/** Remembers where the browser wants to go, for another try. */
export function tellTarget(request: FastifyRequest, target: string): void {
  targets.set(request, target);
}

export function waysOn(target = "/"): string {
  const again = `/desk/sign-in${target === "/" ? "" : `?to=${encodeURIComponent(target)}`}`;
  return [link(again, { zh: "重新登录", en: "Sign in again" }), link("/", { zh: "首页", en: "Home" })].join(
    "\n",
  );
}

export function sendRefusalPage(request: FastifyRequest, reply: FastifyReply, error: HubError): FastifyReply {
  const { status, code, message, english } = error;
  return sendPage(reply.status(status), {
    title: { zh: "未能完成", en: "Not done" },
    body: `${both("p", { zh: message, en: english })}
<p><code>${code}</code></p>
${waysOn(targets.get(request))}`,
  });
}
