/**
 * Patterns that extract names from the composer's messages. The composer provides codes and nodes, but some
 * names only in its English text. One table has all patterns, so that another release of the composer is
 * checked against one place.
 */
export interface Sentence {
  /** The error codes with this sentence. */
  readonly codes: readonly string[];
  /** The pattern; its groups are the extracted names, in order. */
  readonly says: RegExp;
}

export const SENTENCES = {
  argumentNotInt: { codes: ["LIST_SIZE_INVALID_SLICING_ARGUMENT"], says: /\((\w+):\)" must be Int/ },
  contextNotSet: { codes: ["CONTEXT_NOT_SET"], says: /^Context "(\w+)" is used/ },
  duplicateField: { codes: ["INVALID_GRAPHQL"], says: /^Field (\w+) already exists on (\w+)/ },
  duplicateType: { codes: ["INVALID_GRAPHQL"], says: /^There can be only one type named "(\w+)"/ },
  emptySelection: {
    codes: ["KEY_INVALID_FIELDS"],
    says: /empty selection set for field "\w+\.(\w+)" of non-leaf type \[?(\w+)/,
  },
  emptyType: {
    codes: ["INVALID_GRAPHQL"],
    says: /^Type (\w+) must define one or more (?:fields|values|member types)/,
  },
  enumValueMissing: { codes: ["ENUM_VALUE_MISMATCH"], says: /but value "(\w+)"/ },
  fieldNotReachable: { codes: ["SATISFIABILITY_ERROR"], says: /\bfield "(\w+)\.(\w+)"/ },
  fieldRefused: {
    codes: ["KEY_FIELDS_HAS_ARGS", "KEY_FIELDS_SELECT_INVALID_TYPE", "PROVIDES_FIELDS_HAS_ARGS"],
    says: /field "?(\w+)\.(\w+)"? (?:cannot|is)/,
  },
  fieldShouldBeExternal: {
    codes: ["PROVIDES_FIELDS_MISSING_EXTERNAL", "REQUIRES_FIELDS_MISSING_EXTERNAL"],
    says: /field "(\w+)\.(\w+)" should/,
  },
  importUnknown: {
    codes: ["INVALID_LINK_DIRECTIVE_USAGE"],
    says: /^Cannot import unknown element "([^"]+)"/,
  },
  importMeant: {
    codes: ["INVALID_LINK_DIRECTIVE_USAGE"],
    says: /Did you mean (?:directive )?"([^"]+)"/,
  },
  inaccessibleDefault: { codes: ["DEFAULT_VALUE_USES_INACCESSIBLE"], says: /"([^"]+)" is @inaccessible/ },
  interfaceFieldMissing: {
    codes: ["INVALID_GRAPHQL"],
    says: /^Interface field (\w+)\.(\w+) expected but (\w+) does not provide it/,
  },
  interfaceFieldType: {
    codes: ["INVALID_GRAPHQL"],
    says: /^Interface field (\w+)\.(\w+) expects type (\S+) but (\w+)\.(\w+)/,
  },
  interfaceFieldUnimplemented: {
    codes: ["INTERFACE_FIELD_NO_IMPLEM"],
    says: /"(\w+)\.(\w+)" is declared .*? but type "(\w+)"/,
  },
  interfaceKey: {
    codes: ["INTERFACE_KEY_NOT_ON_IMPLEMENTATION"],
    says: /^Key (@key\(.*\)) on interface type "(\w+)"/,
  },
  linkedTwice: {
    codes: ["INVALID_LINK_DIRECTIVE_USAGE"],
    says: /^Cannot link feature "([^"]+)" since it has already been linked/,
  },
  linkedUnderNames: { codes: ["LINK_IMPORT_NAME_MISMATCH"], says: /The "(@\w+)" directive/ },
  noSuchArgument: { codes: ["LIST_SIZE_INVALID_SLICING_ARGUMENT"], says: /"(\w+)" is not an argument/ },
  noSuchField: {
    codes: ["CONTEXT_INVALID_SELECTION", "KEY_INVALID_FIELDS", "REQUIRES_INVALID_FIELDS"],
    says: /Cannot query field "(\w+)" on type "(\w+)"/,
  },
  noSuchSizedField: {
    codes: ["LIST_SIZE_INVALID_SIZED_FIELD"],
    says: /"(\w+)" is not a field on type "(\w+)"/,
  },
  overrideCollides: {
    codes: ["OVERRIDE_COLLISION_WITH_ANOTHER_DIRECTIVE"],
    says: /since "[^"]*" on "([^"]*)" is marked with directive "@(?:federation__)?(\w+)"/,
  },
  overrideLabel: { codes: ["OVERRIDE_LABEL_INVALID"], says: /Invalid @override label "(.*?)" on field/ },
  redefinedDirective: { codes: ["DIRECTIVE_DEFINITION_INVALID"], says: /directive "?@(\w+)/ },
  redefinedType: { codes: ["TYPE_DEFINITION_INVALID"], says: /type "?(\w+)/ },
  runtimeTypes: {
    codes: ["SHAREABLE_HAS_MISMATCHED_RUNTIME_TYPES"],
    says: / - in subgraphs? (.*), types? (.*?)[;.]?$/m,
  },
  selectionOfType: {
    codes: ["CONTEXT_INVALID_SELECTION"],
    says: /the type of the selection "([^"]+)" does not match/,
  },
  sharedField: { codes: ["SHAREABLE_HAS_MISMATCHED_RUNTIME_TYPES"], says: /Shared field "(\w+)\.(\w+)"/ },
  unansweredQuery: { codes: ["SATISFIABILITY_ERROR"], says: /query:\n([\s\S]*?)\ncannot/ },
  unknownArgument: {
    codes: ["INVALID_GRAPHQL"],
    says: /^Unknown argument "(\w+)" on directive "@(\w+)"/,
  },
  unknownArgumentMeant: { codes: ["INVALID_GRAPHQL"], says: /Did you mean "(\w+)"/ },
  unknownDirective: { codes: ["INVALID_GRAPHQL"], says: /^Unknown directive "@(\w+)"/ },
  unknownType: { codes: ["INVALID_GRAPHQL"], says: /^Unknown type "?(\w+)/ },
  unprotectedField: { codes: ["MISSING_TRANSITIVE_AUTH_REQUIREMENTS"], says: /^Field "(\w+)\.(\w+)"/ },
  unprotectedSource: {
    codes: ["MISSING_TRANSITIVE_AUTH_REQUIREMENTS"],
    says: /transitive field "(\w+)\.(\w+)"/,
  },
  wayFrom: { codes: ["SATISFIABILITY_ERROR"], says: /from subgraph "([^"]+)"/ },
  wayTo: { codes: ["SATISFIABILITY_ERROR"], says: /cannot move to subgraph "([^"]+)"/ },
  wrongDefault: { codes: ["INVALID_GRAPHQL"], says: /^Invalid default value/ },
  wrongDirection: {
    codes: ["INVALID_GRAPHQL"],
    says: /must be (?:Output|Input) Type but got "(\S+)"/,
  },
} satisfies Readonly<Record<string, Sentence>>;

export type SentenceName = keyof typeof SENTENCES;

/** The names in the text, if it has this sentence; else undefined. */
export function readSentence(name: SentenceName, text: string): readonly string[] | undefined {
  return readSentences(name, text)[0];
}

/** The names for each occurrence of the sentence. */
export function readSentences(name: SentenceName, text: string): readonly (readonly string[])[] {
  const { source, flags } = SENTENCES[name].says;
  return [...text.matchAll(new RegExp(source, `g${flags}`))].map(([, ...parts]) =>
    parts.map((part) => part ?? ""),
  );
}
