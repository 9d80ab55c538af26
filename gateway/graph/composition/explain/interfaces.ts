/** Entity interfaces and interface objects. */
import { Kind } from "graphql";
import {
  addDirective,
  addMember,
  argumentOf,
  endOf,
  insertText,
  keysOf,
  removeDirective,
  removeArgument,
  removeType,
} from "../edits.js";
import { namesOf, quoted, rule, words, type Rules } from "../composer-error.js";
import { readSentence } from "../composer-sentences.js";
import { memberOf, textOf } from "../subgraph-text.js";

export const interfaceRules: Rules = {
  INTERFACE_OBJECT_USAGE_ERROR: rule(
    "@interfaceObject 用在有 @key 的类型上，另一个子图将其定义为接口，本子图不定义其实现。",
    "@interfaceObject is for a type with a @key that another subgraph defines as an interface, of which this one defines no implementation.",
    (fault) => {
      const site = fault.sites[0];
      const subgraph = site?.subgraph;
      const name = site?.type?.name.value ?? "";
      if (site?.type == null || subgraph === undefined)
        return { zh: fault.text, advice: words("", ""), edits: [] };
      if (fault.text.includes("should not define any of the implementation types")) {
        const defined = quoted(fault.text.slice(fault.text.lastIndexOf("it defines")));
        return {
          at: fault.sites[1],
          zh: `“${subgraph.name}”将 ${name} 当作接口对象，却又定义了其实现 ${defined.join("、")}。`,
          advice: words(
            `从本子图删除 ${defined.join("、")}，字段写到 ${name} 上；若要分别定义，则删除 @interfaceObject。`,
            `Remove ${defined.join(", ")} here and write their fields on ${name}; to define them apart, drop @interfaceObject instead.`,
          ),
          edits: defined.flatMap((type) => removeType(subgraph, type)),
        };
      }
      const owner = fault.all.find(
        (other) =>
          other !== subgraph &&
          other.typesNamed(name).some(({ kind }) => kind.startsWith("Interface")) &&
          keysOf(other, name).length > 0,
      );
      const key = owner === undefined ? undefined : keysOf(owner, name)[0]?.fields;
      if (
        fault.text.includes("has no @key") &&
        owner !== undefined &&
        key !== undefined &&
        /^\w+$/.test(key)
      ) {
        const theirs = memberOf(owner, name, key)?.member;
        const line =
          theirs?.kind === Kind.FIELD_DEFINITION && memberOf(subgraph, name, key) === null
            ? [addMember(subgraph, site.type, `${key}: ${textOf(owner, theirs.type)}`)]
            : [];
        return {
          zh: `${name} 标了 @interfaceObject，却没有 @key。`,
          advice: words(
            `写上 @key(fields: "${key}")，与“${owner.name}”相同。`,
            `Write @key(fields: "${key}"), as "${owner.name}" does.`,
          ),
          edits: [addDirective(subgraph, site.type, `@key(fields: "${key}")`), ...line],
        };
      }
      return {
        zh: fault.text.includes("has no @key")
          ? `${name} 标了 @interfaceObject，却没有 @key。`
          : `${name} 标了 @interfaceObject，却没有子图将其定义为接口。`,
        advice: words(
          "删除 @interfaceObject；若确有这个接口，请核对名称并写上 @key。",
          "Remove @interfaceObject; if there is such an interface, check its name and write its @key.",
        ),
        edits: fault.sites.flatMap((each) =>
          each.type === null ? [] : removeDirective(each.subgraph, each.type, "interfaceObject"),
        ),
      };
    },
  ),
  INTERFACE_KEY_NOT_ON_IMPLEMENTATION: rule(
    "接口的 @key，每个实现该接口的类型都要有。",
    "Every type that implements an interface has its @key.",
    (fault) => {
      const [key = "", itf = ""] = readSentence("interfaceKey", fault.text) ?? [];
      const names = fault.sites.map(({ coordinate }) => coordinate ?? "").join("、");
      return {
        zh: `接口 ${itf} 有 ${key}，${names} 没有（或不可解析）。`,
        advice: words(`在 ${names} 后写上 ${key}。`, `Write ${key} behind ${names}.`),
        edits: fault.sites.flatMap(({ subgraph, type }) => {
          if (type === null) return [];
          const closed = keysOf(subgraph, type.name.value).flatMap(({ directive, fields }) => {
            const argument = argumentOf(directive, "resolvable");
            return argument !== undefined && key.includes(`"${fields}"`)
              ? [removeArgument(subgraph, directive, argument)]
              : [];
          });
          return closed.length > 0 ? closed : [addDirective(subgraph, type, key)];
        }),
      };
    },
  ),
  INTERFACE_KEY_MISSING_IMPLEMENTATION_TYPE: rule(
    "接口带可解析的 @key 的子图，要定义其全部实现类型。",
    "A subgraph whose interface has a resolvable @key defines all types that implement it.",
    (fault) => {
      const site = fault.sites[0];
      const missing = quoted(fault.text.slice(fault.text.indexOf("should define"))).slice(0, -1);
      const others = fault.all.filter((other) => missing.some((type) => other.typesNamed(type).length > 0));
      return {
        coordinate: site?.type?.name.value,
        concerned: [...fault.concerned, ...others],
        zh: `“${site?.subgraph.name ?? ""}”的接口 ${site?.type?.name.value ?? ""} 有可解析的 @key，却没有定义${namesOf(others)}的 ${missing.join("、")}。`,
        advice: words(
          `在 @key 里写 resolvable: false；若要由本子图解析 ${site?.type?.name.value ?? ""}，则定义 ${missing.join("、")}。`,
          `Write resolvable: false in the @key; if this subgraph is to resolve ${site?.type?.name.value ?? ""}, define ${missing.join(", ")} instead.`,
        ),
        edits:
          site?.directive == null
            ? []
            : [insertText(site.subgraph, endOf(site.directive) - 1, ", resolvable: false")],
      };
    },
  ),
};
