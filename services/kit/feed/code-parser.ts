/**
 * Reads the codes of a list: the standard's word, an alias, or the open code with a hyphen and which
 * (`其他-补办`). What the hyphen brings is published text, so it obeys the rules of texts. Results are made once
 * for a list: a clean cell of one code allocates nothing.
 */
import type { CellContext, CodeList, CellFault, Parsed } from "./contract.js";
import type { Term } from "./provision.js";
import { bareWord, foldText } from "../values/text.js";
import { personalFault, publicTextFault } from "./text-faults.js";

export type ParseCode = (cell: string, context: Pick<CellContext, "words">) => Parsed;

export function codeParser(list: CodeList, isPublic: boolean): ParseCode {
  const byWord = new Map<string, Parsed>();
  for (const { name, zh, aliases } of list.codes) {
    for (const word of [zh, ...(aliases ?? [])])
      byWord.set(
        bareWord(word),
        name === list.other ? needsWhich(zh) : { ok: true, value: name, extra: null },
      );
  }
  const words = list.codes.map(({ zh }) => zh);
  const unknown = refuse("VALUE_CODE", { allowed: words.join("、") });
  const other = list.codes.find(({ name }) => name === list.other);
  return (cell, context) => {
    const known = byWord.get(cell) ?? byWord.get(bareWord(cell));
    if (known) return known;
    const published = context.words?.(list);
    const term = published?.get(bareWord(cell));
    if (term) return { ok: true, value: term.code, extra: term.code === list.other ? term.text : null };
    const which =
      other && cell.startsWith(other.zh) ? WHICH.exec(cell.slice(other.zh.length))?.[1]?.trim() : undefined;
    if (!other || !which) return published ? refuse("VALUE_CODE", { allowed: allowed(published) }) : unknown;
    const fault = isPublic ? publicTextFault(which) : null;
    if (fault !== null) return refuse(fault);
    const notice = isPublic ? personalFault(which) : null;
    return { ok: true, value: other.name, extra: which, ...(notice === null ? {} : { notice }) };
  };

  function allowed(published: ReadonlyMap<string, Term>): string {
    const kinds = [...published.values()].filter(({ code }) => code === list.other);
    return [...words, ...kinds.map(({ text }) => text)].join("、");
  }
}

/** Several codes of a list, joined by `；` (`;`, `、`, `,`, `，` too). A code that stands twice counts once. */
export function codesParser(list: CodeList, isPublic: boolean): ParseCode {
  const parse = codeParser(list, isPublic);
  const joined = wordsWithSeparators(list);
  return (text, context) => {
    const cell = joined === null ? text : text.replace(joined, bareWord);
    const names: string[] = [];
    let which: string | null = null;
    let notice: CellFault | undefined;
    for (const part of cell.split(SEPARATOR)) {
      const word = part.trim();
      if (word === "") return EMPTY_PART;
      const found = parse(word, context);
      if (!found.ok) return found;
      notice ??= found.notice;
      if (typeof found.value === "string" && !names.includes(found.value)) names.push(found.value);
      if (typeof found.extra === "string") which = which === null ? found.extra : `${which}；${found.extra}`;
    }
    return { ok: true, value: names, extra: which, ...(notice === undefined ? {} : { notice }) };
  };
}

/** The standard's own words may hold what joins words: 暂扣、吊销许可证件 is one kind of penalty. */
function wordsWithSeparators({ codes }: CodeList): RegExp | null {
  const words = codes
    .flatMap(({ zh, aliases }) => [zh, ...(aliases ?? [])])
    .map(foldText)
    .filter((word) => SEPARATOR.test(word))
    .toSorted((one, other) => other.length - one.length);
  if (words.length === 0) return null;
  const patterns = words.map((word) => word.split(SEPARATOR).map(literally).join(SEPARATOR.source));
  return new RegExp(patterns.join("|"), "g");
}

function literally(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

const SEPARATOR = /[；;、,，]/;
const WHICH = /^[-－—–:： (（]+([^)）]+)[)）]?$/;
const EMPTY_PART = refuse("VALUE_CODE_EMPTY");

function needsWhich(other: string): Parsed {
  return refuse("VALUE_CODE_OTHER", { other });
}

function refuse(code: string, details?: CellFault["details"]): Parsed {
  return { ok: false, fault: { code, ...(details === undefined ? {} : { details }) } };
}
