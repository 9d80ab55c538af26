/** Aggregates over rows of which some are in another unit, or the whole of others, are null. */
import { snakeCase, type StoredField } from "../../feed/stored-fields.js";

/** SQL of an aggregate over rows `t`, null where these are not alike (`AlikeRows`). */
export function whereAlike({ alike }: StoredField, aggregate: string): string {
  if (!alike) return aggregate;
  const marks = [
    ...alike.same.map((field) => `t."${snakeCase(field)}"`),
    ...alike.filled.map((field) => `t."${snakeCase(field)}" IS NULL`),
  ];
  return `CASE WHEN count(DISTINCT ROW(${marks.join(", ")})) <= 1 THEN ${aggregate} END`;
}
