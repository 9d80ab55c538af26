/**
 * Hides the elements that a contract excludes from a supergraph: by tags, and types that are not reachable
 * any more.
 */
import {
  baseType,
  EnumType,
  inaccessibleIdentity,
  INACCESSIBLE_VERSIONS,
  InputObjectType,
  InterfaceType,
  ObjectType,
  tagIdentity,
  UnionType,
  type ArgumentDefinition,
  type DirectiveDefinition,
  type EnumValue,
  type FieldDefinition,
  type InputFieldDefinition,
  type NamedType,
  type Schema,
} from "@apollo/federation-internals";

export interface TagRules {
  readonly include: ReadonlySet<string>;
  readonly exclude: ReadonlySet<string>;
}

type FieldsType = ObjectType | InterfaceType;
type Field = FieldDefinition<FieldsType>;
type Hideable = NamedType | Field | ArgumentDefinition<Field> | InputFieldDefinition | EnumValue;

/** Adds `@inaccessible` to the schema in place. */
export function hideElements(schema: Schema, rules: TagRules): void {
  const inaccessible = inaccessibleOf(schema);
  const hide = (element: Hideable): void => {
    if (!element.hasAppliedDirective(inaccessible)) element.applyDirective(inaccessible);
  };
  // Federation's own types are in no view.
  const types = schema.types().filter((type) => schema.coreFeatures?.sourceFeature(type) === undefined);
  untaggedIn(types, rules, tagsIn(schema)).forEach(hide);
  const reached = reachableFrom(schema, (element) => !element.hasAppliedDirective(inaccessible));
  for (const type of types) if (!reached.has(type) && !isQuery(type)) hide(type);
}

function inaccessibleOf(schema: Schema): DirectiveDefinition {
  const features = schema.coreFeatures;
  if (!features) throw new Error("the supergraph links no specification");
  const latest = INACCESSIBLE_VERSIONS.latest();
  if (!features.getByIdentity(inaccessibleIdentity)) {
    const [fault] = features.coreDefinition.applyFeatureToSchema(
      schema,
      latest,
      undefined,
      latest.defaultCorePurpose,
    );
    if (fault) throw fault;
  }
  const linked = features.getByIdentity(inaccessibleIdentity);
  const directive = linked && INACCESSIBLE_VERSIONS.find(linked.url.version)?.inaccessibleDirective(schema);
  if (!directive) throw new Error("the supergraph links a version of @inaccessible that is not known");
  return directive;
}

type TagsOf = (element: Hideable) => readonly string[];

/** Reads `@tag` under the name by which the supergraph links it. */
function tagsIn(schema: Schema): TagsOf {
  const name = schema.coreFeatures?.getByIdentity(tagIdentity)?.directiveNameInSchema("tag");
  if (name === undefined || !schema.directive(name)) return () => [];
  return (element) =>
    element.appliedDirectivesOf<{ readonly name: string }>(name).map((tag) => tag.arguments().name);
}

function untaggedIn(
  types: readonly NamedType[],
  { include, exclude }: TagRules,
  tagsOf: TagsOf,
): readonly Hideable[] {
  const isExcluded = (element: Hideable): boolean => tagsOf(element).some((tag) => exclude.has(tag));
  const isChosen = (...elements: readonly Hideable[]): boolean =>
    include.size === 0 || elements.some((element) => tagsOf(element).some((tag) => include.has(tag)));
  return types.flatMap((type): readonly Hideable[] => {
    if (isExcluded(type)) return [type];
    if (isWithFields(type))
      return fieldsOf(type).flatMap((field): readonly Hideable[] =>
        isExcluded(field) || !isChosen(field, type) ? [field] : field.arguments().filter(isExcluded),
      );
    if (type instanceof UnionType) return isChosen(type) ? [] : [type];
    if (type instanceof InputObjectType) return type.fields().filter(isExcluded);
    return type instanceof EnumType ? type.values.filter(isExcluded) : [];
  });
}

/**
 * The types that clients can reach. An interface's objects are reachable through it only if a field returns
 * the interface: implementing an interface of a visible type does not make an object visible. A type without
 * visible members is reachable only if a field names it, not as one of an abstract type's objects.
 */
function reachableFrom(schema: Schema, isVisible: (element: Hideable) => boolean): ReadonlySet<NamedType> {
  const reached = new Set<NamedType>();
  const given = new Set<NamedType>();
  const isFilled = (type: FieldsType): boolean => fieldsOf(type).some(isVisible);
  const reach = (type: NamedType): void => {
    if (reached.has(type) || !isVisible(type)) return;
    reached.add(type);
    if (type instanceof InputObjectType)
      for (const field of type.fields().filter(isVisible)) if (field.type) give(baseType(field.type));
    if (!isWithFields(type)) return;
    type.interfaces().forEach(reach);
    for (const field of fieldsOf(type).filter(isVisible)) {
      if (field.type) give(baseType(field.type));
      for (const argument of field.arguments().filter(isVisible))
        if (argument.type) give(baseType(argument.type));
    }
  };
  const give = (type: NamedType): void => {
    if (given.has(type)) return;
    given.add(type);
    reach(type);
    if (!reached.has(type)) return;
    if (type instanceof InterfaceType) type.allImplementations().filter(isFilled).forEach(reach);
    if (type instanceof UnionType) type.types().filter(isFilled).forEach(reach);
  };
  for (const { type } of schema.schemaDefinition.roots()) if (isFilled(type)) give(type);
  for (const directive of schema.directives())
    for (const argument of directive.arguments()) if (argument.type) give(baseType(argument.type));
  return reached;
}

function isWithFields(type: NamedType): type is FieldsType {
  return type instanceof ObjectType || type instanceof InterfaceType;
}

/** The fields of an object type or an interface, in one type. */
function fieldsOf(type: FieldsType): readonly Field[] {
  return type.fields();
}

/** Query is never hidden: the reference implementation reports an empty one. */
function isQuery(type: NamedType): boolean {
  return type === type.schema().schemaDefinition.rootType("query");
}
