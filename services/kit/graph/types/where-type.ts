/**
 * The filter of a feed's lists: `PenaltyWhere`, with one comparison type per kind of field (`DateFilter`) and
 * per code list (`PartyKindFilter`). It offers exactly the conditions that the store can answer from an
 * index.
 */
import type { FeedContract } from "../../feed/contract.js";
import { storedFields, type StoredField } from "../../feed/stored-fields.js";
import { OPERATORS, queryFieldsOf } from "../../store/read/query-fields.js";
import { InputType, type ClassType } from "./decorators.js";
import { describe } from "./describe.js";
import { addField, makeType } from "./make-type.js";
import { graphTypeOf } from "./record-type.js";

export function whereType(contract: FeedContract): ClassType {
  const known = whereTypes.get(contract);
  if (known) return known;
  const name = `${contract.type}Where`;
  const type = makeType(
    name,
    InputType(name, {
      description: describe(`${contract.title.zh}的筛选条件`, "The filter of the list"),
    }),
  );
  const add = (field: string, fieldType: object): void =>
    addField(type, field, fieldType, null, { nullable: true });
  add("and", [type]);
  add("or", [type]);
  add("not", type);
  const fields = new Map(storedFields(contract).map((field) => [field.field, field]));
  for (const filter of queryFieldsOf(contract).filters.keys()) {
    const field = fields.get(filter);
    add(filter, field ? filterType(field) : textFilter());
  }
  whereTypes.set(contract, type);
  return type;
}

const whereTypes = new WeakMap<FeedContract, ClassType>();

const NAMES = {
  text: "Text",
  date: "Date",
  decimal: "Decimal",
  integer: "Long",
  boolean: "Boolean",
} as const;

function filterType(field: StoredField): ClassType {
  const operand = graphTypeOf(field);
  if (field.kind === "code") return comparisonType(`${field.list?.name}Filter`, field.kind, operand);
  if (field.kind === "codes") return comparisonType(`${field.list?.name}ListFilter`, field.kind, operand);
  return comparisonType(`${NAMES[field.kind]}Filter`, field.kind, operand);
}

/** The comparisons of a text, for the filter of a list that is no feed's. */
export function textFilter(): ClassType {
  return comparisonType("TextFilter", "text", String);
}

function comparisonType(name: string, kind: StoredField["kind"], operand: object): ClassType {
  // Two domains may have code lists of one name: each list has its own class, which is known by the operand.
  const known = comparisonTypes.get(operand)?.get(name);
  if (known) return known;
  const type = makeType(
    name,
    InputType(name, {
      description: kind === "codes" ? SEVERAL : ONE,
    }),
  );
  for (const operator of OPERATORS[kind]) {
    const isList = operator === "in" || operator === "hasAny";
    addField(type, operator, operator === "isNull" ? Boolean : isList ? [operand] : operand, null, {
      nullable: true,
    });
  }
  comparisonTypes.set(operand, new Map([...(comparisonTypes.get(operand) ?? []), [name, type]]));
  return type;
}

const ONE = describe(
  "比较条件，各项须同时满足：等于、等于其中之一、以此开头、大于（或等于）、小于（或等于）、是否为空",
  "Comparisons, all of which must hold: `eq` equal to, `in` one of, `startsWith`, `gt` and `gte` greater, `lt` and `lte` less, `isNull` empty or not",
);
const SEVERAL = describe(
  "比较条件，各项须同时满足：包含、至少包含其中之一、是否为空",
  "Comparisons, all of which must hold: `has` holds this, `hasAny` at least one of these, `isNull` empty or not",
);

const comparisonTypes = new Map<object, ReadonlyMap<string, ClassType>>();
