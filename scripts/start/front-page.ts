/**
 * `GET /` for a browser: what this is, and where everything of it is. A program is told that nothing is there, as
 * of any other address.
 */
import { hash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { HubError } from "#schema/errors.js";
import { prefersPage } from "../../gateway/adapters/http/accept.js";
import { escapeHtml } from "#schema/runtime/page.js";
import { sendPage } from "../../gateway/adapters/http/page.js";
import { ENGLISH_PATH, TEXTS, type Entry, type Place, type Words } from "./front-page-texts.js";

export type Language = keyof Words;

export interface FrontPage {
  /** Those whose files are taken here: each has an empty form. */
  readonly feeds: () => readonly { readonly id: string; readonly title: Words }[];
}

export function registerFrontPage(app: FastifyInstance, page: FrontPage): void {
  const policy = [`style-src 'sha256-${hash("sha256", STYLE, "base64")}'`];
  app.get<{ Querystring: { lang?: unknown } }>("/", (request, reply) => {
    void reply.header("vary", "accept");
    if (!prefersPage(request)) throw new HubError("PATH_UNKNOWN", { path: "/" });
    return sendPage(request, reply, write(page, request.query.lang === "en" ? "en" : "zh"), policy);
  });
}

function write({ feeds }: FrontPage, language: Language): string {
  const say = (words: Words): string => escapeHtml(words[language]);
  const entry = ({ place, words }: Entry): string => `<dt>${link(place)}</dt><dd>${say(words)}</dd>`;
  const forms = feeds();
  return `<!doctype html>
<html lang="${language === "zh" ? "zh-CN" : "en"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say(TEXTS.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#main">${say(TEXTS.skip)}</a>
<header>
<p class="name">${say(TEXTS.name)}</p>
<a href="${language === "zh" ? ENGLISH_PATH : "/"}" lang="${language === "zh" ? "en" : "zh-CN"}">${say(TEXTS.other)}</a>
</header>
<main id="main">
<h1>${say(TEXTS.title)}</h1>
<p class="lead">${say(TEXTS.lead)}</p>
<p><a class="first" href="/explorer">${say(TEXTS.explore)}</a></p>
${TEXTS.sections
  .map(
    ({ id, title, text, entries }) => `<section aria-labelledby="${id}">
<h2 id="${id}">${say(title)}</h2>
<p>${say(text)}</p>
<dl>${entries.map(entry).join("\n")}</dl>
${id === "departments" && forms.length > 0 ? `<details><summary>${say(TEXTS.forms)}</summary><ul>${forms.map(({ id, title }) => `<li><a href="/intake/${escapeHtml(id)}/template.xlsx">${say(title)}</a></li>`).join("\n")}</ul></details>` : ""}
</section>`,
  )
  .join("\n")}
</main>
</body>
</html>
`;
}

/** An address with a part that differs is no link, and neither is a file. */
function link({ path, isLink }: Place): string {
  const text = escapeHtml(path);
  return isLink ? `<a href="${text}"><code>${text}</code></a>` : `<code>${text}</code>`;
}

const STYLE = `
:root { color-scheme: light; --ink: #1b2733; --quiet: #4d5b6a; --blue: #14365c; --line: #d5dce4; --bright: #f4f7fa; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #fff; line-height: 1.7;
  font-family: system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
header { display: flex; justify-content: space-between; gap: 1rem; align-items: center;
  padding: .6rem max(1rem, calc(50% - 30rem)); background: var(--blue); color: #fff; }
header a { color: #fff; }
.name { margin: 0; font-weight: 600; }
main { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { margin: .5rem 0; font-size: 1.9rem; line-height: 1.3; }
.lead { max-width: 46rem; font-size: 1.1rem; }
h2 { margin: 2rem 0 0; padding-top: 1rem; border-top: 1px solid var(--line); font-size: 1.25rem; }
section > p { margin: .2rem 0 .6rem; color: var(--quiet); }
dl { display: grid; grid-template-columns: minmax(12rem, 19rem) 1fr; gap: .35rem 1.5rem; margin: 0; }
dd { margin: 0; }
code { font-family: ui-monospace, Consolas, "Noto Sans Mono CJK SC", monospace; font-size: .95em; overflow-wrap: anywhere; }
a { color: #0a5aa8; text-underline-offset: .2em; }
.first { display: inline-block; padding: .5rem 1.4rem; border-radius: .4rem; background: var(--blue); color: #fff;
  text-decoration: none; }
.first:hover { background: #0d2440; }
a:focus-visible, summary:focus-visible { outline: 3px solid #f0a000; outline-offset: 2px; }
details { margin-top: .8rem; padding: .6rem 1rem; background: var(--bright); }
summary { cursor: pointer; }
details ul { columns: 16rem; padding-inline-start: 1.2rem; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; padding: .3rem .8rem; background: #fff; }
@media (max-width: 44rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .7rem; } }
`;
