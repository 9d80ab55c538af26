/** `@context` and `@fromContext`. */
import { Kind, type ConstDirectiveNode } from "graphql";
import {
  addDirective,
  argumentOf,
  keysOf,
  makeOptional,
  removeArgument,
  removeDefault,
  removeNode,
  replaceText,
  stringArgument,
} from "../edits.js";
import { namesOf, rule, words, type Explanation, type ComposerError, type Rules } from "../composer-error.js";
import { readSentence } from "../composer-sentences.js";
import { nearest } from "../../../nearest-name.js";
import {
  argumentsOf,
  directiveOn,
  directivesOf,
  memberOf,
  membersOf,
  textOf,
  type Site,
  type SubgraphText,
} from "../subgraph-text.js";

export const contextRules: Rules = {
  CONTEXT_NAME_INVALID: rule(
    "@context 的名称只用字母和数字，以字母开头。",
    "The name of a @context is letters and digits, a letter first.",
    ({ sites: [site] }) => {
      const name = site?.directive == null ? "" : (stringArgument(site.directive, "name") ?? "");
      const meant =
        name
          .replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? "")
          .replace(/^\d+/, "") || "context";
      const value = site?.directive == null ? undefined : argumentOf(site.directive, "name")?.value;
      return {
        zh: `上下文名“${name}”不符合规则。`,
        advice: words(
          `写成 "${meant}"，用到该名称的 @fromContext 也一并修改。`,
          `Write "${meant}", also in the @fromContext that use it.`,
        ),
        edits:
          site === undefined || value === undefined
            ? []
            : [
                replaceText(site.subgraph, value, JSON.stringify(meant)),
                ...usesOf(site.subgraph).flatMap(({ field, text, node }) =>
                  field === name
                    ? [
                        replaceText(
                          site.subgraph,
                          node,
                          JSON.stringify(text.replace(`$${name}`, `$${meant}`)),
                        ),
                      ]
                    : [],
                ),
              ],
      };
    },
  ),
  CONTEXT_NOT_SET: rule(
    "@fromContext 用到的上下文，须在上层类型用 @context 设好，参数不能有默认值，字段不能属于接口。",
    "The context of a @fromContext is set by a @context further up; its argument has no default and its field is of no interface.",
    (fault) => {
      const site = fault.sites[0];
      const value = site?.directive == null ? undefined : argumentOf(site.directive, "field")?.value;
      if (site?.argument != null && fault.text.includes("may not have a default value"))
        return {
          zh: `${site.coordinate ?? ""} 来自上下文，不能有默认值。`,
          advice: words("删除默认值。", "Remove the default."),
          edits: removeDefault(site.subgraph, site.argument),
        };
      const missing = readSentence("contextNotSet", fault.text)?.[0];
      const meant =
        missing === undefined || site === undefined ? undefined : nearest(missing, contextsOf(site.subgraph));
      if (site !== undefined && meant !== undefined && value?.kind === Kind.STRING)
        return {
          zh: `${site.coordinate ?? ""} 用到上下文 ${missing ?? ""}，但没有设置该上下文。`,
          advice: words(`应为 $${meant}。`, `Write $${meant}.`),
          edits: [
            replaceText(
              site.subgraph,
              value,
              JSON.stringify(value.value.replace(`$${missing ?? ""}`, `$${meant}`)),
            ),
          ],
        };
      return plain(
        site,
        missing === undefined
          ? `${site?.coordinate ?? ""} 不能使用 @fromContext。`
          : `${site?.coordinate ?? ""} 用到上下文 ${missing}，但没有类型用 @context(name: "${missing}") 设置该上下文。`,
      );
    },
  ),
  CONTEXT_INVALID_SELECTION: rule(
    "@fromContext 从上下文里选一个字段，类型与参数一致。",
    "A @fromContext selects one field of the context, of the argument's type.",
    (fault) => invalidSelection(fault),
  ),
  NO_CONTEXT_IN_SELECTION: rule(
    '@fromContext 写作 "$上下文 { 字段 }"。',
    'A @fromContext is written "$context { field }".',
    (fault) => {
      const site = fault.sites[0];
      const value = site?.directive == null ? undefined : argumentOf(site.directive, "field")?.value;
      const contexts = site === undefined ? [] : [...contextsOf(site.subgraph)];
      if (
        site === undefined ||
        contexts.length !== 1 ||
        value?.kind !== Kind.STRING ||
        !/^\s*\w+\s*$/.test(value.value)
      )
        return plain(site, `${site?.coordinate ?? ""} 的 @fromContext 没有写明上下文。`);
      const text = `$${contexts[0] ?? ""} { ${value.value.trim()} }`;
      return {
        zh: `${site.coordinate ?? ""} 的 @fromContext 没有写明上下文。`,
        advice: words(`写成 field: "${text}"。`, `Write field: "${text}".`),
        edits: [replaceText(site.subgraph, value, JSON.stringify(text))],
      };
    },
  ),
  CONTEXT_NO_RESOLVABLE_KEY: rule(
    "字段用到上下文的类型，要有可解析的 @key。",
    "A type whose field takes something from a context has a resolvable @key.",
    ({ sites: [site] }) => {
      if (site?.type == null) return { zh: "", advice: words("", ""), edits: [] };
      const closed = keysOf(site.subgraph, site.type.name.value).flatMap(({ directive }) => {
        const argument = argumentOf(directive, "resolvable");
        return argument === undefined ? [] : [removeArgument(site.subgraph, directive, argument)];
      });
      const fields = membersOf(site.type).filter(
        (member) => member.kind === Kind.FIELD_DEFINITION && argumentsOf(member).length === 0,
      );
      const key =
        fields.find((member) => "type" in member && textOf(site.subgraph, member.type) === "ID!") ??
        fields[0];
      const text = `@key(fields: "${key?.name.value ?? ""}")`;
      return {
        zh: `${site.type.name.value} 没有可解析的 @key。`,
        advice:
          closed.length > 0
            ? words("删除 resolvable: false。", "Remove resolvable: false.")
            : words(`写上 ${text}，并实现按它取对象。`, `Write ${text}, and resolve the objects by it.`),
        edits:
          closed.length > 0
            ? closed.slice(0, 1)
            : key === undefined
              ? []
              : [addDirective(site.subgraph, site.type, text)],
      };
    },
  ),
  CONTEXTUAL_ARGUMENT_NOT_CONTEXTUAL_IN_ALL_SUBGRAPHS: rule(
    "在一个子图来自上下文的参数，在其他子图须可不填，或也来自上下文。",
    "An argument that comes from a context in one subgraph may be left out, or comes from a context, in the others.",
    ({ sites: [site], all, concerned }) => ({
      concerned: all.filter(
        (subgraph) =>
          concerned.includes(subgraph) ||
          (site?.type != null &&
            site.member !== null &&
            argumentsOf(
              memberOf(subgraph, site.type.name.value, site.member.name.value)?.member ?? null,
            ).some(
              (argument) =>
                argument.name.value === site.argument?.name.value &&
                directiveOn(argument, "fromContext") !== undefined,
            )),
      ),
      zh: `参数 ${site?.coordinate ?? ""} 在其他子图来自上下文，在“${site?.subgraph.name ?? ""}”却是必填的。`,
      advice: words(
        "删除类型末尾的“!”，或也用 @fromContext。",
        'Remove the "!" at the end of its type, or use @fromContext here too.',
      ),
      edits: site?.argument == null ? [] : makeOptional(site.subgraph, site.argument),
    }),
  ),
};

const contextsOf = (subgraph: SubgraphText): ReadonlySet<string> =>
  new Set(
    subgraph.types
      .flatMap((type) => directivesOf(type))
      .filter(({ name }) => name.value === "context")
      .flatMap((directive) => stringArgument(directive, "name") ?? []),
  );

function usesOf(subgraph: SubgraphText) {
  const contextual = subgraph.types
    .flatMap((type) => membersOf(type))
    .flatMap((member) => argumentsOf(member));
  const uses = contextual.flatMap((argument): readonly ConstDirectiveNode[] => {
    const directive = directiveOn(argument, "fromContext");
    return directive === undefined ? [] : [directive];
  });
  return uses.flatMap((directive) => {
    const node = argumentOf(directive, "field")?.value;
    return node?.kind === Kind.STRING
      ? [{ node, text: node.value, field: /\$(\w+)/.exec(node.value)?.[1] ?? "" }]
      : [];
  });
}

const plain = (site: Site | undefined, zh: string): Explanation => ({
  zh,
  advice: words(
    "删除 @fromContext，参数成为普通参数；或先设好上下文。",
    "Remove @fromContext, so that the argument is a plain one; or set the context first.",
  ),
  edits: site?.directive == null ? [] : [removeNode(site.subgraph, site.directive)],
});

function invalidSelection({ sites: [site], text }: ComposerError): Explanation {
  const directive = site?.argument == null ? undefined : directiveOn(site.argument, "fromContext");
  const value = directive === undefined ? undefined : argumentOf(directive, "field")?.value;
  if (site?.argument == null || directive === undefined || value?.kind !== Kind.STRING)
    return plain(site, text);
  const chosen = readSentence("selectionOfType", text)?.[0]?.replace(/!$/, "");
  if (chosen !== undefined && chosen !== "undefined")
    return {
      zh: `${site.coordinate ?? ""} 是 ${textOf(site.subgraph, site.argument.type)}，从上下文取来的却是 ${chosen}。`,
      advice: words(`将参数的类型改为 ${chosen}。`, `Write the argument's type as ${chosen}.`),
      edits: [replaceText(site.subgraph, site.argument.type, chosen)],
    };
  const [field = "", type = ""] = readSentence("noSuchField", text) ?? [];
  const meant = nearest(
    field,
    site.subgraph.typesNamed(type).flatMap((node) => membersOf(node).map(({ name }) => name.value)),
  );
  if (meant !== undefined)
    return {
      zh: `${site.coordinate ?? ""} 从上下文取 ${type}.${field}，但没有这个字段。`,
      advice: words(`应为 ${meant}。`, `Write ${meant}.`),
      edits: [
        replaceText(
          site.subgraph,
          value,
          JSON.stringify(value.value.replace(new RegExp(`\\b${field}\\b`), meant)),
        ),
      ],
    };
  return plain(
    { ...site, directive },
    field === ""
      ? `${site.coordinate ?? ""} 从上下文选取的内容不正确：${value.value}。`
      : `${site.coordinate ?? ""} 从上下文取 ${type}.${field}，但${namesOf([site.subgraph])}没有这个字段。`,
  );
}
