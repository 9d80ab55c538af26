/**
 * How versions `t` are told which parent of a batch they are of: by a field that holds the parent's key, or
 * by one that holds several keys, where a version may be of many.
 */
import { sqlTypeOf } from "../open/feed-shape.js";
import type { Parameters } from "../open/parameters.js";
import type { QueryField } from "./comparable.js";

/** The parents of a batch: rows come back with `$parent`, the 1-based place in `values`. */
export interface Parents {
  readonly field: QueryField;
  readonly values: readonly unknown[];
}

export interface OfParents {
  /** The values as an SQL array. */
  readonly values: string;
  /** True of versions of any of them, by an index. */
  readonly any: string;
  /** True of versions of the one whose value the SQL expression is. */
  readonly one: (value: string) => string;
  /**
   * True: the versions of one are found before they are put in order. The database does not know how few hold
   * a key among several, and would walk through all in order until it has a page.
   */
  readonly isFoundFirst: boolean;
  /**
   * To stand behind `FROM table t`, and then the expression and condition by which each row has its parent.
   */
  readonly source: string;
  readonly parent: string;
  readonly condition: string;
}

export function ofParents({ field, values }: Parents, parameters: Parameters): OfParents {
  const column = `t."${field.sqlName}"`;
  if (field.kind === "codes") {
    const given = `${parameters.add(values)}::text[]`;
    return {
      values: given,
      any: `${column} && ${given}`,
      one: (value) => `${column} @> ARRAY[${value}]`,
      isFoundFirst: true,
      source: ` CROSS JOIN LATERAL unnest(${column}) AS parent(value)`,
      parent: "parent.value",
      condition: `${column} && ${given} AND parent.value = ANY(${given})`,
    };
  }
  const given = `${parameters.add(values)}::${sqlTypeOf(field)}[]`;
  const any = `${column} = ANY(${given})`;
  return {
    values: given,
    any,
    one: (value) => `${column} = ${value}`,
    isFoundFirst: false,
    source: "",
    parent: column,
    condition: any,
  };
}
