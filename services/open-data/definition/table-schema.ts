/**
 * Reads a Frictionless Table Schema that a department handed in
 * (https://specs.frictionlessdata.io/table-schema, the part of domain 08), or says everything that is wrong
 * with it. Nothing of it is trusted: patterns run in linear time, and sizes have limits.
 */
import { COORDINATES, type Code, type Coordinates, type PeriodKind } from "#kit";
import type { RE2JS } from "re2js";
import { readCategories } from "./categories.js";
import { createConstraintReader } from "./constraints.js";
import { fieldNameOf, IDENTIFIER } from "./field-names.js";

export const FIELD_TYPES = [
  "string",
  "number",
  "integer",
  "boolean",
  "date",
  "datetime",
  "time",
  "year",
  "yearmonth",
  "geopoint",
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

export const REFERENCES = ["areas", "departments", "parties"] as const;
export type ReferenceTarget = (typeof REFERENCES)[number];

/** A column of another feed that names each of its records; checked against what is published. */
export interface FeedKey {
  readonly feed: string;
  /** The column's name in the graph. */
  readonly column: string;
}

const PERIODS: readonly PeriodKind[] = ["month", "quarter", "schoolYear", "year"];
/** Nobody may show fewer persons than the district does. */
const FEWEST = { least: 3, most: 100 } as const;

export interface SchemaField {
  /** Name in the graph. */
  readonly field: string;
  /** The header. */
  readonly title: string;
  readonly description: string;
  readonly type: FieldType;
  readonly unit: string | null;
  /** Why a number of persons is shown, however few they are. */
  readonly shownThoughFew: string | null;
  readonly required: boolean;
  readonly unique: boolean;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly minLength: number | null;
  readonly maxLength: number | null;
  readonly pattern: RE2JS | null;
  readonly choices: readonly string[] | null;
  /** The codes of a list of its own. */
  readonly codes: readonly Code[] | null;
  /** The name of one of the hub's code lists. */
  readonly codeList: string | null;
  /** The text is a period of this kind. */
  readonly period: PeriodKind | null;
  /** The text names files that are handed in beside the rows: pictures, documents. */
  readonly isFiles: boolean;
  /** Of a point; null where an old definition does not say them. */
  readonly coordinates: Coordinates | null;
  readonly reference: ReferenceTarget | FeedKey | null;
}

export interface DatasetSchema {
  readonly fields: readonly SchemaField[];
  /** Names in the graph. Empty: the whole row is the key. */
  readonly primaryKey: readonly string[];
  readonly missingValues: readonly string[];
  /** The text by which pages and the search call a record; null: the first text. */
  readonly recordTitle: string | null;
  /** The smallest number of persons above zero that it shows, where it is more than the district's. */
  readonly fewestShown: number | null;
}

/** A problem, and the column that has it. */
export interface SchemaProblem {
  readonly code: ProblemCode;
  readonly column: string;
}
export type ProblemCode =
  | "JSON"
  | "FIELDS"
  | "TOO_MANY"
  | "ORDER"
  | "NAME"
  | "NAME_TWICE"
  | "RESERVED"
  | "TYPE"
  | "CONSTRAINT"
  | "PATTERN"
  | "PRIMARY_KEY"
  | "RECORD_TITLE"
  | "FOREIGN_KEY"
  | "PERIOD"
  | "COORDINATES"
  | "FILES"
  | "CATEGORIES"
  | "FEWEST"
  | "PERSONAL";

export const MAX_FIELDS = 100;
/** Up to here texts are indexed. */
export const SHORT_TEXT = 500;
/** The fields that every record has, and the words of a filter. */
const RESERVED = new Set([
  "id",
  "title",
  "day",
  "department",
  "feed",
  "provenance",
  "permalink",
  "fields",
  "versions",
  "and",
  "or",
  "not",
  "area",
  "party",
  "organ",
  "areaCode",
  "partyId",
  "organCode",
  "recordId",
  "openedIn",
  "closedIn",
  "withdrawnIn",
  "fileRow",
  "contentHash",
]);
/** Columns that speak of persons: open data has none of them. */
const PERSONAL = /身份证|证件号|学生姓名|家长|手机号|银行卡|护照/;

export function readTableSchema(text: string): DatasetSchema | readonly SchemaProblem[] {
  const schema = parseObject(text);
  if (!schema) return [{ code: "JSON", column: "" }];
  const listed = schema["fields"];
  if (!Array.isArray(listed) || listed.length === 0) return [{ code: "FIELDS", column: "" }];
  if (listed.length > MAX_FIELDS) return [{ code: "TOO_MANY", column: String(listed.length) }];
  const problems: SchemaProblem[] = [];
  const fields = listed.map((given: unknown, at) => readField(given, at, problems));
  const byName = new Map(fields.flatMap(({ name, field }) => [[name, field]]));
  refuseTwins(
    fields.map(({ field }) => field),
    problems,
  );
  const primaryKey = namesOf(schema["primaryKey"]).flatMap((name) =>
    known(name, byName, "PRIMARY_KEY", problems),
  );
  const recordTitle = readTitle(schema["recordTitle"] ?? null, byName, problems);
  const references = readReferences(schema["foreignKeys"], byName, problems);
  // A list needs an order, which only a short value can give.
  if (
    fields.every(
      ({ field }) => field.isFiles || (field.type === "string" && (field.maxLength ?? 0) > SHORT_TEXT),
    )
  )
    problems.push({ code: "ORDER", column: "" });
  const fewest = schema["fewestShown"] ?? null;
  const fewestShown = isWithin(fewest, FEWEST) ? fewest : null;
  if (fewest !== fewestShown) problems.push({ code: "FEWEST", column: JSON.stringify(fewest).slice(0, 60) });
  if (problems.length > 0) return problems;
  return {
    fewestShown,
    fields: fields.map(({ field }) => ({
      ...field,
      required: field.required || primaryKey.includes(field.field),
      reference: references.get(field.field) ?? null,
    })),
    primaryKey,
    missingValues: namesOf(schema["missingValues"]),
    recordTitle,
  };
}

function readTitle(
  name: unknown,
  byName: ReadonlyMap<string, SchemaField>,
  problems: SchemaProblem[],
): string | null {
  if (name === null) return null;
  const field = typeof name === "string" ? byName.get(name) : undefined;
  if (field?.type === "string" && !field.isFiles && field.codes === null && field.codeList === null)
    return field.field;
  problems.push({ code: "RECORD_TITLE", column: JSON.stringify(name).slice(0, 60) });
  return null;
}

interface NamedField {
  readonly name: string;
  readonly field: SchemaField;
}

function readField(given: unknown, at: number, problems: SchemaProblem[]): NamedField {
  const {
    name: rawName,
    title: rawTitle,
    description,
    type = "string",
    constraints: rawConstraints,
    fieldName,
    unit,
    shownThoughFew,
    period: rawPeriod,
    coordinates: rawCoordinates,
    files = false,
    categories,
    codeList: rawList,
  } = objectOf(given);
  const name = typeof rawName === "string" ? rawName.trim() : "";
  const title = typeof rawTitle === "string" && rawTitle.trim() !== "" ? rawTitle.trim() : name;
  const field = fieldNameOf(name, typeof fieldName === "string" ? fieldName : undefined);
  const say = (code: ProblemCode): void => {
    problems.push({ code, column: title === "" ? `#${at + 1}` : title.slice(0, 60) });
  };
  if (name === "" || name.length > 100) say("NAME");
  else if (RESERVED.has(field)) say("RESERVED");
  else if (!IDENTIFIER.test(field)) say("NAME");
  if (PERSONAL.test(name) || PERSONAL.test(title)) say("PERSONAL");
  const known = FIELD_TYPES.find((candidate) => candidate === type);
  if (!known) say("TYPE");
  const period = PERIODS.find((kind) => kind === rawPeriod) ?? null;
  if ((rawPeriod ?? null) !== period || (period !== null && known !== "string")) say("PERIOD");
  const coordinates = COORDINATES.find((system) => system === rawCoordinates) ?? null;
  if ((rawCoordinates ?? null) !== coordinates || (coordinates !== null && known !== "geopoint"))
    say("COORDINATES");
  if (typeof files !== "boolean" || (files && (known !== "string" || period !== null))) say("FILES");
  const constraints = objectOf(rawConstraints);
  const codes = (categories ?? null) === null ? null : readCategories(categories);
  const codeList = typeof rawList === "string" && LIST_NAME.test(rawList) ? rawList : null;
  const isOfCodes = codes !== null || codeList !== null;
  if (
    ((categories ?? null) !== null && codes === null) ||
    (rawList ?? null) !== codeList ||
    (codes !== null && codeList !== null) ||
    (isOfCodes &&
      (known !== "string" ||
        period !== null ||
        files === true ||
        Object.keys(constraints).some((name) => !OF_CODES.has(name))))
  )
    say("CATEGORIES");
  const read = createConstraintReader(constraints, say);
  const [minimum, maximum, minLength, maxLength] = [
    read.number("minimum"),
    read.number("maximum"),
    read.size("minLength"),
    read.size("maxLength"),
  ];
  if (
    (minimum !== null && maximum !== null && minimum > maximum) ||
    (minLength !== null && maxLength !== null && minLength > maxLength)
  )
    say("CONSTRAINT");
  return {
    name,
    field: {
      field,
      title,
      description: typeof description === "string" ? description.slice(0, 500) : "",
      type: known ?? "string",
      unit: typeof unit === "string" ? unit.slice(0, 20) : null,
      shownThoughFew:
        typeof shownThoughFew === "string" && shownThoughFew.trim() !== ""
          ? shownThoughFew.slice(0, 200)
          : null,
      required: read.flag("required"),
      unique: read.flag("unique"),
      minimum,
      maximum,
      minLength,
      maxLength,
      pattern: read.pattern(),
      choices: read.choices(),
      codes,
      codeList,
      period,
      coordinates,
      isFiles: files === true,
      reference: null,
    },
  };
}

function refuseTwins(fields: readonly SchemaField[], problems: SchemaProblem[]): void {
  const seen = new Set<string>();
  for (const { field, title } of fields) {
    // Tables know no capitals: two names that differ in nothing else would be one.
    if (seen.has(field.toLowerCase()))
      problems.push({ code: "NAME_TWICE", column: `${title.slice(0, 60)} (${field})` });
    seen.add(field.toLowerCase());
  }
}

function readReferences(
  given: unknown,
  byName: ReadonlyMap<string, SchemaField>,
  problems: SchemaProblem[],
): ReadonlyMap<string, ReferenceTarget | FeedKey> {
  const found = new Map<string, ReferenceTarget | FeedKey>();
  for (const entry of Array.isArray(given) ? given : []) {
    const { fields, reference } = objectOf(entry);
    const target = readTarget(objectOf(reference));
    const [name = "", ...others] = namesOf(fields);
    const field = byName.get(name);
    const isTwice = typeof target === "string" && [...found.values()].includes(target);
    const isText = field?.type === "string" && field.codes === null && field.codeList === null;
    if (target && isText && others.length === 0 && !found.has(field.field) && !isTwice)
      found.set(field.field, target);
    else problems.push({ code: "FOREIGN_KEY", column: name.slice(0, 60) });
  }
  return found;
}

/** `{ "resource": "areas" }`, or `{ "resource": "execution.tasks", "fields": "taskKey" }`. */
function readTarget({
  resource,
  fields,
}: Readonly<Record<string, unknown>>): ReferenceTarget | FeedKey | null {
  const directory = REFERENCES.find((candidate) => candidate === resource);
  if (directory) return directory;
  const [column = "", ...others] = namesOf(fields);
  return typeof resource === "string" &&
    FEED_ID.test(resource) &&
    IDENTIFIER.test(column) &&
    others.length === 0
    ? { feed: resource, column }
    : null;
}

/** Constraints that a field of codes may have besides them. */
const OF_CODES: ReadonlySet<string> = new Set(["required", "unique"]);
const LIST_NAME = /^[A-Z][A-Za-z0-9]{0,60}$/;
const FEED_ID = /^[a-z][a-z-]{0,40}\.[a-z][a-z-]{0,40}$/;

function isWithin(
  value: unknown,
  { least, most }: { readonly least: number; readonly most: number },
): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
}

function known(
  name: string,
  byName: ReadonlyMap<string, SchemaField>,
  code: ProblemCode,
  problems: SchemaProblem[],
): readonly string[] {
  const field = byName.get(name);
  if (field) return [field.field];
  problems.push({ code, column: name.slice(0, 60) });
  return [];
}

function namesOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.map(String) : [];
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? objectOf(value) : null;
  } catch {
    return null;
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}
