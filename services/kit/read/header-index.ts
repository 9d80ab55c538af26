/**
 * The headers that a contract knows: the standard's word, its field code, the field name and the aliases, folded; with and
 * without the unit, where a column has one. Chinese headers come before aliases: no alias takes a standard's own word.
 */
import type { Column, FeedContract } from "../feed/contract.js";
import { foldHeader, headerUnit } from "../values/headers.js";

export interface HeaderMatch { readonly field: string; /** Written in this header. */ readonly unit: string | null }

export type HeaderIndex = (header: string) => HeaderMatch | null;

export function indexHeaders(contract: FeedContract): HeaderIndex {
  const columns = Object.entries(contract.columns);
  const fieldOf = new Map<string, string>();
  const learn = (field: string, column: Column, header: string): void => {
    const folded = comparable(header);
    if (!fieldOf.has(folded)) fieldOf.set(folded, field);
    const { bare, unit } = headerUnit(folded);
    if (unit !== null && column.unit !== undefined && !fieldOf.has(bare)) fieldOf.set(bare, field);
  };
  for (const [field, column] of columns) learn(field, column, column.zh);
  for (const [field, column] of columns) for (const name of [column.code ?? field, field]) learn(field, column, name);
  for (const [field, column] of columns) for (const alias of column.aliases ?? []) learn(field, column, alias);
  return (header) => {
    const folded = comparable(header);
    if (folded === "") return null;
    const { bare, unit } = headerUnit(folded);
    const field = fieldOf.get(folded) ?? fieldOf.get(bare);
    const wanted = field === undefined ? undefined : contract.columns[field]?.unit;
    if (field === undefined || (unit !== null && wanted !== undefined && !isConvertible(unit, wanted))) return null;
    return { field, unit: wanted === undefined ? null : unit };
  };
}

/** 元 and 万元 are each other's; anything else is another measure. */
function isConvertible(unit: string, wanted: string): boolean {
  return unit === wanted || (unit !== "%" && wanted.endsWith("元"));
}

/** Field codes are written in either case. */
function comparable(header: string): string {
  return foldHeader(header).toUpperCase();
}
