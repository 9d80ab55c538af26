/** What the head of a page says to browsers and search engines. */
import type { Words } from "../words";
import type { Shown } from "./page";

export function titleOf(shown: Shown, words: Words): string {
  return `${shown.title(words)} - ${words.t("frame.name")}`;
}

export function writeHead(shown: Shown, words: Words): string {
  const structured = shown.structured();
  return [
    `<title>${escape(titleOf(shown, words))}</title>`,
    `<meta name="description" content="${escape(shown.description(words))}">`,
    ...(structured === null
      ? []
      : [`<script type="application/ld+json">${JSON.stringify(structured).replaceAll("<", LESS)}</script>`]),
  ].join("\n");
}

const LESS = String.raw`\u003c`;

export function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
