/**
 * Writes the merged data as JSON text for the client: the selected fields, in the client's order, with null
 * propagated from a missing non-null value to the nearest nullable parent. It is compiled once for each
 * operation; there is no second execution, and no copy of the data.
 */
import {
  getNullableType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  type GraphQLAbstractType,
  type GraphQLCompositeType,
  type GraphQLLeafType,
  type GraphQLOutputType,
  type SelectionSetNode,
} from "graphql";
import { HubError } from "#schema/errors.js";
import { AT_ONCE, type Meter } from "#schema/runtime/meter.js";
import { sliceSize } from "#schema/runtime/slices.js";
import type { SubgraphError } from "#schema/subgraph.js";
import { createToClientPath, type ToClientPath } from "../prepare/client-path.js";
import { asksForType, collectFields, type Selecting } from "../prepare/collect-fields.js";
import { isObject, type Json, type JsonObject } from "../json.js";
import { tellLoss } from "../run/loss.js";
import type { Run } from "../run/run.js";
import { toSubgraphError } from "../run/to-subgraph-error.js";

export interface Writing {
  /** The writer's current path, for errors. */
  readonly path: (string | number)[];
  /** The errors in the data itself; errors that subgraphs reported are not repeated. */
  readonly faults: SubgraphError[];
  /** The errors of lost values. */
  readonly told: SubgraphError[];
  /** Places that are null because of a missing value below. */
  readonly nulled: (readonly (string | number)[])[];
  /** Objects that are at several places. */
  readonly shared: ReadonlySet<JsonObject>;
  /** Texts of shared objects, by object and compiled selection. */
  readonly texts: Map<JsonObject, Map<object, string>>;
  readonly meter: Meter;
  /** Number of fields that may be written before the writer yields to other operations. */
  left: number;
  /** The positions at which writing was interrupted, the outermost list or object last. */
  readonly frames: Frame[];
}

/**
 * The position in a list or object: the text before the current item or field, and the number of errors
 * before it.
 */
interface Frame {
  readonly at: number;
  readonly text: string;
  readonly told: number;
}

export function startWriting({ shared, meter }: Pick<Run, "shared" | "meter">): Writing {
  return {
    path: [],
    faults: [],
    told: [],
    nulled: [],
    shared,
    texts: new Map(),
    meter,
    left: WRITTEN_FOR_ONE_MADE * AT_ONCE,
    frames: [],
  };
}

/** Returns a small answer synchronously. Throws or rejects with ANSWER_TOO_LARGE. */
export function writeInSlices(
  write: WriteAnswer,
  object: JsonObject,
  writing: Writing,
): string | Promise<string> {
  const text = write(object, writing);
  return text === UNFINISHED ? goOn(write, object, writing) : checked(text, writing);
}

async function goOn(write: WriteAnswer, object: JsonObject, writing: Writing): Promise<string> {
  for (;;) {
    const fields = WRITTEN_FOR_ONE_MADE * sliceSize();
    await writing.meter.turn(sliceSize());
    writing.left = fields;
    const text = write(object, writing);
    if (text !== UNFINISHED) return checked(text, writing);
  }
}

/** Fields that are written in the time of making one field. */
const WRITTEN_FOR_ONE_MADE = 10;

/** Checks the size of the text; a UTF-16 unit has at most three bytes in UTF-8. */
function checked(text: string, { meter }: Writing): string {
  if (text.length * 3 > meter.limits.bytes) meter.allow(0, Buffer.byteLength(text));
  return text;
}

export type WriteAnswer = (object: JsonObject, writing: Writing) => string;

/** Returns JSON text; NOTHING: a null that is not allowed here; UNFINISHED: call it again to continue. */
type Write = (value: Json, writing: Writing) => string;

const NOTHING = "";
/** Not a JSON text. */
const UNFINISHED = "\0";

/** Writes an object of that type, or `null`. */
export function compileAnswer(
  type: GraphQLCompositeType,
  set: SelectionSetNode,
  selecting: Selecting,
): WriteAnswer {
  const write = isAbstractType(type)
    ? compileAbstract(type, [set], selecting)
    : compileObject(type, [set], selecting);
  return (object, writing) => write(object, writing) || "null";
}

function compileType(
  type: GraphQLOutputType,
  sets: readonly SelectionSetNode[],
  selecting: Selecting,
): Write {
  const inner = compileNullable(getNullableType(type), sets, selecting);
  const isRequired = isNonNullType(type);
  let below: ToClientPath | null = null;
  return (value, writing) => {
    if (value === null || value === undefined || typeof value === "function")
      return isRequired ? missing(writing) : "null";
    if (typeof value === "symbol") {
      writing.told.push(...tellLoss(value, writing.path, (below ??= createToClientPath(sets, selecting))));
      writing.meter.allow(writing.told.length, 0);
      return isRequired ? NOTHING : "null";
    }
    const text = inner(value, writing);
    if (text !== NOTHING || isRequired) return text;
    writing.nulled.push([...writing.path]);
    return "null";
  };
}

function compileNullable(
  type: ReturnType<typeof getNullableType<GraphQLOutputType>>,
  sets: readonly SelectionSetNode[],
  selecting: Selecting,
): Write {
  if (isListType(type)) return compileList(compileType(type.ofType, sets, selecting));
  if (isLeafType(type)) return compileLeaf(type);
  if (isObjectType(type)) return compileObject(type, sets, selecting);
  return compileAbstract(type, sets, selecting);
}

/**
 * Writes an object of an abstract type by its `__typename`; each concrete type is compiled at its first
 * object. If the selection does not depend on the type, a plan may omit `__typename`, and a subgraph that
 * knows only the interface sends the interface's name: then the fields selected on all types are written. If
 * the selection does depend on the type, an object with an unknown type counts as missing.
 */
function compileAbstract(
  type: GraphQLAbstractType,
  sets: readonly SelectionSetNode[],
  selecting: Selecting,
): Write {
  const ofAll = compileObject(type, sets, selecting);
  const isTypeNeeded = selecting.partlyVisible.has(type) || asksForType(type, sets, selecting);
  const known = new Map<string, Write | null>();
  return (value, writing) => {
    const name = isObject(value) ? value["__typename"] : undefined;
    if (typeof name !== "string") return ofAll(value, writing);
    let write = known.get(name);
    if (write === undefined) {
      const concrete = selecting.schema.getType(name);
      // Unknown names are not cached, because a subgraph may send any number of them.
      if (concrete === undefined) return missing(writing);
      if (isObjectType(concrete))
        write = selecting.schema.isSubType(type, concrete) ? compileObject(concrete, sets, selecting) : null;
      else write = isAbstractType(concrete) && !isTypeNeeded ? ofAll : null;
      known.set(name, write);
    }
    // Null: the type is not visible to clients, or is not a possible type.
    return write ? write(value, writing) : missing(writing);
  };
}

function compileList(write: Write): Write {
  return (value, writing) => {
    if (!Array.isArray(value)) return fault(writing, "expected a list");
    let { at, text } = writing.frames.pop() ?? START_OF_LIST;
    for (; at < value.length; at += 1) {
      if (writing.left <= 0) return leaveOff(writing, { at, text, told: 0 });
      writing.left -= 1;
      writing.path.push(at);
      const item = write(value[at], writing);
      writing.path.pop();
      if (item === NOTHING) return NOTHING;
      if (item === UNFINISHED) return leaveOff(writing, { at, text, told: 0 });
      text += at === 0 ? item : `,${item}`;
      if (text.length > writing.meter.limits.bytes) writing.meter.allow(0, text.length);
    }
    return `${text}]`;
  };
}

const START_OF_LIST: Frame = { at: 0, text: "[", told: 0 };

function leaveOff({ frames }: Writing, frame: Frame): string {
  frames.push(frame);
  return UNFINISHED;
}

function compileObject(
  type: GraphQLCompositeType,
  sets: readonly SelectionSetNode[],
  selecting: Selecting,
): Write {
  const isObjectKnown = isObjectType(type);
  const typename = JSON.stringify(type.name);
  let fields:
    | readonly {
        readonly key: string;
        readonly shown: string;
        readonly prefix: string;
        readonly write: Write;
      }[]
    | null = null;
  // Compiled at the first object, because many parts of a large selection never have one.
  const compile = (): NonNullable<typeof fields> =>
    collectFields(type, sets, selecting).map(({ key, shown, name, field, selections, isDenied }, at) => ({
      key,
      shown,
      prefix: `${at === 0 ? "" : ","}${JSON.stringify(shown)}:`,
      write: field
        ? isDenied
          ? compileDenied(`${type.name}.${name}`, field.type)
          : compileType(field.type, selections, selecting)
        : name === "__typename"
          ? isObjectKnown
            ? () => typename
            : givenTypename
          : (introspected) => JSON.stringify(introspected ?? null),
    }));
  return (value, writing) => {
    if (!isObject(value)) return fault(writing, `expected an object of type ${type.name}`);
    fields ??= compile();
    const known = writing.shared.has(value) ? writing.texts.get(value)?.get(fields) : undefined;
    if (known !== undefined) return known;
    const frame = writing.frames.pop();
    const told = frame?.told ?? writing.told.length;
    let [at, text] = frame ? [frame.at, frame.text] : [0, "{"];
    writing.left -= fields.length;
    for (let field = fields[at]; field; field = fields[(at += 1)]) {
      writing.path.push(field.shown);
      const part = field.write(value[field.key], writing);
      writing.path.pop();
      if (part === NOTHING) return NOTHING;
      if (part === UNFINISHED) return leaveOff(writing, { at, text, told });
      text += field.prefix + part;
      if (text.length > writing.meter.limits.bytes) writing.meter.allow(0, text.length);
    }
    text += "}";
    // A text with losses is not reused, because their errors are reported at each place.
    if (writing.shared.has(value) && writing.told.length === told) keep(writing, value, fields, text);
    return text;
  };
}

/** Writes null with an error for a denied field, which was not fetched. */
function compileDenied(coordinate: string, type: GraphQLOutputType): Write {
  const denied = toSubgraphError(new HubError("UNAUTHORIZED_FIELD_OR_TYPE", { coordinate }));
  const text = isNonNullType(type) ? NOTHING : "null";
  return (_, writing) => {
    writing.told.push({ ...denied, path: [...writing.path] });
    writing.meter.allow(writing.told.length, 0);
    return text;
  };
}

function keep({ texts }: Writing, object: JsonObject, selection: object, text: string): void {
  const known = texts.get(object);
  if (known) known.set(selection, text);
  else texts.set(object, new Map([[selection, text]]));
}

function compileLeaf(type: GraphQLLeafType): Write {
  if (isEnumType(type)) {
    const names = new Map(type.getValues().map(({ name }) => [name, JSON.stringify(name)]));
    return (value, writing) =>
      (typeof value === "string" ? names.get(value) : undefined) ??
      fault(writing, `expected a value of ${type.name}`);
  }
  switch (type.name) {
    case "String":
    case "ID":
      return (value, writing) =>
        typeof value === "string"
          ? JSON.stringify(value)
          : (typeof value === "number" && Number.isFinite(value)) || typeof value === "boolean"
            ? `"${String(value)}"`
            : fault(writing, `expected a ${type.name}`);
    case "Int":
      return (value, writing) =>
        typeof value === "number" && (value | 0) === value
          ? String(value)
          : fault(writing, "expected an Int");
    case "Float":
      return (value, writing) =>
        typeof value === "number" && Number.isFinite(value)
          ? String(value)
          : fault(writing, "expected a Float");
    case "Boolean":
      return (value, writing) =>
        typeof value === "boolean" ? String(value) : fault(writing, "expected a Boolean");
    default:
      return (value) => (isScalarType(type) ? (JSON.stringify(value) ?? "null") : "null");
  }
}

/** Writes the `__typename` of an object of an abstract type. */
const givenTypename: Write = (value, writing) =>
  typeof value === "string" ? JSON.stringify(value) : missing(writing);

function missing({ faults, path }: Writing): string {
  faults.push({ message: "Cannot return null for a field that is never null", path: [...path] });
  return NOTHING;
}

function fault({ faults, path }: Writing, message: string): string {
  faults.push({ message, path: [...path] });
  return NOTHING;
}
