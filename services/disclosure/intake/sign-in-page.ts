/**
 * The page for a browser that opens the link of a report: browsers send no token, so the page says how to get
 * the file.
 */
import type { FastifyReply, FastifyRequest } from "fastify";
import { CALLER_HEADER } from "#schema/caller.js";
import { ERRORS } from "#schema/errors.js";

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
    .header("content-security-policy", "default-src 'none'")
    .type("text/html; charset=utf-8")
    .send(page(id?.slice(0, 8) ?? "报送编号"));
  return true;
}

function page(id: string): string {
  return `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><title>需要登录令牌 - 通查</title>
<h1>需要登录令牌</h1>
<p>此文件只供报送部门的填报员、审核员以及督查员下载。浏览器不发送令牌，请在命令行中下载：</p>
<pre>export TONGCHA_TOKEN=…
npx tongcha report ${id}</pre>
<p>令牌向本部门管理员或本区身份认证系统索取，有效期内可以重复使用。</p>
<p lang="en">This file is for the department's clerks and reviewers. A browser sends no token: use the command above.</p>
<p>TOKEN_MISSING</p>
</html>
`;
}
