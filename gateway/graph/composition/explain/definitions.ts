/** Federation's own definitions, root types and names. */
import { Kind } from "graphql";
import { addDefinition, ownName, removeNode, renameType } from "../edits.js";
import { quoted, rule, words, type ComposerError, type Rules } from "../composer-error.js";
import { readSentence } from "../composer-sentences.js";

export const definitionRules: Rules = {
  DIRECTIVE_DEFINITION_INVALID: rule(
    "Federation 自带的指令不必自己定义；若定义，必须和规范一致。",
    "Federation's directives need no definition; one that is there is as specified.",
    ({ sites: [site], text, concerned }) => {
      const name =
        readSentence("redefinedDirective", text)?.[0] ?? site?.coordinate?.match(/^@(\w+)/)?.[1] ?? "";
      const subgraph = site?.subgraph ?? concerned[0];
      const definitions =
        subgraph?.directiveDefinitions.filter((definition) => definition.name.value === name) ?? [];
      return {
        zh: `指令 @${name} 的定义与规范不符。`,
        advice: words(
          `删除 directive @${name} 的定义，只在 @link 里导入它。`,
          `Remove the definition of directive @${name}; importing it in the @link is enough.`,
        ),
        coordinate: site?.coordinate ?? `@${name}`,
        edits:
          subgraph === undefined ? [] : definitions.map((definition) => removeNode(subgraph, definition)),
      };
    },
  ),
  TYPE_DEFINITION_INVALID: rule(
    "Federation 自带的类型不必自己定义；若定义，必须和规范一致。",
    "Federation's types need no definition; one that is there is as specified.",
    ({ text, sites, concerned }) => {
      const [name = ""] = readSentence("redefinedType", text) ?? [];
      const subgraph = concerned[0];
      const definitions = subgraph?.typesNamed(name) ?? [];
      return {
        at: sites[0] ?? (definitions[0] === undefined ? undefined : subgraph?.siteOf(definitions[0])),
        coordinate: name,
        zh: `类型 ${name} 的定义与规范不符。`,
        advice: words(
          `删除类型 ${name} 的定义；若它是本部门自己的类型，请换个名称，并从 @link 的 import 里删除它。`,
          `Remove the definition of ${name}; if it is a type of your own, rename it and take it out of the import of the @link.`,
        ),
        edits:
          subgraph === undefined ? [] : definitions.map((definition) => removeNode(subgraph, definition)),
      };
    },
  ),
  ROOT_QUERY_USED: rule(
    "名为 Query 的类型只能是查询的根。",
    "A type named Query is the query root.",
    (fault) => renameImpostor(fault, "Query"),
  ),
  ROOT_MUTATION_USED: rule(
    "名为 Mutation 的类型只能是变更的根。",
    "A type named Mutation is the mutation root.",
    (fault) => renameImpostor(fault, "Mutation"),
  ),
  ROOT_SUBSCRIPTION_USED: rule(
    "名为 Subscription 的类型只能是订阅的根。",
    "A type named Subscription is the subscription root.",
    (fault) => renameImpostor(fault, "Subscription"),
  ),
  INVALID_SUBGRAPH_NAME: rule("子图的名称不能是“_”。", 'A subgraph is not named "_".', () => ({
    zh: "子图名“_”是保留的。",
    advice: words(
      "换一个名称发布，例如部门的英文名。",
      "Publish under another name, such as the department's.",
    ),
    edits: [],
  })),
  NO_QUERIES: rule(
    "至少一个子图要有查询（type Query）。",
    "At least one subgraph has a query (type Query).",
    ({ all }) => {
      const subgraph = all.find(({ types }) =>
        types.some(({ kind }) => kind === Kind.OBJECT_TYPE_DEFINITION),
      );
      const type = subgraph?.types.find(({ kind }) => kind === Kind.OBJECT_TYPE_DEFINITION)?.name.value;
      const text =
        type === undefined
          ? ""
          : `type Query {\n  ${type.charAt(0).toLowerCase()}${type.slice(1)}s: [${type}!]!\n}`;
      return {
        coordinate: "Query",
        at:
          subgraph?.document.definitions[0] === undefined
            ? undefined
            : subgraph.siteOf(subgraph.document.definitions[0]),
        zh: "所有子图都没有查询。",
        advice: words(`加上一个查询，例如：${text}`, `Add a query, such as: ${text}`),
        edits: subgraph === undefined || type === undefined ? [] : [addDefinition(subgraph, text)],
      };
    },
  ),
};

/** Renames a type that has a root type's default name although the root is another type. */
function renameImpostor(fault: ComposerError, name: string) {
  const subgraph = fault.concerned[0];
  const root = quoted(fault.text)[1] ?? "";
  const impostor = fault.sites.find(({ type }) => type?.name.value === name) ?? fault.sites[0];
  const own = subgraph === undefined ? "" : ownName(subgraph, fault.all, `${name}Type`);
  return {
    at: impostor,
    coordinate: name,
    zh: `${root} 是根类型，却另有一个名为 ${name} 的类型。`,
    advice: words(
      `将类型 ${name} 改名为 ${own}；若它才是根，则删除 schema 里的设置。`,
      `Rename the type ${name} to ${own}; if it is meant to be the root, remove the setting from \`schema\`.`,
    ),
    edits: subgraph === undefined ? [] : renameType(subgraph, name, own),
  };
}
