/** Access rights: an edit never removes a demand. */
import { Kind } from "graphql";
import { addDirective, baseName, removeNode, useDirective } from "../edits.js";
import { rule, words, type Rules } from "../composer-error.js";
import { readSentence } from "../composer-sentences.js";
import {
  directiveOn,
  directivesOf,
  memberOf,
  membersOf,
  textOf,
  type MemberNode,
  type SubgraphText,
  type TypeNode,
} from "../subgraph-text.js";

const DEMANDS = ["authenticated", "requiresScopes", "policy"];

export const authRules: Rules = {
  AUTH_REQUIREMENTS_APPLIED_ON_INTERFACE: rule(
    "访问要求（@authenticated、@requiresScopes、@policy）不能写在接口上，要写在实现该接口的类型上。",
    "Demands on the caller (@authenticated, @requiresScopes, @policy) stand on the types that implement an interface, not on it.",
    ({ sites: [site] }) => {
      if (site?.directive == null || site.type === null) return { zh: "", advice: words("", ""), edits: [] };
      const { subgraph, type, member } = site;
      const demand = textOf(subgraph, site.directive);
      const targets = implementersOf(subgraph, type).flatMap((node): readonly (TypeNode | MemberNode)[] =>
        member === null ? [node] : membersOf(node).filter(({ name }) => name.value === member.name.value),
      );
      const marked = (
        targets.length > 0 ? targets : type.kind.startsWith("Object") ? membersOf(type) : []
      ).filter((node) => directiveOn(node, site.directive?.name.value ?? "") === undefined);
      const names = marked.map((node) => subgraph.siteOf(node).coordinate ?? "");
      return {
        zh: `${site.coordinate ?? ""} 属于接口，不能写 ${demand}。`,
        advice: words(
          `将 ${demand} 移到 ${names.join("、") || "实现该接口的类型"} 上。`,
          `Move ${demand} to ${names.join(", ") || "the types that implement it"}.`,
        ),
        edits: [
          removeNode(subgraph, site.directive),
          ...marked.map((node) => addDirective(subgraph, node, demand)),
        ],
      };
    },
  ),
  MISSING_TRANSITIVE_AUTH_REQUIREMENTS: rule(
    "用 @requires 或上下文取得受限数据的字段，要有同样的访问要求。",
    "A field that takes restricted data by @requires or from a context makes the same demands.",
    (fault) => {
      const [type = "", field = ""] = readSentence("unprotectedField", fault.text) ?? [];
      const [sourceType = "", sourceField = ""] = readSentence("unprotectedSource", fault.text) ?? [];
      const here = fault.concerned.flatMap((subgraph) =>
        [memberOf(subgraph, type, field)].flatMap((found) =>
          found === null ? [] : [{ subgraph, member: found.member }],
        ),
      )[0];
      const source = fault.all.flatMap((subgraph) =>
        [memberOf(subgraph, sourceType, sourceField)].flatMap((found) =>
          found === null || found.member.kind !== Kind.FIELD_DEFINITION
            ? []
            : [
                ...directivesOf(found.member).map((directive) => ({ subgraph, directive })),
                ...directivesOf(found.type).map((directive) => ({ subgraph, directive })),
                ...subgraph
                  .typesNamed(baseName(found.member))
                  .flatMap((node) => directivesOf(node))
                  .map((directive) => ({ subgraph, directive })),
              ],
        ),
      );
      const demands = source.filter(
        ({ directive }) =>
          DEMANDS.includes(directive.name.value) &&
          directiveOn(here?.member ?? null, directive.name.value) === undefined,
      );
      const texts = [...new Set(demands.map(({ subgraph, directive }) => textOf(subgraph, directive)))];
      return {
        concerned: [...fault.concerned, ...demands.map(({ subgraph }) => subgraph)],
        at: here?.subgraph.siteOf(here.member),
        coordinate: `${type}.${field}`,
        zh: `${type}.${field} 取用受限的 ${sourceType}.${sourceField}，自己却没有同样的访问要求。`,
        advice: words(
          `在 ${type}.${field} 后写上 ${texts.join(" ")}。`,
          `Write ${texts.join(" ")} behind ${type}.${field}.`,
        ),
        edits:
          here === undefined
            ? []
            : [...new Set(demands.map(({ directive }) => directive.name.value))]
                .flatMap((name) => useDirective(here.subgraph, name).edits)
                .concat(texts.map((text) => addDirective(here.subgraph, here.member, text))),
      };
    },
  ),
};

const implementersOf = (subgraph: SubgraphText, type: TypeNode): readonly TypeNode[] =>
  subgraph.types.filter(
    (node) =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION &&
      node.interfaces?.some(({ name }) => name.value === type.name.value),
  );
