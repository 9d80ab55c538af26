/**
 * The first check of an untrusted text, before any expensive step: its size, its nesting, its number of
 * definitions, and its descriptions, which browsers will show. A text with a syntax error passes: composition
 * reports the location.
 */
import {
  Kind,
  Lexer,
  parse,
  Source,
  TokenKind,
  visit,
  type ASTNode,
  type DocumentNode,
  type StringValueNode,
} from "graphql";
import type { Finding, Words } from "../../graph/composition/finding.js";
import { createFinding } from "./create-finding.js";

const MAX_BYTES = 1_048_576;
const MAX_TOKENS = 200_000;
/** Deepest nesting of any brackets, because parsers and composers recurse. */
const MAX_NESTING = 32;
const MAX_TYPES = 2_000;
/** Includes input fields and enum values. */
const MAX_FIELDS = 20_000;
const MAX_TEXT = 2_000;
/** Most reported findings. */
const MAX_TOLD = 20;

export interface SubgraphText {
  readonly name: string;
  readonly sdl: string;
}

export function checkSize({ name, sdl }: SubgraphText): readonly Finding[] {
  const bytes = Buffer.byteLength(sdl);
  if (bytes > MAX_BYTES)
    return [
      tooLarge(name, {
        zh: `文件有${bytes}字节，上限是${MAX_BYTES}`,
        en: `The text has ${bytes} bytes; the limit is ${MAX_BYTES}`,
      }),
    ];
  const { tokens, nesting } = measure(sdl);
  if (tokens > MAX_TOKENS)
    return [
      tooLarge(name, {
        zh: `文件的词法单元超过${MAX_TOKENS}个`,
        en: `The text has more than ${MAX_TOKENS} tokens`,
      }),
    ];
  if (nesting > MAX_NESTING)
    return [
      tooLarge(name, {
        zh: `括号嵌套超过${MAX_NESTING}层`,
        en: `Brackets are nested more than ${MAX_NESTING} deep`,
      }),
    ];
  const document = parseOrNull(sdl);
  return document ? [...countDefinitions(name, document), ...checkTexts(name, document)] : [];
}

const OPENING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** Stops at a limit, or at a lexical error. */
function measure(sdl: string): { readonly tokens: number; readonly nesting: number } {
  const lexer = new Lexer(new Source(sdl));
  let tokens = 0;
  let depth = 0;
  let nesting = 0;
  try {
    while (lexer.advance().kind !== TokenKind.EOF && tokens <= MAX_TOKENS && nesting <= MAX_NESTING) {
      tokens += 1;
      if (OPENING.has(lexer.token.kind)) nesting = Math.max(nesting, (depth += 1));
      else if (CLOSING.has(lexer.token.kind)) depth -= 1;
    }
  } catch {
    return { tokens, nesting };
  }
  return { tokens, nesting };
}

function parseOrNull(sdl: string): DocumentNode | null {
  try {
    return parse(sdl);
  } catch {
    return null;
  }
}

function countDefinitions(name: string, { definitions }: DocumentNode): readonly Finding[] {
  let types = 0;
  let fields = 0;
  for (const definition of definitions) {
    types += 1;
    if ("fields" in definition) fields += definition.fields?.length ?? 0;
    if ("values" in definition) fields += definition.values?.length ?? 0;
  }
  return [
    ...(types > MAX_TYPES
      ? [
          tooLarge(name, {
            zh: `有${types}个类型，上限是${MAX_TYPES}`,
            en: `It defines ${types} types; the limit is ${MAX_TYPES}`,
          }),
        ]
      : []),
    ...(fields > MAX_FIELDS
      ? [
          tooLarge(name, {
            zh: `有${fields}个字段，上限是${MAX_FIELDS}`,
            en: `It defines ${fields} fields; the limit is ${MAX_FIELDS}`,
          }),
        ]
      : []),
  ];
}

function tooLarge(name: string, message: Words): Finding {
  return createFinding("SDL_TOO_LARGE", name, {
    coordinate: null,
    node: null,
    message,
    advice: {
      zh: "拆成几个子图，或减少类型和字段。",
      en: "Split it into several subgraphs, or define less.",
    },
  });
}

/** Checks all strings, because descriptions, reasons, defaults and directive arguments are all shown. */
function checkTexts(name: string, document: DocumentNode): readonly Finding[] {
  const findings: Finding[] = [];
  visit(document, {
    Directive: (node) => {
      const url = node.arguments?.find((argument) => argument.name.value === "url")?.value;
      if (node.name.value === "specifiedBy" && url?.kind === Kind.STRING && !/^https?:\/\//.test(url.value))
        findings.push(
          unsafe(name, url, {
            zh: "@specifiedBy 的地址不是 http(s)",
            en: "The address in @specifiedBy is not http(s)",
          }),
        );
    },
    StringValue: (node) => {
      const fault = faultOf(node);
      if (node.value.length > MAX_TEXT)
        findings.push(
          createFinding("SDL_TEXT_TOO_LONG", name, {
            coordinate: null,
            node,
            message: {
              zh: `这段文字有${node.value.length}个字符`,
              en: `This text has ${node.value.length} characters`,
            },
            advice: {
              zh: `缩短到${MAX_TEXT}个字符以内，细节另附文档。`,
              en: `Shorten it to ${MAX_TEXT}; details go into a document of their own.`,
            },
          }),
        );
      if (fault) findings.push(unsafe(name, node, fault));
    },
  });
  return findings.slice(0, MAX_TOLD);
}

/**
 * Matches control characters (except tab and line ends), characters that change the text direction, and
 * invisible characters.
 */
const CONTROL =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u200B\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/u;
const TAG = /<(?:\/?[a-z]|[!?])/i;
const SCRIPT = /\b(?:javascript|vbscript):|\bdata:text\/html/i;

function faultOf({ value }: StringValueNode): Words | null {
  const control = CONTROL.exec(value);
  if (control)
    return {
      zh: `有控制字符 U+${codeOf(control[0])}`,
      en: `It has the control character U+${codeOf(control[0])}`,
    };
  if (TAG.test(value)) return { zh: "有 HTML 标签", en: "It has an HTML tag" };
  return SCRIPT.test(value) ? { zh: "有脚本链接", en: "It has a link to a script" } : null;
}

function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
}

function unsafe(name: string, node: ASTNode, message: Words): Finding {
  return createFinding("SDL_TEXT_UNSAFE", name, {
    coordinate: null,
    node,
    message,
    advice: {
      zh: "只写纯文字；尖括号用〈〉，链接用 https。",
      en: "Write plain text; put 〈〉 for angle brackets, and https links.",
    },
  });
}
