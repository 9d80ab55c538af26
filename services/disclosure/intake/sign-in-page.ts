/**
 * The page for a browser that opens the link of a report from elsewhere, or without having signed in: it
 * leads to the sign-in and back, and says how to get the file without a browser.
 */
import type { FastifyReply, FastifyRequest } from "fastify";
import { CALLER_HEADER } from "#schema/caller.js";
import { ERRORS } from "#schema/errors.js";
import { escapeHtml, headersOfPage } from "#schema/runtime/page.js";

/** Answers 401 with a page; false where a program asks, or somebody who says who they are. */
export function showSignIn(request: FastifyRequest, reply: FastifyReply): boolean {
  const { accept = "", authorization } = request.headers;
  if (
    authorization !== undefined ||
    request.headers[CALLER_HEADER] !== undefined ||
    !accept.includes("text/html")
  )
    return false;
  const id = /\/submissions\/([0-9a-f-]{36})\//.exec(request.url)?.[1];
  void reply
    .status(ERRORS.TOKEN_MISSING.status)
    .header("www-authenticate", "Bearer")
    .headers(headersOfPage([]))
    .header("cache-control", "no-store")
    .type("text/html; charset=utf-8")
    .send(page(id?.slice(0, 8) ?? "报送编号", request.url));
  return true;
}

function page(id: string, path: string): string {
  return `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><title>需要登录 - 通查</title>
<h1>需要登录</h1>
<p>此文件只供报送部门的填报员、审核员以及督查员下载。</p>
<p><a href="/desk/sign-in?to=${escapeHtml(encodeURIComponent(path))}">登录后下载</a>；已经登录的，<a href="${escapeHtml(path)}">由此下载</a>。</p>
<p>也可以用令牌在命令行中下载：</p>
<pre>export TONGCHA_TOKEN=…
npx tongcha report ${id}</pre>
<p lang="en">This file is for the department's clerks and reviewers. Sign in by the first link; who has done so takes the second.</p>
<p>TOKEN_MISSING</p>
</html>
`;
}
