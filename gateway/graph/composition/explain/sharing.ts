/** Fields that more than one subgraph resolves. */
import { addDirective, keysOf, removeDirective, removeMember, removeNode, useDirective } from "../edits.js";
import { namesOf, quoted, rule, words, type Explanation, type Rules } from "../composer-error.js";
import { readSentence, readSentences } from "../composer-sentences.js";
import { directiveOn, memberOf, textOf, type Site, type SubgraphText } from "../subgraph-text.js";

/**
 * Key fields are shareable without `@shareable`. If the others have the field in a key, this subgraph's key
 * is missing, or names another field.
 */
function lostKey(
  { subgraph }: Site,
  {
    type,
    field,
    keyed,
  }: { readonly type: string; readonly field: string; readonly keyed: readonly SubgraphText[] },
): Explanation {
  const node =
    subgraph.typesNamed(type).find((each) => directiveOn(each, "key") !== undefined) ??
    subgraph.typesNamed(type)[0];
  const key = useDirective(subgraph, "key");
  const text = `${key.name}(fields: "${field}")`;
  return {
    cause: `keys of ${type} in ${subgraph.name}`,
    at: node && subgraph.siteOf(directiveOn(node, "key") ?? node),
    zh: `${type} 在${namesOf(keyed)}以 ${field} 为键，在“${subgraph.name}”却不是。`,
    advice: words(
      `在“${subgraph.name}”的 ${type} 后写上 ${text}，或以它替换原来的键；若 ${field} 另有含义，请改名。`,
      `In "${subgraph.name}", write ${text} behind ${type}, or put it in place of the key that is there; if ${field} means something else, rename it.`,
    ),
    edits: node === undefined ? [] : [...key.edits, addDirective(subgraph, node, text)],
  };
}

export const sharingRules: Rules = {
  INVALID_FIELD_SHARING: rule(
    "多个子图都解析的字段，每个子图都要标 @shareable，且不能是订阅。",
    "A field that several subgraphs resolve is @shareable in each of them; subscriptions never are.",
    (fault) => {
      if (fault.text.startsWith("Fields on root level subscription")) {
        const site = fault.sites[0];
        return {
          zh: `订阅字段 ${site?.coordinate ?? ""} 不能标 @shareable。`,
          advice: words("删除 @shareable。", "Remove @shareable."),
          edits: fault.sites.flatMap(({ subgraph, member }) =>
            member === null ? [] : removeDirective(subgraph, member, "shareable"),
          ),
        };
      }
      const own = fault.text.slice(fault.text.indexOf("defined as non-shareable in"));
      const lacking = fault.sites.filter(
        ({ subgraph }) => /in all of them/.test(own) || quoted(own).includes(subgraph.name),
      );
      const here = fault.changing(
        lacking,
        ({ subgraph }) => subgraph,
        ({ subgraph }) => subgraph.name,
      );
      const coordinate = fault.sites[0]?.coordinate ?? "";
      const [type = "", field = ""] = coordinate.split(".");
      const keyed = fault.all.filter((subgraph) =>
        keysOf(subgraph, type).some(({ fields }) => fields.trim() === field),
      );
      if (here !== undefined && lacking.length === 1 && keyed.length > 0 && !keyed.includes(here.subgraph))
        return lostKey(here, { type, field, keyed });
      return {
        at: here,
        zh: `${coordinate} 由${namesOf(fault.concerned)}各自解析，但在${namesOf(lacking.map(({ subgraph }) => subgraph))}没有标 @shareable。`,
        advice: words(
          `若各子图给出的值一定相同，在${namesOf(lacking.map(({ subgraph }) => subgraph))}的 ${coordinate} 后都写上 @shareable（须得到对方部门同意）；若含义不同，请将“${here?.subgraph.name ?? ""}”的字段改名；若只是引用，标 @external。`,
          `If all give the same value, write @shareable behind ${coordinate} in ${lacking.map(({ subgraph }) => subgraph.name).join(", ")} (the other department must agree); if it means something else, rename the field in "${here?.subgraph.name ?? ""}"; if you only refer to it, mark it @external.`,
        ),
        edits: lacking.flatMap(({ subgraph, member }) => {
          const shareable = useDirective(subgraph, "shareable");
          return member === null ? [] : [...shareable.edits, addDirective(subgraph, member, shareable.name)];
        }),
      };
    },
  ),
  INVALID_SHAREABLE_USAGE: rule(
    "@shareable 只用在对象类型及其字段上，每处一次。",
    "@shareable is for object types and their fields, once on each.",
    ({ sites, text }) => {
      const site = text.startsWith("Invalid duplicate") ? sites.at(-1) : sites[0];
      return {
        at: site,
        zh: text.startsWith("Invalid duplicate")
          ? `${site?.coordinate ?? ""} 上的 @shareable 写了两次。`
          : `${site?.coordinate ?? ""} 不是对象类型的字段，不能标 @shareable。`,
        advice: words("删除这个 @shareable。", "Remove this @shareable."),
        edits: site?.directive == null ? [] : [removeNode(site.subgraph, site.directive)],
      };
    },
  ),
  SHAREABLE_HAS_MISMATCHED_RUNTIME_TYPES: rule(
    "共享字段返回接口或联合时，各子图必须有共同的具体类型。",
    "A shared field of an interface or union type can be the same object type in all its subgraphs.",
    (fault) => {
      const [type = "", field = ""] = readSentence("sharedField", fault.text) ?? [];
      const declared = fault.concerned.flatMap((subgraph) =>
        [memberOf(subgraph, type, field)].flatMap((found) =>
          found === null ? [] : [subgraph.siteOf(found.member)],
        ),
      );
      const here = fault.changing(
        declared,
        ({ subgraph }) => subgraph,
        ({ subgraph }) => subgraph.name,
      );
      const kinds = readSentences("runtimeTypes", fault.text)
        .map(([subgraphs = "", types = ""]) => `${subgraphs}：${types}`)
        .join("；");
      return {
        at: here,
        coordinate: `${type}.${field}`,
        zh: `共享字段 ${type}.${field} 在各子图返回的具体类型没有交集（${kinds}）。`,
        advice: words(
          `从“${here?.subgraph.name ?? ""}”删除 ${field}，或改用其他名称；若各子图返回同样的对象，请都定义这些类型。`,
          `Remove ${field} from "${here?.subgraph.name ?? ""}", or give it another name; if all answer with the same objects, define their types in all.`,
        ),
        edits:
          here?.type == null || here.member === null
            ? []
            : [removeMember(here.subgraph, here.type, here.member)],
      };
    },
  ),
};

export const overrideRules: Rules = {
  OVERRIDE_FROM_SELF_ERROR: rule(
    "@override 的 from 必须是另一个子图。",
    "@override takes a field over from another subgraph.",
    ({ sites: [site] }) => ({
      zh: `${site?.coordinate ?? ""} 的 @override 写的是本子图自己。`,
      advice: words(
        "删除 @override，或写上原来解析该字段的子图。",
        "Remove @override, or name the subgraph that resolved the field before.",
      ),
      edits: site?.directive == null ? [] : [removeNode(site.subgraph, site.directive)],
    }),
  ),
  OVERRIDE_SOURCE_HAS_OVERRIDE: rule(
    "一个字段只能有一个 @override。",
    "A field has one @override.",
    (fault) => {
      const here = fault.changing(
        fault.sites,
        ({ subgraph }) => subgraph,
        ({ subgraph }) => subgraph.name,
      );
      return {
        at: here,
        zh: `${here?.coordinate ?? ""} 在${namesOf(fault.concerned)}都标了 @override。`,
        advice: words(
          `删除“${here?.subgraph.name ?? ""}”里的 @override。`,
          `Remove the @override in "${here?.subgraph.name ?? ""}".`,
        ),
        edits: here?.directive == null ? [] : [removeNode(here.subgraph, here.directive)],
      };
    },
  ),
  OVERRIDE_COLLISION_WITH_ANOTHER_DIRECTIVE: rule(
    "@override 不能和 @external、@provides、@requires 用于同一字段，也不能用于接口对象的字段。",
    "@override goes with no @external, @provides or @requires on either side, and with no interface object.",
    ({ sites: [site], text }) => {
      const [source = "", other = ""] = readSentence("overrideCollides", text) ?? [];
      const elsewhere = source !== "" && source !== site?.subgraph.name;
      return {
        zh:
          source === ""
            ? `${site?.coordinate ?? ""} 不能使用 @override。`
            : `${site?.coordinate ?? ""} 不能使用 @override：它在“${source}”标了 @${other}。`,
        advice: elsewhere
          ? words(
              `从本子图删除这个字段，仍由“${source}”解析；若要接管，请“${source}”先删除 @${other}。`,
              `Remove the field here and leave it to "${source}"; to take it over, ask "${source}" to remove @${other} first.`,
            )
          : words("删除 @override。", "Remove @override."),
        edits:
          site?.directive == null
            ? []
            : elsewhere && site.type !== null && site.member !== null
              ? [removeMember(site.subgraph, site.type, site.member)]
              : [removeNode(site.subgraph, site.directive)],
      };
    },
  ),
  OVERRIDE_ON_INTERFACE: rule(
    "接口的字段不能标 @override。",
    "A field of an interface is not overridden.",
    ({ sites: [site] }) => ({
      zh: `接口字段 ${site?.coordinate ?? ""} 标了 @override。`,
      advice: words(
        "从接口删除 @override，写在实现该接口的类型上。",
        "Remove @override from the interface; write it on the types that implement it.",
      ),
      edits: site?.directive == null ? [] : [removeNode(site.subgraph, site.directive)],
    }),
  ),
  OVERRIDE_LABEL_INVALID: rule(
    "@override 的 label 写作 percent(0至100)，或以字母开头的名称。",
    "The label of an @override is percent(0 to 100), or a name that begins with a letter.",
    ({ sites: [site], text }) => {
      const [label = ""] = readSentence("overrideLabel", text) ?? [];
      const share = /^\s*(?:percent\(?)?\s*(\d{1,2}|100)\s*%?\s*\)?\s*$/.exec(label)?.[1];
      const name = label.replace(/^[^A-Za-z]+|[^\w\-:./]/g, "");
      const meant = share === undefined ? name : `percent(${share})`;
      const argument = site?.directive?.arguments?.find((candidate) => candidate.name.value === "label");
      return {
        zh: `${site?.coordinate ?? ""} 的 @override 标签“${label}”不符合规则：${site?.directive == null ? "" : textOf(site.subgraph, site.directive)}。`,
        advice:
          meant === ""
            ? words("删除 label。", "Remove the label.")
            : words(`写成 label: "${meant}"。`, `Write label: "${meant}".`),
        edits:
          site === undefined || argument?.loc === undefined
            ? []
            : [
                meant === ""
                  ? removeNode(site.subgraph, argument)
                  : {
                      subgraph: site.subgraph.name,
                      offset: argument.loc.start,
                      length: argument.loc.end - argument.loc.start,
                      text: `label: "${meant}"`,
                    },
              ],
      };
    },
  ),
};
