/** The guides: every page of the repository that is written for people, found by looking. */
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Paths from the root, the front pages first. */
export const GUIDES: readonly string[] = globSync("**/*.md", {
  cwd: ROOT,
  exclude: (name) => /^(?:node_modules|dist|\..+)$/.test(name),
})
  .map((path) => path.replaceAll("\\", "/"))
  .toSorted((a, b) => a.split("/").length - b.split("/").length || a.localeCompare(b));

export interface Block {
  readonly guide: string;
  /** Line of its opening fence, from 1. */
  readonly line: number;
  /** Text after the fence: `bash`, `graphql`, nothing. */
  readonly language: string;
  readonly text: string;
}

export function readGuide(guide: string): string {
  return readFileSync(`${ROOT}${guide}`, "utf8");
}

export function blocksOf(guide: string): readonly Block[] {
  const text = readGuide(guide);
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(
    ({ index, 1: language = "", 2: body = "" }) => ({
      guide,
      line: text.slice(0, index).split("\n").length,
      language,
      text: body,
    }),
  );
}

/** The text between its blocks, with the same line numbers. */
export function proseOf(guide: string): string {
  return readGuide(guide).replaceAll(/^```\w*\n[\s\S]*?^```$/gm, (block) =>
    "\n".repeat(block.split("\n").length - 1),
  );
}

/** `code` in its prose. */
export function codeSpansOf(guide: string): readonly string[] {
  return [...proseOf(guide).matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code);
}

/** The queries that a guide shows, without schemas. */
export function queriesOf(guide: string): readonly Block[] {
  return blocksOf(guide).filter(
    ({ language, text }) =>
      language === "graphql" && /^\s*(?:\{|query\b|mutation\b|subscription\b)/.test(text),
  );
}
