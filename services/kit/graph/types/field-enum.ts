/**
 * An enum of a feed's fields, by which an argument names one: `DECISION_DATE` for `decisionDate`. What a
 * field means, its record says.
 */
import type { StoredField } from "../../feed/stored-fields.js";
import { groupFieldName } from "../../store/read/groups.js";
import { DEPARTMENT_FIELD } from "../../store/read/query-fields.js";
import type { EnumObject } from "./code-enum.js";
import { registerEnumType } from "./decorators.js";

/** A stored field, or the department that handed the record in. */
export type NamedField = StoredField | typeof DEPARTMENT_FIELD;

export function isStored(field: NamedField): field is StoredField {
  return field.field !== DEPARTMENT_FIELD.field;
}

export function fieldEnum(name: string, description: string, fields: readonly NamedField[]): EnumObject {
  const made: EnumObject = Object.fromEntries(fields.map(({ field }) => [groupFieldName(field), field]));
  registerEnumType(made, { name, description });
  return made;
}
