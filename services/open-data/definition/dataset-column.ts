/** A field of a table schema as a column: its type and constraints decide what a cell may hold. */
import {
  columns,
  isPoint,
  type Bilingual,
  type CodeList,
  type Column,
  type Coordinates,
  type RowRule,
  type SetRule,
  type Value,
} from "#kit";
import { SHORT_TEXT, type SchemaField } from "./table-schema.js";

const DEFAULT_LENGTH = 500;
/** The name of a date after which something no longer holds. */
const LAST_DAY = /至$|止|到期|失效|有效期/;

/** `list`: the codes of the field, if it has any. */
export function columnOf(
  field: SchemaField,
  missingValues: readonly string[],
  show: Column["show"],
  list: CodeList | null,
): Column {
  const column = { ...bareColumn(field, list), show };
  const missing = new Set(missingValues.filter((text) => text !== ""));
  const blank: Value = null;
  if (missing.size === 0) return column;
  return {
    ...column,
    parse: (text, context) =>
      missing.has(text)
        ? { ok: !field.required, value: blank, fault: { code: "VALUE_REQUIRED" } }
        : column.parse(text, context),
  };
}

function bareColumn(
  {
    field,
    title,
    description,
    type,
    unit,
    shownThoughFew: why,
    required,
    maxLength,
    choices,
    period,
    coordinates,
    isFiles,
  }: SchemaField,
  list: CodeList | null,
): Column {
  const options = {
    zh: title,
    en: description === "" ? field : description,
    required,
    ...(why === null ? {} : { shownThoughFew: { zh: why, en: "The publisher says why" } }),
    ...(field === title ? {} : { aliases: [field] }),
  };
  const length = maxLength ?? DEFAULT_LENGTH;
  const indexed = { indexed: true } as const;
  switch (type) {
    case "number":
      return signed(
        columns.decimal({ ...options, ...indexed, scale: 10, ...(unit === null ? {} : { unit }) }),
        DECIMAL,
      );
    case "integer":
      return signed(columns.integer({ ...options, ...indexed, ...(unit === null ? {} : { unit }) }), INTEGER);
    case "boolean":
      return columns.boolean({ ...options, ...indexed });
    case "date":
      return columns.date({ ...options, ...indexed, endless: LAST_DAY.test(title) });
    case "year":
      return columns.period("year", { ...options, ...indexed });
    case "yearmonth":
      return columns.period("month", { ...options, ...indexed });
    case "string":
      if (list) return columns.code(list, { ...options, ...indexed });
      if (isFiles) return columns.files(options);
      if (period !== null) return columns.period(period, { ...options, ...indexed });
      return columns.text({
        ...options,
        maxLength: length,
        example: choices?.[0] ?? "示例",
        ...(length <= SHORT_TEXT ? indexed : {}),
      });
    case "time":
      return columns.time({ ...options, ...indexed });
    case "datetime":
      return columns.moment({ ...options, ...indexed });
    default:
      return {
        ...columns.text({
          ...options,
          ...(coordinates === null
            ? {}
            : { note: COORDINATES_NOTE[coordinates], readersNote: COORDINATES_NOTE[coordinates] }),
          maxLength: 40,
          ...indexed,
          example: EXAMPLE_POINT,
        }),
        ...(coordinates === null ? {} : { coordinates }),
      };
  }
}

/** The kit's measures begin at 0; a table schema's may be below. */
function signed(column: Column, pattern: RegExp): Column {
  return {
    ...column,
    parse: (text, context) => {
      const parsed = text.startsWith("-") && pattern.test(text) ? column.parse(text.slice(1), context) : null;
      if (!parsed) return column.parse(text, context);
      if (!parsed.ok || parsed.value === 0 || parsed.value === "0") return parsed;
      return {
        ...parsed,
        value: typeof parsed.value === "number" ? -parsed.value : `-${String(parsed.value)}`,
      };
    },
  };
}

const DECIMAL = /^-\d+(?:\.\d+)?$/;
const INTEGER = /^-\d+$/;
/** What a reader must know before a point is put on a map. */
const COORDINATES_NOTE: Readonly<Record<Coordinates, Bilingual>> = {
  "WGS-84": { zh: "先经度，后纬度；坐标系WGS-84", en: "Longitude, latitude in WGS-84" },
  "GCJ-02": {
    zh: "先经度，后纬度；坐标系GCJ-02，与卫星定位结果相差数百米",
    en: "Longitude, latitude in GCJ-02, some hundred metres from what satellites measure",
  },
};
const EXAMPLE_POINT = "116.84,40.37";

/** The constraints that cells of a field must keep besides its type. */
export function rulesOf(field: SchemaField): readonly RowRule[] {
  const { field: name, type, minimum, maximum, minLength, pattern, choices } = field;
  const rule = (
    code: string,
    zh: string,
    en: string,
    holds: (value: string | number) => boolean,
  ): RowRule => ({
    code,
    severity: "ERROR",
    text: { zh: `${zh}。请改正后重新报送。`, en },
    check: (row) => {
      const value = row[name];
      return (typeof value === "string" || typeof value === "number") && !holds(value)
        ? [{ field: name }]
        : [];
    },
  });
  return [
    ...(type === "geopoint"
      ? [
          rule("DS-FORMAT", `应如 ${EXAMPLE_POINT}`, `Expected for example ${EXAMPLE_POINT}.`, (value) =>
            isPoint(String(value)),
          ),
          outsideRule(name),
        ]
      : []),
    ...(minimum === null
      ? []
      : [
          rule(
            "DS-MINIMUM",
            `不能小于 ${minimum}`,
            `Not below ${minimum}.`,
            (value) => Number(value) >= minimum,
          ),
        ]),
    ...(maximum === null
      ? []
      : [
          rule(
            "DS-MAXIMUM",
            `不能大于 ${maximum}`,
            `Not above ${maximum}.`,
            (value) => Number(value) <= maximum,
          ),
        ]),
    ...(minLength === null
      ? []
      : [
          rule(
            "DS-LENGTH",
            `至少${minLength}个字符`,
            `At least ${minLength} characters.`,
            (value) => [...String(value)].length >= minLength,
          ),
        ]),
    ...(pattern === null
      ? []
      : [
          rule(
            "DS-PATTERN",
            `应符合格式 ${pattern.pattern()}`,
            `It must match ${pattern.pattern()}.`,
            (value) => pattern.matches(String(value)),
          ),
        ]),
    ...(choices === null
      ? []
      : [
          rule(
            "DS-ENUM",
            `应为：${choices.join("、").slice(0, 300)}`,
            `Expected one of ${choices.join(", ").slice(0, 300)}.`,
            (value) => choices.includes(String(value)),
          ),
        ]),
  ];
}

/** Longitudes and latitudes in which the district lies, with some room. */
const DISTRICT = { west: 116.5, east: 117.6, south: 40.1, north: 40.95 } as const;

/** A point elsewhere is often one whose numbers changed places. */
function outsideRule(field: string): RowRule {
  return {
    code: "DS-PLACE",
    severity: "WARNING",
    text: {
      zh: "这一点不在本区范围内，请核对经度、纬度的顺序和数值。",
      en: "That point is not in the district: check longitude and latitude, and their order.",
    },
    check: (row) => {
      const [longitude = NaN, latitude = NaN] = String(row[field] ?? "")
        .split(",")
        .map(Number);
      if (Number.isNaN(longitude + latitude)) return [];
      const { west, east, south, north } = DISTRICT;
      return longitude >= west && longitude <= east && latitude >= south && latitude <= north
        ? []
        : [{ field }];
    },
  };
}

/** A value that may stand once in a file. */
export function uniqueRule({ field }: SchemaField): SetRule {
  return {
    code: "DS-UNIQUE",
    severity: "ERROR",
    text: {
      zh: "与第{first}行重复，此列的值应各不相同。请改正后重新报送。",
      en: "The same as in row {first}; values of this column differ.",
    },
    open: () => {
      const lines = new Map<Value, number>();
      const faults: {
        readonly line: number;
        readonly field: string;
        readonly details: { readonly first: number };
      }[] = [];
      return {
        add: (row, line) => {
          const value = row[field] ?? null;
          const first = lines.get(value);
          if (value !== null && first !== undefined) faults.push({ line, field, details: { first } });
          else lines.set(value, line);
        },
        end: () => faults,
      };
    },
  };
}
