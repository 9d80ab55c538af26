/** Rules for fields that another subgraph resolves. */
import { Kind } from "graphql";
import {
  addArgument,
  changeFieldSet,
  removeDirective,
  removeMember,
  removeNode,
  replaceText,
  stringArgument,
  withoutField,
} from "../edits.js";
import { quoted, rule, words, type Explanation, type ComposerError, type Rules } from "../composer-error.js";
import {
  directiveOn,
  directivesOf,
  memberOf,
  membersOf,
  textOf,
  type Site,
  type SubgraphText,
} from "../subgraph-text.js";

export const externalRules: Rules = {
  EXTERNAL_UNUSED: rule(
    "@external 字段必须被 @key、@requires、@provides 或接口用到。",
    "An @external field is used by a @key, @requires, @provides or an interface.",
    ({ sites: [site] }) => ({
      zh: `${site?.coordinate ?? ""} 标为 @external，但本子图没有任何地方用到它。`,
      advice: words(
        "删除这个字段；若本子图要解析它，则删除 @external。",
        "Remove the field; if this subgraph is to resolve it, remove @external instead.",
      ),
      edits:
        site?.type == null || site.member === null
          ? []
          : [removeMember(site.subgraph, site.type, site.member)],
    }),
  ),
  EXTERNAL_COLLISION_WITH_ANOTHER_DIRECTIVE: rule(
    "一个字段不能同时标 @external 和 @provides。",
    "A field is not both @external and @provides.",
    ({ sites: [site] }) => ({
      zh: `${site?.coordinate ?? ""} 同时标了 @external 和 @provides。`,
      advice: words(
        "删除 @provides：由其他子图解析这个字段。",
        "Remove @provides: another subgraph resolves this field.",
      ),
      edits: site?.member == null ? [] : removeDirective(site.subgraph, site.member, "provides"),
    }),
  ),
  EXTERNAL_TYPE_MISMATCH: rule(
    "@external 字段的类型要和解析该字段的子图一致。",
    "An @external field has the type that the subgraph resolving it gives.",
    (fault) => {
      const { here, there } = sides(fault);
      if (here?.member?.kind !== Kind.FIELD_DEFINITION || there?.member?.kind !== Kind.FIELD_DEFINITION)
        return unclear(fault);
      const [mine, theirs] = [
        textOf(here.subgraph, here.member.type),
        textOf(there.subgraph, there.member.type),
      ];
      return {
        at: here,
        zh: `${here.coordinate ?? ""} 在“${here.subgraph.name}”是 ${mine}，在“${there.subgraph.name}”（由它解析）是 ${theirs}。`,
        advice: words(
          `将“${here.subgraph.name}”里的类型改为 ${theirs}。`,
          `In "${here.subgraph.name}", write the type ${theirs}.`,
        ),
        edits: [replaceText(here.subgraph, here.member.type, theirs)],
      };
    },
  ),
  EXTERNAL_ARGUMENT_MISSING: rule(
    "@external 字段要带有解析该字段的子图所声明的全部参数。",
    "An @external field declares all arguments that the subgraph resolving it declares.",
    (fault) => {
      const there = fault.sites[0];
      const [coordinate = ""] = quoted(fault.text);
      const [type = "", field = ""] = coordinate.split(".");
      const here = fault.concerned
        .map((subgraph) => ({ subgraph, found: memberOf(subgraph, type, field) }))
        .find(({ found }) => found !== null && directiveOn(found.member, "external") !== undefined);
      if (there?.argument == null || here?.found?.member.kind !== Kind.FIELD_DEFINITION)
        return unclear(fault);
      const text = textOf(there.subgraph, there.argument);
      return {
        concerned: fault.concerned.filter((subgraph) => memberOf(subgraph, type, field) !== null),
        at: here.subgraph.siteOf(here.found.member),
        coordinate: there.coordinate ?? undefined,
        zh: `${coordinate} 在“${here.subgraph.name}”缺少参数 ${there.argument.name.value}，“${there.subgraph.name}”声明了它。`,
        advice: words(`写成 ${field}(${text})。`, `Write ${field}(${text}).`),
        edits: [addArgument(here.subgraph, here.found.member, text)],
      };
    },
  ),
  EXTERNAL_ARGUMENT_TYPE_MISMATCH: rule(
    "@external 字段的参数类型要和解析该字段的子图一致。",
    "The arguments of an @external field have the types that the subgraph resolving it gives.",
    alignArgument,
  ),
  EXTERNAL_ARGUMENT_DEFAULT_MISMATCH: rule(
    "@external 字段的参数默认值要和解析该字段的子图一致。",
    "The arguments of an @external field have the defaults that the subgraph resolving it gives.",
    alignArgument,
  ),
  EXTERNAL_ON_INTERFACE: rule(
    "接口的字段不能标 @external。",
    "A field of an interface is not @external.",
    ({ sites: [site] }) => ({
      zh: `接口字段 ${site?.coordinate ?? ""} 标了 @external；接口字段本来就不由任何子图解析。`,
      advice: words(
        "删除 @external，只标在实现该接口的对象类型上。",
        "Remove @external; keep it on the object types that implement the interface.",
      ),
      edits: site?.member == null ? [] : removeDirective(site.subgraph, site.member, "external"),
    }),
  ),
  EXTERNAL_MISSING_ON_BASE: rule(
    "@external 字段必须有一个子图真正解析它。",
    "Some subgraph resolves each @external field.",
    (fault) => {
      const site = fault.sites[0];
      if (site?.type == null || site.member === null) return unclear(fault);
      return {
        zh: `${site.coordinate ?? ""} 在每个声明该字段的子图里都标为 @external，没有子图解析它。`,
        advice: words(
          `若由本子图解析，删除 @external（本子图的 @requires、@provides 也不必再选它）；否则请应提供该字段的部门先发布 ${site.coordinate ?? ""}。这是建议，由您决定。`,
          `If this subgraph resolves it, remove @external, and take it out of this subgraph's @requires and @provides; else ask the department that has it to publish ${site.coordinate ?? ""} first. A proposal: the choice is yours.`,
        ),
        edits: [
          ...removeDirective(site.subgraph, site.member, "external"),
          ...withoutUses(site.subgraph, site.type.name.value, site.member.name.value),
        ],
      };
    },
  ),
  MERGED_DIRECTIVE_APPLICATION_ON_EXTERNAL: rule(
    "@external 字段不能带会进入总图的指令（如 @tag、@inaccessible）。",
    "An @external field carries no directive that goes into the whole graph (@tag, @inaccessible, …).",
    ({ sites: [site] }) => ({
      zh: `${site?.coordinate ?? ""} 是 @external，不能再标 ${site?.directive == null ? "" : textOf(site.subgraph, site.directive)}。`,
      advice: words(
        "从这里删除该指令；应写在解析该字段的子图里。",
        "Remove the directive here; it belongs in the subgraph that resolves the field.",
      ),
      edits: site?.directive == null ? [] : [removeNode(site.subgraph, site.directive)],
    }),
  ),
};

const unclear = ({ text }: ComposerError): Explanation => ({
  zh: text,
  advice: words("请使各子图的声明一致。", "Make the subgraphs' declarations agree."),
  edits: [],
});

/** The site that only refers to the field, and the one that resolves it. */
function sides({ sites }: ComposerError): {
  readonly here: Site | undefined;
  readonly there: Site | undefined;
} {
  const refers = ({ type, member }: Site): boolean =>
    directiveOn(member, "external") !== undefined || directiveOn(type, "external") !== undefined;
  return { here: sites.find(refers), there: sites.find((site) => !refers(site)) };
}

function alignArgument(fault: ComposerError): Explanation {
  const { here, there } = sides(fault);
  if (here?.argument == null || there?.argument == null) return unclear(fault);
  const [mine, theirs] = [textOf(here.subgraph, here.argument), textOf(there.subgraph, there.argument)];
  return {
    at: here,
    zh: `参数 ${here.coordinate ?? ""} 在“${here.subgraph.name}”写作 ${mine}，在“${there.subgraph.name}”（由它解析）写作 ${theirs}。`,
    advice: words(
      `将“${here.subgraph.name}”里的参数改为 ${theirs}。`,
      `In "${here.subgraph.name}", write the argument ${theirs}.`,
    ),
    edits: [replaceText(here.subgraph, here.argument, theirs)],
  };
}

/** Removes a field from the `@requires` of its type, and from the `@provides` of fields of that type. */
const withoutUses = (subgraph: SubgraphText, typeName: string, field: string) =>
  subgraph.types
    .flatMap((type) => membersOf(type))
    .flatMap((member) => {
      if (member.kind !== Kind.FIELD_DEFINITION) return [];
      const owner = memberOf(subgraph, typeName, member.name.value)?.member === member;
      return directivesOf(member)
        .filter(({ name }) => (owner && name.value === "requires") || name.value === "provides")
        .filter((directive) => new RegExp(`\\b${field}\\b`).test(stringArgument(directive, "fields") ?? ""))
        .map((directive) => changeFieldSet(subgraph, directive, withoutField(field)));
    });
