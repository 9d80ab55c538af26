/** Pages of the sign-in: without scripts, in Chinese with English beside it. */
import { hash } from "node:crypto";
import type { FastifyReply } from "fastify";
import { escapeHtml, headersOfPage } from "#schema/runtime/page.js";

export interface Words {
  readonly zh: string;
  readonly en: string;
}

export interface Page {
  readonly title: Words;
  /** HTML. */
  readonly body: string;
  /** A path or an address to which the browser goes on by itself. */
  readonly next?: string | undefined;
}

/** Nobody keeps it: it is of one person and one moment. */
export function sendPage(reply: FastifyReply, page: Page): FastifyReply {
  return reply
    .headers(headersOfPage(POLICY))
    .header("cache-control", "no-store")
    .type("text/html; charset=utf-8")
    .send(write(page));
}

/** A way on, on a line of its own. */
export function link(path: string, { zh, en }: Words): string {
  return `<p><a href="${escapeHtml(path)}">${escapeHtml(zh)} <span lang="en">${escapeHtml(en)}</span></a></p>`;
}

/** The same in both languages, each in an element of its own. */
export function both(element: string, { zh, en }: Words): string {
  return `<${element}>${escapeHtml(zh)}</${element}>\n<${element} lang="en" class="en">${escapeHtml(en)}</${element}>`;
}

function write({ title, body, next }: Page): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
${next === undefined ? "" : `<meta http-equiv="refresh" content="0; url=${escapeHtml(next)}">\n`}<title>${escapeHtml(title.zh)} ${escapeHtml(title.en)} - 通查 Tongcha</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title.zh)} <span lang="en">${escapeHtml(title.en)}</span></h1>
${body}
</main>
</body>
</html>
`;
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1b2733; --paper: #fff; --quiet: #4d5b6a; --blue: #0a5aa8; --line: #8a96a3; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8edf2; --paper: #12181f; --quiet: #aab6c2; --blue: #8cc4ff; --line: #66727f; } }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--paper); line-height: 1.7;
  font-family: system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
main { max-width: 40rem; margin: 0 auto; padding: 2rem 1rem 3rem; }
h1 { font-size: 1.6rem; line-height: 1.3; }
h1 span, .en { color: var(--quiet); font-weight: 400; }
p { margin: .4rem 0; }
ul { padding: 0; list-style: none; }
button { display: block; width: 100%; margin: .7rem 0; padding: .8rem 1rem; text-align: start; font: inherit;
  color: inherit; background: transparent; border: 1px solid var(--line); border-radius: .4rem; cursor: pointer; }
button:hover { border-color: var(--blue); }
button b { color: var(--blue); }
button span { display: block; }
a { color: var(--blue); text-underline-offset: .2em; }
a:focus-visible, button:focus-visible { outline: 3px solid #d08700; outline-offset: 2px; }
code { font-family: ui-monospace, Consolas, "Noto Sans Mono CJK SC", monospace; overflow-wrap: anywhere; }
`;
const POLICY = [`style-src 'sha256-${hash("sha256", STYLE, "base64")}'`, "form-action 'self'"];
