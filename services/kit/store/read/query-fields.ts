/**
 * The fields by which a feed can be queried: filters and orders are offered for indexed fields that readers
 * see, relations also for indexed join keys that they do not see. The department that handed a record in
 * counts as a field.
 */
import type { FeedContract, StoredKind } from "../../feed/contract.js";
import { snakeCase, storedFields, type StoredField } from "../../feed/stored-fields.js";
import type { QueryField } from "./comparable.js";

export const OPERATORS = {
  text: ["eq", "in", "startsWith", "isNull"],
  code: ["eq", "in", "isNull"],
  codes: ["has", "hasAny", "isNull"],
  boolean: ["eq", "isNull"],
  date: ["eq", "in", "gt", "gte", "lt", "lte", "isNull"],
  decimal: ["eq", "in", "gt", "gte", "lt", "lte", "isNull"],
  integer: ["eq", "in", "gt", "gte", "lt", "lte", "isNull"],
} as const satisfies Record<StoredKind, readonly string[]>;

export type Operator = (typeof OPERATORS)[StoredKind][number];

/**
 * An order of records; ties are broken by record id in the same direction, records without a value come last
 * in both.
 */
export interface Order {
  /** `DECISION_DATE_DESC`. */
  readonly name: string;
  readonly field: StoredField;
  readonly descending: boolean;
}

export interface QueryFields {
  readonly filters: ReadonlyMap<string, QueryField>;
  readonly orders: ReadonlyMap<string, Order>;
  readonly defaultOrder: Order;
}

export const DEPARTMENT_FIELD: QueryField = {
  field: "department",
  sqlName: "department",
  kind: "text",
  required: true,
};

export function queryFieldsOf(contract: FeedContract): QueryFields {
  const known = queryFields.get(contract);
  if (known) return known;
  const indexed = storedFields(contract).filter((field) => field.indexed && field.exposed);
  const orders = indexed
    .filter(({ kind }) => kind !== "codes")
    .flatMap((field) => [orderOf(field, false), orderOf(field, true)]);
  const defaultOrder = orders.find(
    ({ field, descending }) =>
      field.field === contract.order.field && descending === contract.order.descending,
  );
  if (!defaultOrder)
    throw new Error(
      `Feed ${contract.id}: lists cannot be ordered by ${contract.order.field}, for readers do not see it`,
    );
  const fields: QueryFields = {
    filters: new Map([DEPARTMENT_FIELD, ...indexed].map((field) => [field.field, field])),
    orders: new Map(orders.map((order) => [order.name, order])),
    defaultOrder,
  };
  queryFields.set(contract, fields);
  return fields;
}

const queryFields = new WeakMap<FeedContract, QueryFields>();

/** The field that a natural key goes by. The developer's mistake is a plain Error. */
export function keyFieldOf(contract: FeedContract, name: string): QueryField {
  const field = parentFieldOf(contract, name);
  if (field.kind === "codes")
    throw new Error(`Feed ${contract.id}: ${name} holds several values, so no record is found by it`);
  return field;
}

/** The field that a relation goes by, which may hold the keys of several parents. */
export function parentFieldOf(contract: FeedContract, name: string): QueryField {
  if (name === DEPARTMENT_FIELD.field) return DEPARTMENT_FIELD;
  const field = storedFields(contract).find((candidate) => candidate.field === name);
  if (!field?.indexed)
    throw new Error(`Feed ${contract.id}: ${name} is no indexed field, so records cannot be found by it`);
  return field;
}

function orderOf(field: StoredField, descending: boolean): Order {
  return {
    name: `${snakeCase(field.field).toUpperCase()}_${descending ? "DESC" : "ASC"}`,
    field,
    descending,
  };
}
