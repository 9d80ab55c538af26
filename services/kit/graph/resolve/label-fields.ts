/**
 * The labels of codes: beside each field of a code (`partyKind`) its word (`partyKindLabel`), beside several
 * codes their words in the same order. They are made of the code that is read anyway, and of nothing else.
 */
import { labelName, labelOf, type Language } from "../../feed/code-lists.js";
import type { CodeList, FeedContract } from "../../feed/contract.js";
import { storedFields, type StoredField } from "../../feed/stored-fields.js";
import { keyName } from "../../store/read/groups.js";
import { FieldResolver, Resolver, Root, type ClassType } from "../types/decorators.js";
import { describe } from "../types/describe.js";
import { InLanguage } from "../types/language.js";
import { makeType } from "../types/make-type.js";
import { recordType } from "../types/record-type.js";
import { Needs } from "./selection.js";

/** Of a feed's records. A contract whose own field has such a name is the developer's mistake. */
export function recordLabels(contract: FeedContract): readonly ClassType[] {
  const fields = storedFields(contract).filter(({ exposed }) => exposed);
  const names = new Set(fields.map(({ field }) => field));
  return fields.flatMap((field) => {
    if (!field.list) return [];
    const label = labelName(field);
    if (names.has(label))
      throw new Error(`Feed ${contract.id}: the field name ${label} is the label's of ${field.field}`);
    const made = labelField({
      on: recordType(contract),
      from: field.field,
      name: label,
      field: { ...field, list: field.list },
      isDescribed: false,
    });
    Needs(contract, field.field)(made.prototype, label);
    return [made];
  });
}

/** Of the codes that groups and series are keyed by: one each, null where it is not grouped by. */
export function keyLabels(key: ClassType, fields: readonly StoredField[]): readonly ClassType[] {
  return fields.flatMap((field) =>
    field.list
      ? [
          labelField({
            on: key,
            from: keyName(field),
            name: `${keyName(field)}Label`,
            field: { ...field, kind: "code", required: false, list: field.list },
            isDescribed: false,
          }),
        ]
      : [],
  );
}

export interface LabelField {
  readonly on: ClassType;
  /** The field of the parent's value that has the code. */
  readonly from: string;
  readonly name: string;
  readonly field: Pick<StoredField, "kind" | "required" | "zh" | "en"> & { readonly list: CodeList };
  /** False where a description of the type, or of `Record`, speaks of its labels. */
  readonly isDescribed?: boolean;
}

/** A resolver class: the words of one field of codes. */
export function labelField({
  on,
  from,
  name,
  field: { kind, required, zh, en, list },
  isDescribed = true,
}: LabelField): ClassType {
  const word = (code: string, language: Language): string => labelOf(list, code, language);
  const label = (
    parent: Readonly<Record<string, unknown>>,
    language: Language,
  ): string | readonly string[] | null => {
    const value = parent[from] ?? null;
    if (Array.isArray(value)) return value.map((code) => word(String(code), language));
    return typeof value === "string" ? word(value, language) : null;
  };
  const resolver = makeType(
    `${on.name}_${name}`,
    Resolver(() => on),
  );
  const descriptor: PropertyDescriptor = { value: label, configurable: true };
  Object.defineProperty(resolver.prototype, name, descriptor);
  FieldResolver(() => (kind === "codes" ? [String] : String), {
    nullable: !required,
    ...(isDescribed && { description: describe(`${zh}的名称`, `${en}, in words`) }),
  })(resolver.prototype, name, descriptor);
  Root()(resolver.prototype, name, 0);
  InLanguage()(resolver.prototype, name, 1);
  return resolver;
}
