/**
 * Lists the changes for clients from one schema to the next, with the coordinates whose users each change
 * affects. graphql-js' own `findBreakingChanges` has neither coordinates nor affected ones; a test checks
 * that the two agree.
 */
import {
  astFromValue,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isSpecifiedDirective,
  isSpecifiedScalarType,
  isUnionType,
  getNamedType,
  print,
  type GraphQLArgument,
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type GraphQLType,
  type GraphQLUnionType,
} from "graphql";
import type { Words } from "../graph/composition/finding.js";

export interface SchemaChange {
  readonly coordinate: string;
  readonly severity: "BREAKING" | "DANGEROUS" | "SAFE";
  readonly message: Words;
  /** Coordinates of the old schema: the change affects only clients that use one of them. */
  readonly hurts: readonly string[];
}

export function diffSchemas(before: GraphQLSchema, after: GraphQLSchema): readonly SchemaChange[] {
  const places = findPlaces(before);
  const changes: SchemaChange[] = [];
  const { removed, added, kept } = pair(typesOf(before), typesOf(after));
  for (const type of removed)
    changes.push({
      coordinate: type.name,
      severity: "BREAKING",
      message: { zh: `删除了类型 ${type.name}`, en: `The type ${type.name} is removed` },
      hurts: [type.name, ...membersOf(type), ...places(type.name)],
    });
  for (const type of added)
    changes.push(safe(type.name, { zh: `新增类型 ${type.name}`, en: `The type ${type.name} is new` }));
  for (const [old, now] of kept) changes.push(...diffTypes(old, now, places));
  const directives = pair(directivesOf(before), directivesOf(after));
  for (const { name } of directives.removed)
    changes.push({
      coordinate: `@${name}`,
      severity: "BREAKING",
      message: { zh: `删除了指令 @${name}`, en: `The directive @${name} is removed` },
      hurts: [`@${name}`],
    });
  for (const { name } of directives.added)
    changes.push(safe(`@${name}`, { zh: `新增指令 @${name}`, en: `The directive @${name} is new` }));
  return changes;
}

/** The fields, arguments and input fields that have the named type: their users see or send its values. */
type Places = (type: string) => readonly string[];

/** Computed at the first use, because most publications only add elements. */
function findPlaces(schema: GraphQLSchema): Places {
  let known: Places | null = null;
  return (type) => (known ??= collectPlaces(schema))(type);
}

function collectPlaces(schema: GraphQLSchema): Places {
  const places = new Map<string, string[]>();
  const add = (type: GraphQLType, coordinate: string): void => {
    const { name } = getNamedType(type);
    const known = places.get(name);
    if (known) known.push(coordinate);
    else places.set(name, [coordinate]);
  };
  for (const type of typesOf(schema)) {
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) add(field.type, `${type.name}.${field.name}`);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      add(field.type, `${type.name}.${field.name}`);
      for (const argument of field.args) add(argument.type, `${type.name}.${field.name}(${argument.name}:)`);
    }
  }
  return (type) => places.get(type) ?? [];
}

/** All types but introspection and the specification's scalars, which exist even if unused. */
function typesOf(schema: GraphQLSchema): readonly GraphQLNamedType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
}

function directivesOf(schema: GraphQLSchema): readonly { readonly name: string }[] {
  return schema.getDirectives().filter((directive) => !isSpecifiedDirective(directive));
}

function membersOf(type: GraphQLNamedType): readonly string[] {
  if (isEnumType(type)) return type.getValues().map(({ name }) => `${type.name}.${name}`);
  return isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
    ? Object.keys(type.getFields()).map((name) => `${type.name}.${name}`)
    : [];
}

function diffTypes(
  before: GraphQLNamedType,
  after: GraphQLNamedType,
  places: Places,
): readonly SchemaChange[] {
  if ((isObjectType(before) && isObjectType(after)) || (isInterfaceType(before) && isInterfaceType(after)))
    return [...diffFields(before, after), ...diffInterfaces(before, after, places)];
  if (isUnionType(before) && isUnionType(after)) return diffUnions(before, after, places);
  if (isEnumType(before) && isEnumType(after)) return diffEnums(before, after, places);
  if (isInputObjectType(before) && isInputObjectType(after)) return diffInputs(before, after, places);
  if (before.constructor === after.constructor) return [];
  return [
    {
      coordinate: before.name,
      severity: "BREAKING",
      message: { zh: `${before.name} 变成了另一种类型`, en: `${before.name} becomes another kind of type` },
      hurts: [before.name, ...membersOf(before), ...places(before.name)],
    },
  ];
}

type Composite = GraphQLObjectType | GraphQLInterfaceType;

function diffFields(before: Composite, after: Composite): readonly SchemaChange[] {
  const { removed, added, kept } = pair(Object.values(before.getFields()), Object.values(after.getFields()));
  return [
    ...removed.map(({ name }) =>
      breaking(`${before.name}.${name}`, {
        zh: `删除了字段 ${before.name}.${name}`,
        en: `The field ${before.name}.${name} is removed`,
      }),
    ),
    ...added.map(({ name }) =>
      safe(`${before.name}.${name}`, {
        zh: `新增字段 ${before.name}.${name}`,
        en: `The field ${before.name}.${name} is new`,
      }),
    ),
    ...kept.flatMap(([old, now]) => {
      const coordinate = `${before.name}.${old.name}`;
      const typed = isSameType(old.type, now.type)
        ? []
        : changeType(coordinate, old.type, now.type, isSafeOutput(old.type, now.type), [coordinate]);
      return old.args.length + now.args.length === 0
        ? typed
        : [...typed, ...diffArguments(coordinate, old.args, now.args)];
    }),
  ];
}

function diffArguments(
  field: string,
  before: readonly GraphQLArgument[],
  after: readonly GraphQLArgument[],
): readonly SchemaChange[] {
  const { removed, added, kept } = pair(before, after);
  return [
    ...removed.map(({ name }) =>
      breaking(`${field}(${name}:)`, {
        zh: `删除了 ${field} 的参数 ${name}`,
        en: `${field} loses its argument ${name}`,
      }),
    ),
    ...added.map((argument) =>
      isRequiredArgument(argument)
        ? breaking(
            `${field}(${argument.name}:)`,
            {
              zh: `${field} 新增必填参数 ${argument.name}`,
              en: `${field} has a new argument that is required, ${argument.name}`,
            },
            [field],
          )
        : safe(`${field}(${argument.name}:)`, {
            zh: `${field} 新增参数 ${argument.name}`,
            en: `${field} has a new argument, ${argument.name}`,
          }),
    ),
    ...kept.flatMap(([old, now]) => diffInputValues(`${field}(${old.name}:)`, old, now, () => [field])),
  ];
}

function diffInputs(
  before: GraphQLInputObjectType,
  after: GraphQLInputObjectType,
  places: Places,
): readonly SchemaChange[] {
  const { removed, added, kept } = pair(Object.values(before.getFields()), Object.values(after.getFields()));
  const senders = (): readonly string[] => [before.name, ...membersOf(before), ...places(before.name)];
  return [
    ...removed.map(({ name }) =>
      breaking(`${before.name}.${name}`, {
        zh: `删除了输入字段 ${before.name}.${name}`,
        en: `The input field ${before.name}.${name} is removed`,
      }),
    ),
    ...added.map((field) =>
      isRequiredInputField(field)
        ? breaking(
            `${before.name}.${field.name}`,
            {
              zh: `新增必填的输入字段 ${before.name}.${field.name}`,
              en: `There is a new input field that is required, ${before.name}.${field.name}`,
            },
            senders(),
          )
        : safe(`${before.name}.${field.name}`, {
            zh: `新增输入字段 ${before.name}.${field.name}`,
            en: `The input field ${before.name}.${field.name} is new`,
          }),
    ),
    ...kept.flatMap(([old, now]) => diffInputValues(`${before.name}.${old.name}`, old, now, senders)),
  ];
}

type InputValue = Pick<GraphQLArgument, "name" | "type" | "defaultValue">;

/**
 * `around`: the coordinates whose users may omit it. A value that becomes required, or gets a new default,
 * affects users that omit it.
 */
function diffInputValues(
  coordinate: string,
  before: InputValue,
  after: InputValue,
  around: () => readonly string[],
): readonly SchemaChange[] {
  const becomesRequired =
    isNonNullType(after.type) && after.defaultValue === undefined && !isNonNullType(before.type);
  const typed = isSameType(before.type, after.type)
    ? []
    : changeType(
        coordinate,
        before.type,
        after.type,
        isSafeInput(before.type, after.type),
        becomesRequired ? [coordinate, ...around()] : [coordinate],
      );
  const [old, now] = [printDefault(before), printDefault(after)];
  if (old === now) return typed;
  // Clients that relied on the default omit the value.
  if (now === null && isNonNullType(after.type) && isNonNullType(before.type))
    return [
      ...typed,
      breaking(coordinate, { zh: `${coordinate} 变为必填`, en: `${coordinate} becomes required` }, around()),
    ];
  if (old === null)
    return [
      ...typed,
      safe(coordinate, {
        zh: `${coordinate} 的默认值现为 ${now}`,
        en: `The default of ${coordinate} is now ${now}`,
      }),
    ];
  return [
    ...typed,
    {
      coordinate,
      severity: "DANGEROUS",
      message: {
        zh: `${coordinate} 的默认值由 ${old} 改为 ${now ?? "无"}`,
        en: `The default of ${coordinate} changes from ${old} to ${now ?? "none"}`,
      },
      hurts: around(),
    },
  ];
}

function printDefault({ defaultValue, type }: InputValue): string | null {
  const node = defaultValue === undefined ? null : astFromValue(defaultValue, type);
  return node ? print(node) : null;
}

function diffEnums(before: GraphQLEnumType, after: GraphQLEnumType, places: Places): readonly SchemaChange[] {
  const { removed, added } = pair(before.getValues(), after.getValues());
  return [
    ...removed.map(({ name }) =>
      breaking(`${before.name}.${name}`, {
        zh: `删除了枚举值 ${before.name}.${name}`,
        en: `The enum value ${before.name}.${name} is removed`,
      }),
    ),
    ...added.map(({ name }) =>
      dangerous(
        `${before.name}.${name}`,
        { zh: `新增枚举值 ${before.name}.${name}`, en: `The enum value ${before.name}.${name} is new` },
        selecting(before.name, places),
      ),
    ),
  ];
}

function diffUnions(
  before: GraphQLUnionType,
  after: GraphQLUnionType,
  places: Places,
): readonly SchemaChange[] {
  const { removed, added } = pair(before.getTypes(), after.getTypes());
  return [
    ...removed.map(({ name }) =>
      breaking(
        before.name,
        { zh: `联合 ${before.name} 不再包含 ${name}`, en: `The union ${before.name} loses ${name}` },
        places(before.name),
      ),
    ),
    ...added.map(({ name }) =>
      dangerous(
        before.name,
        {
          zh: `联合 ${before.name} 新增成员 ${name}`,
          en: `The union ${before.name} has a new member, ${name}`,
        },
        selecting(before.name, places),
      ),
    ),
  ];
}

function diffInterfaces(before: Composite, after: Composite, places: Places): readonly SchemaChange[] {
  const { removed, added } = pair(before.getInterfaces(), after.getInterfaces());
  return [
    ...removed.map((type) =>
      breaking(
        before.name,
        {
          zh: `${before.name} 不再实现接口 ${type.name}`,
          en: `${before.name} does not implement ${type.name} any more`,
        },
        [...membersOf(type), ...places(type.name)],
      ),
    ),
    ...added.map(({ name }) =>
      dangerous(
        before.name,
        { zh: `${before.name} 现在实现接口 ${name}`, en: `${before.name} now implements ${name}` },
        selecting(name, places),
      ),
    ),
  ];
}

/**
 * Clients see values of an enum or an abstract type only if they select a field of that type, not if they
 * send one.
 */
function selecting(type: string, places: Places): readonly string[] {
  return places(type).filter((coordinate) => !coordinate.endsWith(":)"));
}

function changeType(
  coordinate: string,
  before: GraphQLType,
  after: GraphQLType,
  isSafe: boolean,
  hurts: readonly string[],
): readonly SchemaChange[] {
  const message = {
    zh: `${coordinate} 的类型由 ${String(before)} 改为 ${String(after)}`,
    en: `The type of ${coordinate} changes from ${String(before)} to ${String(after)}`,
  };
  return [isSafe ? safe(coordinate, message) : breaking(coordinate, message, hurts)];
}

function isSameType(before: GraphQLType, after: GraphQLType): boolean {
  if (isNonNullType(before)) return isNonNullType(after) && isSameType(before.ofType, after.ofType);
  if (isListType(before)) return isListType(after) && isSameType(before.ofType, after.ofType);
  return !isNonNullType(after) && !isListType(after) && before.name === after.name;
}

/** True if an output type stays the same or becomes narrower: non-null instead of nullable. */
function isSafeOutput(before: GraphQLType, after: GraphQLType): boolean {
  if (isNonNullType(before)) return isNonNullType(after) && isSafeOutput(before.ofType, after.ofType);
  if (isNonNullType(after)) return isSafeOutput(before, after.ofType);
  if (isListType(before)) return isListType(after) && isSafeOutput(before.ofType, after.ofType);
  return !isListType(after) && getNamedType(before).name === getNamedType(after).name;
}

/** True if an input type stays the same or becomes wider. */
function isSafeInput(before: GraphQLType, after: GraphQLType): boolean {
  return isSafeOutput(after, before);
}

function breaking(coordinate: string, message: Words, hurts: readonly string[] = [coordinate]): SchemaChange {
  return { coordinate, severity: "BREAKING", message, hurts };
}

/** A dangerous change, or a safe one if no field can return the new value. */
function dangerous(coordinate: string, message: Words, hurts: readonly string[]): SchemaChange {
  return hurts.length === 0
    ? safe(coordinate, message)
    : { coordinate, severity: "DANGEROUS", message, hurts };
}

function safe(coordinate: string, message: Words): SchemaChange {
  return { coordinate, severity: "SAFE", message, hurts: [] };
}

interface Paired<T> {
  readonly removed: readonly T[];
  readonly added: readonly T[];
  readonly kept: readonly (readonly [T, T])[];
}

function pair<T extends { readonly name: string }>(before: readonly T[], after: readonly T[]): Paired<T> {
  const old = new Map(before.map((each) => [each.name, each]));
  const now = new Map(after.map((each) => [each.name, each]));
  return {
    removed: before.filter(({ name }) => !now.has(name)),
    added: after.filter(({ name }) => !old.has(name)),
    kept: before.flatMap((each) => {
      const other = now.get(each.name);
      return other ? [[each, other] as const] : [];
    }),
  };
}
