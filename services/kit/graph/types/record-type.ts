/**
 * The GraphQL type of a feed's records, made from its contract: every stored field that readers may see, with
 * its Chinese header for a description, and `id`, `department`, `provenance`. Resolvers of a domain add to it
 * as to any type-graphql class.
 *
 * It carries `@key(fields: "id")`, one more `@key` for each natural key, and `@feed`, by which the gateway
 * knows which release makes an answer stale. A contract that takes a reserved name is the developer's
 * mistake, a plain Error.
 */
import { ALL_FEEDS } from "#schema/feed-directive.js";
import { subgraphOf, type FeedContract } from "../../feed/contract.js";
import { storedFields, type StoredField } from "../../feed/stored-fields.js";
import { describeLegalBases } from "../../feed/legal-basis.js";
import type { PublishedRecord, RecordOf } from "../../store/read/published-record.js";
import { keyFieldOf } from "../../store/read/query-fields.js";
import { codeEnum } from "./code-enum.js";
import { Directive, ID, Int, ObjectType, type ClassType } from "./decorators.js";
import { describe } from "./describe.js";
import { departmentStub } from "./entity-stub.js";
import { releaseType } from "./own-entity.js";
import { addField, makeType } from "./make-type.js";
import { DateScalar, DecimalScalar, LongScalar } from "./scalars.js";

/** The class for a feed, the same one each time. */
export function recordType<Contract extends FeedContract>(contract: Contract): ClassType<RecordOf<Contract>> {
  const type = types.get(contract) ?? makeRecordType(contract);
  types.set(contract, type);
  contracts.set(type, contract);
  return type as ClassType<RecordOf<Contract>>; // the class was made from this very contract
}

/**
 * The feed that a type's records come from; undefined for a type that was written by hand or stands for
 * another subgraph's.
 */
export function contractOf(type: object): FeedContract | undefined {
  return contracts.get(type);
}

/** A stored field's type in the graph; lists of codes are lists of this. */
export function graphTypeOf({ kind, list, field }: StoredField): object {
  switch (kind) {
    case "date":
      return DateScalar;
    case "decimal":
      return DecimalScalar;
    case "integer":
      return LongScalar;
    case "boolean":
      return Boolean;
    case "text":
      return String;
    default:
      if (!list) throw new Error(`The field ${field} holds codes without a code list`);
      return codeEnum(list);
  }
}

/** `@feed` of a contract, for types that are filled from it. */
export function feedDirective({ id }: Pick<FeedContract, "id">): string {
  return `@feed(id: "${id}")`;
}

/** `@feed` of what a release of any feed may change. */
export const ANY_FEED_DIRECTIVE = `@feed(id: "${ALL_FEEDS}")`;

const types = new WeakMap<FeedContract, ClassType<PublishedRecord>>();
const contracts = new WeakMap<object, FeedContract>();

const RESERVED = new Set([
  "id",
  "day",
  "department",
  "feed",
  "fields",
  "permalink",
  "provenance",
  "versions",
  "and",
  "or",
  "not",
]);

function makeRecordType(contract: FeedContract): ClassType<PublishedRecord> {
  const { zh, en } = contract.title;
  const description = describe(zh, en, contract.description, {
    zh: "依据",
    en: `Legal basis: ${describeLegalBases(contract)}`,
  });
  const type = makeType<PublishedRecord>(
    contract.type,
    ObjectType(contract.type, { description, simpleResolvers: true }),
  );
  Directive(feedDirective(contract))(type);
  Directive('@key(fields: "id")')(type);
  for (const key of contract.naturalKeys) {
    if (!keyFieldOf(contract, key).required)
      throw new Error(`Feed ${contract.id}: the natural key ${key} is not required`);
    Directive(`@key(fields: "${key}")`)(type);
  }
  // What these mean stands with the interface `Record`.
  addField(type, "id", ID, null);
  addField(type, "department", departmentType(contract, type), null, {
    nullable: contract.departments !== undefined,
  });
  addField(type, "provenance", provenanceType(subgraphOf(contract.id)), null);
  for (const field of storedFields(contract)) if (field.exposed) addStoredField(contract, type, field);
  return type;
}

/** Departments themselves are handed in by a department: `own` is the type that is being made. */
function departmentType(contract: FeedContract, own: ClassType): ClassType {
  const departments = contract.departments?.();
  if (departments === undefined) return departmentStub(subgraphOf(contract.id));
  return departments === contract ? own : recordType(departments);
}

function addStoredField(contract: FeedContract, type: ClassType, field: StoredField): void {
  if (RESERVED.has(field.field))
    throw new Error(`Feed ${contract.id}: the field name ${field.field} is reserved`);
  const fieldType = graphTypeOf(field);
  const unit =
    field.unit !== null && !field.zh.includes(field.unit) ? { zh: "单位", en: `Unit: ${field.unit}` } : null;
  addField(
    type,
    field.field,
    field.kind === "codes" ? [fieldType] : fieldType,
    describe(field.zh, field.en, unit, field.note),
    { nullable: !field.required },
  );
}

/** Where a record comes from, and which it is. */
export type Provenance = PublishedRecord["provenance"] & {
  readonly contract: FeedContract;
  readonly id: string;
};

const provenanceTypes = new Map<string, ClassType<Provenance>>();

export function provenanceType(subgraph: string): ClassType<Provenance> {
  const known = provenanceTypes.get(subgraph);
  if (known) return known;
  const type = makeType<Provenance>(
    "Provenance",
    ObjectType("Provenance", {
      description: describe("记录的来源", "Where a record comes from"),
      simpleResolvers: true,
    }),
  );
  Directive("@shareable")(type);
  addField(
    type,
    "release",
    releaseType(subgraph),
    describe("公开这一版本的发布", "Release that made this version public"),
  );
  addField(type, "row", Int, describe("报送文件中的行号", "Row in the file that was handed in"));
  provenanceTypes.set(subgraph, type);
  return type;
}
