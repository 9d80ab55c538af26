/** A subgraph that is not valid GraphQL by itself. */
import { Kind, visit, type ArgumentNode, type ConstDirectiveNode } from "graphql";
import { unknownTypesIn } from "../unknown-types.js";
import {
  addDefinition,
  addMember,
  endOf,
  insertText,
  keysOf,
  linksOf,
  stringArgument,
  referencesTo,
  removeDefault,
  removeArgument,
  removeMember,
  removeNode,
  removeType,
  replaceText,
  startOf,
  useDirective,
} from "../edits.js";
import { latestFederation } from "../federation.js";
import { rule, words, type Explanation, type ComposerError, type Rules } from "../composer-error.js";
import { readSentence, type SentenceName } from "../composer-sentences.js";
import { nearest } from "../../../nearest-name.js";
import {
  argumentsOf,
  memberOf,
  membersOf,
  textOf,
  type Site,
  type SubgraphText,
  type TypeNode,
} from "../subgraph-text.js";

const BUILT_IN = ["Int", "Float", "String", "Boolean", "ID"];
/** Other languages' names of GraphQL's built-in scalars. */
const FOREIGN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Integer: "Int",
    Long: "Float",
    Number: "Float",
    Double: "Float",
    Decimal: "Float",
    Bool: "Boolean",
    Text: "String",
    Str: "String",
    Uuid: "ID",
    UUID: "ID",
  }),
);

/**
 * The kinds of mistakes with this code; the first one whose pattern matches the message explains the error.
 */
const MISTAKES: readonly (readonly [
  SentenceName,
  (fault: ComposerError, found: readonly string[]) => Explanation,
])[] = [
  ["unknownType", unknownType],
  ["unknownDirective", unknownDirective],
  ["unknownArgument", unknownArgument],
  ["duplicateField", duplicateField],
  ["duplicateType", duplicateType],
  ["emptyType", emptyType],
  ["interfaceFieldMissing", missingField],
  ["interfaceFieldType", wrongFieldType],
  ["wrongDirection", wrongDirection],
  ["wrongDefault", wrongDefault],
];

export const graphqlRules: Rules = {
  INVALID_GRAPHQL: rule(
    "每个子图本身必须是正确的 GraphQL。",
    "Each subgraph is valid GraphQL by itself.",
    (fault) => {
      for (const [sentence, explain] of MISTAKES) {
        const found = readSentence(sentence, fault.text);
        if (found) return explain(fault, found);
      }
      return {
        zh: `此处不符合 GraphQL 语法，请对照原文修改：${fault.text}`,
        advice: words("请按英文说明改正此处。", "Correct it as the message says."),
        edits: [],
      };
    },
  ),
};

const nothing = ({ text }: ComposerError): Explanation => ({
  zh: `此处不符合 GraphQL 语法，请对照原文修改：${text}`,
  advice: words("请按英文说明改正此处。", "Correct it as the message says."),
  edits: [],
});
const removeWhereUsed = ({ subgraph, type, member, argument }: Site) =>
  type === null || member === null
    ? []
    : argument !== null && member.kind === Kind.FIELD_DEFINITION
      ? [removeArgument(subgraph, member, argument)]
      : [removeMember(subgraph, type, member)];

function unknownType(fault: ComposerError, [name = ""]: readonly string[]): Explanation {
  const site = fault.sites[0];
  if (site === undefined) return nothing(fault);
  const { subgraph } = site;
  const zh = `${site.coordinate ?? ""} 用到类型 ${name}，但本子图没有定义它。`;
  const cause = `type ${name} of ${subgraph.name}`;
  const near =
    FOREIGN.get(name) ?? nearest(name, [...BUILT_IN, ...subgraph.types.map((type) => type.name.value)]);
  const renamed =
    near === undefined ||
    unknownTypesIn(subgraph).filter((use) => use.name.value === name).length < 2 ||
    referencesTo(subgraph, near).length > 0
      ? undefined
      : subgraph.typesNamed(near)[0];
  if (renamed !== undefined)
    return {
      cause,
      at: subgraph.siteOf(renamed.name),
      zh: `多处用到类型 ${name}，但本子图没有定义它；定义的 ${renamed.name.value} 却没有地方用到。`,
      advice: words(`将定义的名称写成 ${name}。`, `Name the type that is defined here ${name}.`),
      edits: [replaceText(subgraph, renamed.name, name)],
    };
  if (near !== undefined)
    return {
      cause,
      zh,
      advice: words(`应为 ${near}。`, `Write ${near} instead of ${name}.`),
      edits: [replaceText(subgraph, site.node, near)],
    };
  const owner = fault.all.find((other) => other !== subgraph && keysOf(other, name).length > 0);
  const stub = owner === undefined ? undefined : stubOf(owner, name);
  if (owner !== undefined && stub !== undefined)
    return {
      cause,
      zh: `${zh}它是子图“${owner.name}”的实体。`,
      advice: words(
        `在本子图末尾加上：${stub}`,
        `It is an entity of "${owner.name}": add at the end: ${stub}`,
      ),
      edits: [addDefinition(subgraph, stub), ...useDirective(subgraph, "key").edits],
    };
  return {
    cause,
    zh,
    advice: words(
      `定义类型 ${name}，或删除用到该类型的 ${site.coordinate ?? ""}。`,
      `Define the type ${name}, or remove ${site.coordinate ?? "what uses it"}.`,
    ),
    edits: removeWhereUsed(site),
  };
}

/** A stub that refers to another subgraph's entity, if its key has plain fields only. */
function stubOf(owner: SubgraphText, name: string): string | undefined {
  const fields = keysOf(owner, name)[0]?.fields ?? "";
  const lines = fields.split(/\s+/).map((field) => {
    const member = memberOf(owner, name, field)?.member;
    return member?.kind === Kind.FIELD_DEFINITION &&
      BUILT_IN.some((type) => textOf(owner, member.type).replace("!", "") === type)
      ? `  ${field}: ${textOf(owner, member.type)}`
      : undefined;
  });
  return lines.includes(undefined)
    ? undefined
    : `type ${name} @key(fields: "${fields}", resolvable: false) {\n${lines.join("\n")}\n}`;
}

function unknownDirective(fault: ComposerError, [name = ""]: readonly string[]): Explanation {
  const site = fault.sites[0];
  if (site?.directive == null) return nothing(fault);
  const zh = `${site.coordinate ?? "schema"} 用到的指令 @${name} 没有定义。`;
  const link =
    FEDERATION.has(name) &&
    !linksOf(site.subgraph).some((each) => stringArgument(each, "url")?.includes("/federation/") === true)
      ? missingLink(site.subgraph)
      : undefined;
  if (link !== undefined) return link;
  if (/add "@\w+" to the `import` argument/.test(fault.text))
    return {
      zh,
      advice: words(`在 @link 的 import 里加上 "@${name}"。`, `Add "@${name}" to the import of the @link.`),
      edits: useDirective(site.subgraph, name).edits,
    };
  return {
    cause: `@${name} of ${site.subgraph.name}`,
    zh,
    advice: words(
      `删除 @${name}，或先定义它：directive @${name} on …`,
      `Remove @${name}, or define it first: directive @${name} on …`,
    ),
    edits: [removeNode(site.subgraph, site.directive)],
  };
}

/** The elements that a subgraph may import from the federation specification. */
const FEDERATION = new Set(
  "key requires provides external extends shareable inaccessible override tag composeDirective interfaceObject authenticated requiresScopes policy context fromContext cost listSize".split(
    " ",
  ),
);

/** Explains unknown federation directives of a subgraph that lacks the `@link`. */
function missingLink(subgraph: SubgraphText): Explanation {
  const used = new Set<string>();
  visit(subgraph.document, {
    Directive: ({ name: { value } }) => {
      if (FEDERATION.has(value) && !subgraph.directiveDefinitions.some(({ name }) => name.value === value))
        used.add(`"@${value}"`);
    },
  });
  const text = `extend schema @link(url: "${latestFederation}", import: [${[...used].toSorted().join(", ")}])`;
  return {
    cause: `link of ${subgraph.name}`,
    at: subgraph.siteOf(subgraph.document),
    coordinate: "schema",
    zh: "没有用 @link 声明 Federation 2，所用的指令因此都无法识别。",
    advice: words(`在文件开头写上：${text}`, `Write at the top: ${text}`),
    edits: [insertText(subgraph, 0, `${text}\n\n`)],
  };
}

function unknownArgument(
  fault: ComposerError,
  [argument = "", directive = ""]: readonly string[],
): Explanation {
  const subgraph = fault.concerned[0];
  const found: { readonly directive: ConstDirectiveNode; readonly argument: ArgumentNode }[] = [];
  const note = (node: ConstDirectiveNode): void => {
    const wrong =
      node.name.value === directive ? node.arguments?.find(({ name }) => name.value === argument) : undefined;
    if (wrong !== undefined) found.push({ directive: node, argument: wrong });
  };
  if (subgraph !== undefined)
    // in SDL every directive is constant
    visit(subgraph.document, { Directive: (node) => note(node as ConstDirectiveNode) });
  const first = found[0];
  if (subgraph === undefined || first === undefined) return nothing(fault);
  const meant = readSentence("unknownArgumentMeant", fault.text)?.[0];
  const rename = meant !== undefined && !first.directive.arguments?.some(({ name }) => name.value === meant);
  return {
    at: subgraph.siteOf(first.argument),
    zh: `指令 @${directive} 没有参数 ${argument}。`,
    advice: rename
      ? words(`应为 ${meant}。`, `Write ${meant}.`)
      : words(`删除参数 ${argument}。`, `Remove the argument ${argument}.`),
    edits: rename
      ? [replaceText(subgraph, first.argument.name, meant)]
      : [removeArgument(subgraph, first.directive, first.argument)],
  };
}

function duplicateField(fault: ComposerError, [field = "", type = ""]: readonly string[]): Explanation {
  const subgraph = fault.concerned[0];
  const twice = subgraph
    ?.typesNamed(type)
    .flatMap((node) =>
      membersOf(node)
        .filter(({ name }) => name.value === field)
        .map((member) => ({ node, member })),
    )
    .at(-1);
  if (subgraph === undefined || twice === undefined) return nothing(fault);
  return {
    at: subgraph.siteOf(twice.member),
    zh: `${type} 的字段 ${field} 写了两次。`,
    advice: words("删除其中一个。", "Remove one of them."),
    edits: [removeMember(subgraph, twice.node, twice.member)],
  };
}

function duplicateType(fault: ComposerError, [name = ""]: readonly string[]): Explanation {
  const subgraph = fault.concerned[0];
  const second = subgraph?.typesNamed(name).filter(({ kind }) => kind.endsWith("Definition"))[1];
  if (subgraph === undefined || second === undefined) return nothing(fault);
  const description = "description" in second ? second.description : undefined;
  const keyword =
    description === undefined
      ? startOf(second)
      : subgraph.sdl.indexOf(KEYWORDS[second.kind] ?? "", endOf(description));
  return {
    at: subgraph.siteOf(second),
    zh: `类型 ${name} 定义了两次。`,
    advice: words(
      `第二处写成 extend ${KEYWORDS[second.kind] ?? "type"} ${name}，或合并两处。`,
      `Write the second as extend ${KEYWORDS[second.kind] ?? "type"} ${name}, or join the two.`,
    ),
    edits: [
      {
        subgraph: subgraph.name,
        offset: startOf(second),
        length: keyword - startOf(second),
        text: "extend ",
      },
    ],
  };
}
const KEYWORDS: Readonly<Partial<Record<TypeNode["kind"], string>>> = {
  ObjectTypeDefinition: "type",
  InterfaceTypeDefinition: "interface",
  InputObjectTypeDefinition: "input",
  EnumTypeDefinition: "enum",
  UnionTypeDefinition: "union",
  ScalarTypeDefinition: "scalar",
};

function emptyType(fault: ComposerError, [name = ""]: readonly string[]): Explanation {
  const subgraph = fault.concerned[0];
  if (subgraph === undefined) return nothing(fault);
  const uses = referencesTo(subgraph, name).map(
    ({ type, member }) => `${type.name.value}.${member.name.value}`,
  );
  return {
    zh: `类型 ${name} 没有任何内容。`,
    edits: removeType(subgraph, name),
    advice: words(
      `加上字段，或删除该类型${uses.length > 0 ? `和用到该类型的 ${uses.join("、")}` : ""}。`,
      `Give it fields, or remove it${uses.length > 0 ? ` and ${uses.join(", ")}, which use it` : ""}.`,
    ),
  };
}

function missingField(
  fault: ComposerError,
  [itf = "", field = "", type = ""]: readonly string[],
): Explanation {
  const subgraph = fault.concerned[0];
  const wanted = subgraph === undefined ? null : memberOf(subgraph, itf, field);
  const lacking = subgraph?.typesNamed(type)[0];
  if (
    subgraph === undefined ||
    wanted === null ||
    lacking === undefined ||
    wanted.member.kind !== Kind.FIELD_DEFINITION
  )
    return nothing(fault);
  const line = `${field}${
    wanted.member.arguments?.length
      ? `(${argumentsOf(wanted.member)
          .map((argument) => textOf(subgraph, argument))
          .join(", ")})`
      : ""
  }: ${textOf(subgraph, wanted.member.type)}`;
  return {
    at: subgraph.siteOf(lacking),
    zh: `${type} 实现接口 ${itf}，却没有字段 ${field}。`,
    advice: words(`在 ${type} 里加上：${line}`, `Add to ${type}: ${line}`),
    edits: [addMember(subgraph, lacking, line)],
  };
}

function wrongFieldType(
  fault: ComposerError,
  [itf = "", field = "", wanted = "", type = ""]: readonly string[],
): Explanation {
  const subgraph = fault.concerned[0];
  const found = subgraph === undefined ? null : memberOf(subgraph, type, field);
  if (subgraph === undefined || found?.member.kind !== Kind.FIELD_DEFINITION) return nothing(fault);
  return {
    at: subgraph.siteOf(found.member),
    zh: `${type}.${field} 的类型与接口 ${itf} 要求的 ${wanted} 不符。`,
    advice: words(`将类型改为 ${wanted}。`, `Write the type ${wanted}.`),
    edits: [replaceText(subgraph, found.member.type, wanted)],
  };
}

function wrongDirection(fault: ComposerError, [name = ""]: readonly string[]): Explanation {
  const site = fault.sites[0];
  if (site === undefined) return nothing(fault);
  return {
    zh: `${site.coordinate ?? ""} 的类型 ${name} 不能用在这里：输入类型只用于参数，对象类型只用于返回值。`,
    edits: removeWhereUsed(site),
    advice: words(
      `删除 ${site.coordinate ?? ""}，或换一个类型。`,
      `Remove ${site.coordinate ?? "it"}, or give it another type: input types are for arguments, object types for answers.`,
    ),
  };
}

function wrongDefault(fault: ComposerError): Explanation {
  const site = fault.sites[0];
  const node = site?.argument ?? site?.member;
  if (site === undefined || node?.kind !== Kind.INPUT_VALUE_DEFINITION) return nothing(fault);
  return {
    zh: `${site.coordinate ?? ""} 的默认值不是 ${textOf(site.subgraph, node.type)} 的值。`,
    advice: words(
      `删除默认值，或写一个 ${textOf(site.subgraph, node.type)} 的值。`,
      `Remove the default, or write one of the type ${textOf(site.subgraph, node.type)}.`,
    ),
    edits: removeDefault(site.subgraph, node),
  };
}
