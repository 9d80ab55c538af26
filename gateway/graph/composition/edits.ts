/** Makes small edits of a subgraph's SDL that leave the rest of the text unchanged. */
import {
  Kind,
  parse,
  print,
  visit,
  type ASTNode,
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { latestFederation } from "./federation.js";
import {
  argumentsOf,
  directiveOn,
  directivesOf,
  membersOf,
  type MemberNode,
  type SubgraphText,
  type TypeNode,
} from "./subgraph-text.js";
import type { TextEdit } from "./finding.js";

export const replaceText = (subgraph: SubgraphText, node: ASTNode, text: string): TextEdit => ({
  subgraph: subgraph.name,
  offset: startOf(node),
  length: endOf(node) - startOf(node),
  text,
});
export const insertText = (subgraph: { readonly name: string }, offset: number, text: string): TextEdit => ({
  subgraph: subgraph.name,
  offset,
  length: 0,
  text,
});

/** Removes a node with the white space before it, or with its whole line if nothing else is on the line. */
export function removeNode(subgraph: SubgraphText, node: ASTNode): TextEdit {
  const { sdl } = subgraph;
  let [start, end] = [startOf(node), endOf(node)];
  while (start > 0 && /[ \t,]/.test(sdl.charAt(start - 1))) start--;
  if (sdl.charAt(start - 1) === "\n" && /^[ \t,]*(\r?\n|$)/.test(sdl.slice(end))) start--;
  if (sdl.charAt(start - 1) === "(") while (/[ \t,]/.test(sdl.charAt(end))) end++;
  return { subgraph: subgraph.name, offset: start, length: end - start, text: "" };
}

/** Removes an argument; with the last one also the parentheses. */
export function removeArgument(
  subgraph: SubgraphText,
  owner: { readonly name: ASTNode; readonly arguments?: readonly ASTNode[] | undefined },
  argument: ASTNode,
): TextEdit {
  if ((owner.arguments ?? []).length > 1) return removeNode(subgraph, argument);
  const close = subgraph.sdl.indexOf(")", endOf(argument));
  return {
    subgraph: subgraph.name,
    offset: endOf(owner.name),
    length: close + 1 - endOf(owner.name),
    text: "",
  };
}

/** Removes a member; with the last one also the type. */
export const removeMember = (subgraph: SubgraphText, type: TypeNode, member: MemberNode): TextEdit =>
  membersOf(type).length > 1 ? removeNode(subgraph, member) : removeNode(subgraph, type);

/** Removes a type, and every field, argument and union membership that uses it. */
export function removeType(subgraph: SubgraphText, name: string): readonly TextEdit[] {
  const uses = referencesTo(subgraph, name).map(({ type, member, argument }) =>
    argument === null || member.kind !== Kind.FIELD_DEFINITION
      ? removeMember(subgraph, type, member)
      : removeArgument(subgraph, member, argument),
  );
  return [
    ...subgraph.typesNamed(name).map((type) => removeNode(subgraph, type)),
    ...uses.filter((edit, at) => uses.findIndex(({ offset }) => offset === edit.offset) === at),
  ];
}

export interface Reference {
  readonly type: TypeNode;
  readonly member: FieldDefinitionNode | InputValueDefinitionNode;
  readonly argument: InputValueDefinitionNode | null;
}
/** Fields, arguments and input fields of that type, except those on the type itself. */
export function referencesTo(subgraph: SubgraphText, name: string): readonly Reference[] {
  return subgraph.types
    .filter((type) => type.name.value !== name)
    .flatMap((type) =>
      membersOf(type).flatMap((member): readonly Reference[] => {
        if (member.kind === Kind.ENUM_VALUE_DEFINITION) return [];
        return [
          ...(baseName(member) === name ? [{ type, member, argument: null }] : []),
          ...argumentsOf(member)
            .filter((argument) => baseName(argument) === name)
            .map((argument) => ({ type, member, argument })),
        ];
      }),
    );
}

/** Renames a type everywhere in the subgraph. */
export function renameType(subgraph: SubgraphText, from: string, to: string): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const note = (node: { readonly name: ASTNode & { readonly value: string } }): void => {
    if (node.name.value === from) edits.push(replaceText(subgraph, node.name, to));
  };
  visit(subgraph.document, { NamedType: note });
  subgraph.types.forEach(note);
  return edits;
}

/** An unused name for this subgraph's own version of a type. */
export function ownName(subgraph: SubgraphText, others: readonly SubgraphText[], name: string): string {
  const prefix = subgraph.name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("")
    .replace(/^(?=\d)/, "_");
  let own = `${prefix}${name}`;
  while (others.some((other) => other.typesNamed(own).length > 0)) own += "Type";
  return own;
}

/** Adds a directive after the element's existing ones. `text` begins with `@`. */
export function addDirective(subgraph: SubgraphText, node: TypeNode | MemberNode, text: string): TextEdit {
  const behind =
    directivesOf(node).at(-1) ??
    ("defaultValue" in node ? node.defaultValue : undefined) ??
    ("type" in node ? node.type : undefined) ??
    ("interfaces" in node ? node.interfaces?.at(-1) : undefined) ??
    node.name;
  return insertText(subgraph, endOf(behind), ` ${text}`);
}

/** Adds a member before the closing brace. */
export function addMember(subgraph: SubgraphText, type: TypeNode, text: string): TextEdit {
  const last = membersOf(type).at(-1);
  return last === undefined
    ? insertText(subgraph, endOf(type), ` {\n  ${text}\n}`)
    : insertText(subgraph, endOf(last), `\n  ${text}`);
}

export function addArgument(subgraph: SubgraphText, field: FieldDefinitionNode, text: string): TextEdit {
  const last = field.arguments?.at(-1);
  return last === undefined
    ? insertText(subgraph, endOf(field.name), `(${text})`)
    : insertText(subgraph, endOf(last), `, ${text}`);
}

export const addDefinition = (subgraph: SubgraphText, text: string): TextEdit =>
  insertText(subgraph, subgraph.sdl.length, `${subgraph.sdl.endsWith("\n") ? "" : "\n"}\n${text}\n`);

/** Makes a required argument or input field optional. */
export const makeOptional = (subgraph: SubgraphText, node: InputValueDefinitionNode): readonly TextEdit[] =>
  node.type.kind === Kind.NON_NULL_TYPE && node.defaultValue === undefined
    ? [
        {
          subgraph: subgraph.name,
          offset: endOf(node.type.type),
          length: endOf(node.type) - endOf(node.type.type),
          text: "",
        },
      ]
    : [];

export const removeDefault = (subgraph: SubgraphText, node: InputValueDefinitionNode): readonly TextEdit[] =>
  node.defaultValue === undefined
    ? []
    : [
        {
          subgraph: subgraph.name,
          offset: endOf(node.type),
          length: endOf(node.defaultValue) - endOf(node.type),
          text: "",
        },
      ];

/**
 * The name by which the subgraph uses a directive of federation, and the edits that import it if it is not
 * imported yet.
 */
export function useDirective(
  subgraph: SubgraphText,
  name: string,
): { readonly name: string; readonly edits: readonly TextEdit[] } {
  const link = linksOf(subgraph).find(
    (candidate) => stringArgument(candidate, "url")?.includes("/federation/") === true,
  );
  if (link === undefined)
    return {
      name: `@${name}`,
      edits: [
        insertText(subgraph, 0, `extend schema @link(url: "${latestFederation}", import: ["@${name}"])\n\n`),
      ],
    };
  const imports = link.arguments?.find((argument) => argument.name.value === "import")?.value;
  if (imports?.kind !== Kind.LIST)
    return { name: `@${name}`, edits: [insertText(subgraph, endOf(link) - 1, `, import: ["@${name}"]`)] };
  for (const value of imports.values) {
    if (value.kind === Kind.STRING && value.value === `@${name}`) return { name: `@${name}`, edits: [] };
    if (value.kind === Kind.OBJECT && fieldText(value, "name") === `@${name}`)
      return { name: fieldText(value, "as") ?? `@${name}`, edits: [] };
  }
  return {
    name: `@${name}`,
    edits: [insertText(subgraph, endOf(imports) - 1, `${imports.values.length > 0 ? ", " : ""}"@${name}"`)],
  };
}

export const linksOf = (subgraph: SubgraphText): readonly ConstDirectiveNode[] =>
  subgraph.schemas
    .flatMap((schema) => directivesOf(schema))
    .filter((directive) => directive.name.value === "link");
export const argumentOf = (directive: ConstDirectiveNode, name: string) =>
  directive.arguments?.find((argument) => argument.name.value === name);
export const stringArgument = (directive: ConstDirectiveNode, name: string): string | undefined => {
  const value = argumentOf(directive, name)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
};
export const fieldText = (value: ASTNode, name: string): string | undefined => {
  const field =
    value.kind === Kind.OBJECT
      ? value.fields.find((candidate) => candidate.name.value === name)?.value
      : undefined;
  return field?.kind === Kind.STRING ? field.value : undefined;
};

/** Parses a field set, as in `@key(fields:)`; null if it is invalid. */
export function parseFieldSet(text: string): SelectionSetNode | null {
  try {
    const definition = parse(`{${text}}`).definitions[0];
    return definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet : null;
  } catch {
    return null;
  }
}
export const printFieldSet = (set: SelectionSetNode): string =>
  print(set)
    .replace(/\s+/g, " ")
    .replace(/^\{ ?| ?\}$/g, "");

/** Changes a directive's `fields`; removes the directive if no field is left. */
export function changeFieldSet(
  subgraph: SubgraphText,
  directive: ConstDirectiveNode,
  change: (set: SelectionSetNode) => SelectionSetNode,
): TextEdit {
  const value = argumentOf(directive, "fields")?.value;
  const set = value?.kind === Kind.STRING ? parseFieldSet(value.value) : null;
  const changed = set === null ? null : change(set);
  return value === undefined || changed === null || changed.selections.length === 0
    ? removeNode(subgraph, directive)
    : replaceText(subgraph, value, JSON.stringify(printFieldSet(changed)));
}

/** Removes the field from a selection, at any depth. */
export const withoutField =
  (name: string) =>
  (set: SelectionSetNode): SelectionSetNode =>
    visit(set, {
      Field: {
        leave: (field) =>
          field.name.value === name || field.selectionSet?.selections.length === 0 ? null : undefined,
      },
    });

export const keysOf = (
  subgraph: SubgraphText,
  typeName: string,
): readonly { readonly directive: ConstDirectiveNode; readonly fields: string }[] =>
  subgraph
    .typesNamed(typeName)
    .flatMap((type) => directivesOf(type))
    .filter((directive) => directive.name.value === "key")
    .flatMap((directive) => {
      const fields = stringArgument(directive, "fields");
      return fields === undefined ? [] : [{ directive, fields }];
    });

export function baseName(node: FieldDefinitionNode | InputValueDefinitionNode): string {
  let { type } = node;
  while (type.kind !== Kind.NAMED_TYPE) ({ type } = type);
  return type.name.value;
}

export const removeDirective = (subgraph: SubgraphText, node: ASTNode, name: string): readonly TextEdit[] => {
  const directive = directiveOn(node, name);
  return directive === undefined ? [] : [removeNode(subgraph, directive)];
};

export const endOf = (node: ASTNode): number => node.loc?.end ?? 0;
export const startOf = (node: ASTNode): number => node.loc?.start ?? 0;

/** Applies the edits of one finding to the SDL. */
export const applyEdits = (subgraph: string, sdl: string, edits: readonly TextEdit[]): string =>
  edits
    .filter((edit) => edit.subgraph === subgraph)
    .toSorted((one, other) => other.offset - one.offset)
    .reduce(
      (text, { offset, length, text: inserted }) =>
        text.slice(0, offset) + inserted + text.slice(offset + length),
      sdl,
    );
