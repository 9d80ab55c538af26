/** Findings that are not the composer's: invalid SDL, and exceptions of the composer. */
import { buildSubgraph } from "@apollo/federation-internals";
import {
  GraphQLError,
  Source,
  getLocation,
  parse,
  type ConstDirectiveNode,
  type DocumentNode,
} from "graphql";
import { insertText, linksOf, stringArgument } from "./edits.js";
import { latestFederation } from "./federation.js";
import { openSubgraphText } from "./subgraph-text.js";
import type { Finding, TextEdit } from "./finding.js";

export interface SubgraphSource {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}
export interface ParsedSubgraph extends SubgraphSource {
  readonly document: DocumentNode;
}

/**
 * Parses a subgraph; a finding explains a failure. A text nested so deeply that the parser overflows the
 * stack counts as invalid.
 */
export function parseSubgraph(
  subgraph: SubgraphSource,
): { readonly document: DocumentNode } | { readonly finding: Finding } {
  const source = new Source(subgraph.sdl, subgraph.name);
  try {
    return { document: parse(source) };
  } catch (error) {
    const offset = error instanceof GraphQLError ? (error.positions?.[0] ?? 0) : 0;
    const { line, column } = getLocation(source, offset);
    const said = error instanceof GraphQLError ? error.message : "The text is nested too deep.";
    const edits = error instanceof GraphQLError ? missingSign(subgraph, said, offset) : [];
    const sign = edits[0]?.text;
    return {
      finding: {
        code: "GRAPHQL_SYNTAX",
        severity: "ERROR",
        subgraphs: [subgraph.name],
        coordinate: null,
        place: { subgraph: subgraph.name, line, column },
        rule: {
          zh: "子图的文本必须符合 GraphQL 定义语言的语法。",
          en: "A subgraph is written in the syntax of GraphQL's definition language.",
        },
        message: {
          zh: error instanceof GraphQLError ? `第${line}行第${column}列无法解析：${said}` : "文本嵌套太深。",
          en: said,
        },
        advice:
          sign === undefined
            ? {
                zh: "请改正此处；括号、引号和冒号要成对、齐全。",
                en: "Correct this place; mind brackets, quotes and colons.",
              }
            : { zh: `在此处补上“${sign}”。`, en: `Write "${sign}" here.` },
        edits,
        uses: [],
        follows: [],
      },
    };
  }
}

/** Proposes to insert the token that the parser expected, if the text is valid then. */
function missingSign(subgraph: SubgraphSource, said: string, offset: number): readonly TextEdit[] {
  const sign = /Expected "([^"]+)", found/.exec(said)?.[1];
  if (sign === undefined) return [];
  try {
    parse(`${subgraph.sdl.slice(0, offset)}${sign}${subgraph.sdl.slice(offset)}`);
  } catch {
    return [];
  }
  return [insertText(subgraph, offset, sign)];
}

/**
 * The finding for an exception of the composer, without its stack. It names the subgraphs whose schema alone
 * causes the exception, else all.
 */
export function composerFailed(error: unknown, subgraphs: readonly ParsedSubgraph[]): Finding {
  const alone = subgraphs.filter(({ name, url, document }) => {
    try {
      buildSubgraph(name, url, document).validate();
      return false;
    } catch (thrown) {
      return !(thrown instanceof GraphQLError);
    }
  });
  const named = (alone.length > 0 ? alone : subgraphs).map(({ name }) => name);
  const link = alone.flatMap(({ name, sdl, document }) =>
    linksOf(openSubgraphText(name, sdl, document))
      .filter((candidate) => !URL.canParse(stringArgument(candidate, "url") ?? ""))
      .map((node) => ({ name, node })),
  )[0];
  if (link !== undefined) return badLink(link.name, link.node);
  return {
    code: "COMPOSITION_INTERNAL",
    severity: "ERROR",
    subgraphs: named,
    coordinate: null,
    place: alone.length === 1 && named[0] !== undefined ? { subgraph: named[0], line: 1, column: 1 } : null,
    rule: {
      zh: "各子图必须能由参考合并器合并。",
      en: "The subgraphs can be composed by the reference composer.",
    },
    message: {
      zh: `合并器处理${named.map((name) => `“${name}”`).join("、")}时出错。`,
      en: `The composer failed on ${named.map((name) => `"${name}"`).join(", ")}: ${error instanceof Error ? error.message : "unknown"}`,
    },
    advice: {
      zh: "通常是定义中有合并器无法处理的写法（如嵌套过深、名称重复）。请先恢复到改动之前，再逐步加入改动。",
      en: "Probably the schema holds what the composer does not foresee (deep nesting, names used twice): take back the last change, then add it piece by piece.",
    },
    edits: [],
    uses: [],
    follows: [],
  };
}

/** The most common cause: the composer throws on an invalid url in a `@link`. */
function badLink(subgraph: string, link: ConstDirectiveNode): Finding {
  const url = stringArgument(link, "url");
  return {
    code: "COMPOSITION_INTERNAL",
    severity: "ERROR",
    subgraphs: [subgraph],
    coordinate: "@link",
    place: { subgraph, line: link.loc?.startToken.line ?? 1, column: link.loc?.startToken.column ?? 1 },
    rule: { zh: "@link 的 url 必须是一个完整的网址。", en: "The url of a @link is a whole address." },
    message: {
      zh: url === undefined ? "@link 的 url 不是字符串。" : `@link 的 url“${url}”不是网址。`,
      en:
        url === undefined
          ? "The url of a @link is not a string."
          : `The url of a @link, "${url}", is no address.`,
    },
    advice: {
      zh: `写成完整的网址，例如 url: "${latestFederation}"。`,
      en: `Write a whole address, such as url: "${latestFederation}".`,
    },
    edits: [],
    uses: [],
    follows: [],
  };
}
