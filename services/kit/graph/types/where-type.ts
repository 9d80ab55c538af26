/**
 * The filter of a feed's lists: `PenaltyWhere`, with one comparison type per kind of field (`DateFilter`) and
 * per code list (`PartyKindFilter`). It offers exactly the conditions that the store can answer from an
 * index.
 */
import type { FeedContract } from "../../feed/contract.js";
import { storedFields, type StoredField } from "../../feed/stored-fields.js";
import { OPERATORS, queryFieldsOf, type Operator } from "../../store/read/query-fields.js";
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
      description: describe(
        `${contract.title.zh}的筛选条件，各项须同时满足`,
        "Conditions, all of which must hold",
      ),
    }),
  );
  const add = (field: string, fieldType: object, description: string): void =>
    addField(type, field, fieldType, description, { nullable: true });
  add("and", [type], describe("均须满足", "All of these"));
  add("or", [type], describe("至少满足一项", "At least one of these"));
  add("not", type, describe("不满足", "Not this"));
  const fields = new Map(storedFields(contract).map((field) => [field.field, field]));
  for (const filter of queryFieldsOf(contract).filters.keys()) {
    const field = fields.get(filter);
    if (field) add(filter, filterType(field), describe(field.zh, field.en));
    else
      add(
        filter,
        comparisonType("TextFilter", "text", String),
        describe("报送部门编码", "Code of the department that handed it in"),
      );
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

const TEXTS: Readonly<Record<Operator, readonly [string, string]>> = {
  eq: ["等于", "Equal to"],
  in: ["等于其中之一", "Equal to one of these"],
  startsWith: ["以此开头", "Starts with this"],
  gt: ["大于", "Greater than"],
  gte: ["大于或等于", "Greater than or equal to"],
  lt: ["小于", "Less than"],
  lte: ["小于或等于", "Less than or equal to"],
  has: ["包含", "Holds this"],
  hasAny: ["至少包含其中之一", "Holds at least one of these"],
  isNull: ["为空（true）或不为空（false）", "Is empty (true) or not (false)"],
};

function comparisonType(name: string, kind: StoredField["kind"], operand: object): ClassType {
  // Two domains may have code lists of one name: each list has its own class, which is known by the operand.
  const known = comparisonTypes.get(operand)?.get(name);
  if (known) return known;
  const type = makeType(
    name,
    InputType(name, {
      description: describe("比较条件，各项须同时满足", "Comparisons, all of which must hold"),
    }),
  );
  for (const operator of OPERATORS[kind]) {
    const isList = operator === "in" || operator === "hasAny";
    const [zh, en] = TEXTS[operator];
    addField(
      type,
      operator,
      operator === "isNull" ? Boolean : isList ? [operand] : operand,
      describe(zh, en),
      { nullable: true },
    );
  }
  comparisonTypes.set(operand, new Map([...(comparisonTypes.get(operand) ?? []), [name, type]]));
  return type;
}

const comparisonTypes = new Map<object, ReadonlyMap<string, ClassType>>();
