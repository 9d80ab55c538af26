/**
 * Every Chinese text that somebody meets, by reading the files that make them: literals of the source, golden
 * findings, descriptions of the generated schemas, contracts as JSON, and the guides.
 */
import { globSync, readFileSync } from "node:fs";
import { parse } from "@babel/parser";
import { parse as parseSdl, visit } from "graphql";
import { GUIDES, proseOf, ROOT } from "./guides.js";
import type { ChineseText } from "./wording.js";

const HAN = /\p{Script=Han}/u;

/** Invented rows, and the words by which other people's files are understood, are not ours to choose. */
const NOT_OURS: readonly RegExp[] = [
  /\/(?:samples?|generators|bench|template)\/|\/sample\.ts$|\.test(?:-data)?\.ts$/,
  /^services\/kit\/(?:values|words)\/|\/(?:stray-rows|number-formats)\.ts$|^schema\/vocabulary\.ts$/,
];
const OTHERS_WORDS: ReadonlySet<string> = new Set(["aliases"]);

interface SyntaxNode {
  readonly type: string;
  readonly [key: string]: unknown;
}

export function sourceTexts(): readonly ChineseText[] {
  return ["gateway", "schema", "scripts", "services"]
    .flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: ROOT }))
    .filter((path) => !NOT_OURS.some((pattern) => pattern.test(path)))
    .flatMap((path) => {
      const source = readFileSync(`${ROOT}${path}`, "utf8");
      if (!HAN.test(source)) return [];
      const { program } = parse(source, {
        sourceType: "module",
        plugins: ["typescript", "decorators-legacy"],
      });
      return [...literalsOf(program)].map(({ line, text }) => ({ path, line, text }));
    });
}

function* literalsOf(node: unknown): Generator<{ readonly line: number; readonly text: string }> {
  if (Array.isArray(node)) for (const each of node) yield* literalsOf(each);
  if (!isNode(node)) return;
  if (node.type === "ObjectProperty" && OTHERS_WORDS.has(nameOf(node["key"]))) return;
  if (node.type === "TaggedTemplateExpression" || node.type === "RegExpLiteral") return;
  const text = textOf(node);
  if (text !== null && isChinese(text)) yield { line: lineOf(node), text };
  for (const [key, child] of Object.entries(node))
    if (key !== "loc" && !key.endsWith("omments")) yield* literalsOf(child);
}

/** Neither an English sentence with a Chinese word in it nor SQL. */
function isChinese(text: string): boolean {
  if (/^\s*SELECT /.test(text)) return false;
  const [han, latin] = [/\p{Script=Han}/gu, /[A-Za-z]/gu].map((letters) => text.match(letters)?.length ?? 0);
  return (han ?? 0) > 0 && !(/^["'{]*[A-Z]/.test(text) && (latin ?? 0) > 2 * (han ?? 0));
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

function nameOf(key: unknown): string {
  const name = isNode(key) ? (key["name"] ?? key["value"]) : null;
  return typeof name === "string" ? name : "";
}

function lineOf({ loc }: SyntaxNode): number {
  const { start } = (loc ?? {}) as { readonly start?: { readonly line: number } };
  return start?.line ?? 0;
}

/** A template has `{…}` where a value comes. */
function textOf({ type, value, quasis }: SyntaxNode): string | null {
  if (type === "StringLiteral") return String(value);
  if (type !== "TemplateLiteral" || !Array.isArray(quasis)) return null;
  return quasis.map((part: { readonly value: { readonly cooked: string } }) => part.value.cooked).join("{}");
}

/** Descriptions of every subgraph: the Chinese half of each line. */
export function descriptions(): readonly ChineseText[] {
  return globSync("schema/subgraphs/*.graphql", { cwd: ROOT }).flatMap((path) => {
    const found: ChineseText[] = [];
    visit(parseSdl(readFileSync(`${ROOT}${path}`, "utf8")), {
      StringValue: ({ value, loc }, key) => {
        if (key !== "description") return;
        for (const line of value.split("\n"))
          found.push({ path, line: loc?.startToken.line ?? 0, text: line.split(" / ")[0] ?? "" });
      },
    });
    return found;
  });
}

/** Golden findings, and the contracts as JSON. */
export function generatedTexts(): readonly ChineseText[] {
  return ["services/*/samples/faulty/*.findings.json", "schema/feeds/*.json"]
    .flatMap((pattern) => globSync(pattern, { cwd: ROOT }))
    .flatMap((path) => {
      const read: unknown = JSON.parse(readFileSync(`${ROOT}${path}`, "utf8"));
      return [...stringsOf(read)].map((text) => ({ path, line: 0, text: text.split(" / ")[0] ?? "" }));
    });
}

/** `value` is what a cell of a sample holds. */
function* stringsOf(value: unknown): Generator<string> {
  if (typeof value === "string" && isChinese(value)) yield value;
  if (typeof value !== "object" || value === null) return;
  for (const [key, child] of Object.entries(value))
    if (!OTHERS_WORDS.has(key) && key !== "value") yield* stringsOf(child);
}

/** The prose of the guides, without code. */
export function guideTexts(guides: readonly string[] = GUIDES): readonly ChineseText[] {
  return guides.flatMap((path) =>
    proseOf(path)
      .split("\n")
      .map((text, index) => ({ path, line: index + 1, text: text.replaceAll(/`[^`]*`/gu, "…") }))
      .filter(({ text }) => HAN.test(text)),
  );
}
