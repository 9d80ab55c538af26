/**
 * The headers that a contract knows: the standard's word, its field code, the field name and the aliases,
 * folded; with and without the unit, where a column has one. Chinese headers come before aliases: no alias
 * takes a standard's own word.
 */
import type { Column, FeedContract } from "./contract.js";
import { foldHeader, headerUnit } from "../values/headers.js";
import { magnitudeOf, placesBetween } from "../values/units.js";

export interface HeaderMatch {
  readonly field: string;
  /** Written in this header. */ readonly unit: string | null;
}

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
  for (const [field, column] of columns)
    for (const name of [column.code ?? field, field, column.storedAs ?? field]) learn(field, column, name);
  for (const [field, column] of columns)
    for (const alias of column.aliases ?? []) learn(field, column, alias);
  return (header) => {
    const folded = comparable(header);
    if (folded === "") return null;
    const { bare, unit } = headerUnit(folded);
    const whole = fieldOf.get(folded);
    const field = whole ?? fieldOf.get(bare);
    const column = field === undefined ? undefined : contract.columns[field];
    if (field === undefined || !column) return null;
    if (column.unit === undefined)
      return { field, unit: unit !== null && whole === undefined && isScaled(unit, column) ? unit : null };
    return unit === null || placesBetween(unit, column.unit) !== null ? { field, unit } : null;
  };
}

/** 万人 over a measure whose unit nobody knows: it cannot be converted. */
function isScaled(unit: string, { kind }: Column): boolean {
  return (kind === "decimal" || kind === "integer") && magnitudeOf(unit).exponent !== 0;
}

/** Field codes are written in either case. */
function comparable(header: string): string {
  return foldHeader(header).toUpperCase();
}
