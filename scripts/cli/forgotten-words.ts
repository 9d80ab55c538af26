/**
 * Finds words that clerks wrote in the last forms and that a contract no longer reads: a column's title, an
 * alias, a word of a code list. Last year's forms are still handed in, so a word that is revised stays as an
 * alias.
 */
import { isObject, type JsonObject } from "../../gateway/engine/json.js";
import type { Column, FeedContract } from "../../services/kit/feed/contract.js";
import { indexHeaders } from "../../services/kit/feed/header-index.js";
import { foldHeader } from "../../services/kit/values/headers.js";
import { foldText } from "../../services/kit/values/text.js";

/** `written`: the feed's file in `schema/feeds` as it is. A column that the contract dropped is no word. */
export function forgottenWords(contract: FeedContract, written: unknown): readonly string[] {
  const find = indexHeaders(contract);
  const told = new Set([...Object.keys(contract.unclearHeaders ?? {}), ...(contract.refusedHeaders ?? [])]);
  const forgotten: string[] = [];
  for (const field of objectsIn(written, "fields")) {
    const { name, title, tongcha } = field;
    const column = typeof name === "string" ? contract.columns[name] : undefined;
    if (column === undefined || !isObject(tongcha)) continue;
    for (const header of [title, tongcha["code"], ...textsIn(tongcha, "aliases")])
      if (typeof header === "string" && find(header)?.field !== name && !told.has(foldHeader(header)))
        forgotten.push(header);
    for (const code of objectsIn(tongcha, "codes"))
      for (const word of [code["zh"], ...textsIn(code, "aliases")])
        if (
          typeof word === "string" &&
          code["name"] !== column.list?.other &&
          !reads(column, word, code["name"])
        )
          forgotten.push(word);
  }
  return forgotten;
}

function reads(column: Column, word: string, code: unknown): boolean {
  const parsed = column.parse(foldText(word), { headerUnit: null, today: "" });
  return parsed.ok && (Array.isArray(parsed.value) ? parsed.value.join() : parsed.value) === code;
}

function objectsIn(value: unknown, name: string): readonly JsonObject[] {
  const list = isObject(value) ? value[name] : undefined;
  return Array.isArray(list) ? list.filter(isObject) : [];
}

function textsIn(value: JsonObject, name: string): readonly string[] {
  const list = value[name];
  return Array.isArray(list) ? list.filter((each) => typeof each === "string") : [];
}
