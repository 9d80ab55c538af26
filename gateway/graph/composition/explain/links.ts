/** `@link` and `@composeDirective`. */
import { Kind, visit, type ConstDirectiveNode, type ListValueNode } from "graphql";
import {
  argumentOf,
  endOf,
  fieldText,
  insertText,
  linksOf,
  removeNode,
  replaceText,
  stringArgument,
} from "../edits.js";
import { latestFederation } from "../federation.js";
import { namesOf, rule, words, type Explanation, type ComposerError, type Rules } from "../composer-error.js";
import { readSentence } from "../composer-sentences.js";
import { nearest } from "../../../nearest-name.js";
import { textOf, type SubgraphText } from "../subgraph-text.js";
import type { TextEdit } from "../finding.js";

export const linkRules: Rules = {
  UNKNOWN_FEDERATION_LINK_VERSION: rule(
    "@link 的 federation 版本必须是已有的版本。",
    "The @link names a version of Federation that exists.",
    ({ sites: [site] }) => ({
      ...changeUrl(site?.subgraph, site?.directive ?? undefined, () => latestFederation),
      zh: `没有这个版本的 Federation：${site?.directive == null ? "" : (stringArgument(site.directive, "url") ?? "")}。`,
    }),
  ),
  UNKNOWN_LINK_VERSION: rule(
    "@link 自身的版本必须是已有的版本（v1.0）。",
    "The @link names a version of link itself that exists (v1.0).",
    ({ concerned: [subgraph] }) => {
      const link = linkOf(subgraph, (url) => url.includes("/link/") || url.includes("/core/"));
      return {
        ...changeUrl(subgraph, link, () => "https://specs.apollo.dev/link/v1.0"),
        zh: "没有这个版本的 link 规范。",
      };
    },
  ),
  INVALID_LINK_IDENTIFIER: rule(
    "@link 的 url 以“/名称/v主版本.次版本”结尾。",
    "The url of a @link ends in /name/vMAJOR.MINOR.",
    ({ concerned: [subgraph], sites: [site] }) => {
      const link = site?.directive ?? linkOf(subgraph, (url) => !/\/[^/]+\/v\d+\.\d+(#.*)?$/.test(url));
      return {
        ...changeUrl(subgraph, link, (url) =>
          /\/v?\d+\.?$/.test(url)
            ? url.replace(/\/v?(\d+)\.?$/, "/v$1.0")
            : `${url.replace(/\/(?:[^/.]*)$/, "")}/v1.0`,
        ),
        zh: `@link 的地址不符合规则：${link === undefined ? "" : (stringArgument(link, "url") ?? "")}。`,
      };
    },
  ),
  INVALID_LINK_DIRECTIVE_USAGE: rule(
    "@link 每个规范只写一次，只导入其中有的名称。",
    "Each specification is linked once, and only names that it has are imported.",
    (fault) =>
      unknownImport(fault) ??
      linkedTwice(fault) ?? {
        zh: `@link 用法不正确：${fault.text}`,
        advice: words("请按英文说明改正 @link。", "Correct the @link as the message says."),
        edits: [],
        at:
          fault.sites[0] ??
          siteOfLink(
            fault.concerned[0],
            linkOf(fault.concerned[0], (url) => fault.text.includes(url.replace(/\/v[^/]*$/, ""))),
          ),
      },
  ),
  LINK_IMPORT_NAME_MISMATCH: rule(
    "会进入总图的指令，各子图导入时要用同一个名称。",
    "A directive that goes into the whole graph is imported under one name in all subgraphs.",
    (fault) => {
      const imported = fault.concerned.flatMap(
        (subgraph) =>
          new RegExp(`"(@\\w+)" in (?:subgraphs? )?(?:"[^"]+"(?:, | and |, and ))*"${escape(subgraph.name)}"`)
            .exec(fault.text)
            ?.slice(1)
            .map((name) => ({ subgraph, name })) ?? [],
      );
      const [original = ""] = readSentence("linkedUnderNames", fault.text) ?? [];
      const here = fault.changing(
        imported,
        ({ subgraph }) => subgraph,
        ({ name }) => name,
      );
      const there = imported.find(({ name }) => name !== here?.name);
      if (here === undefined || there === undefined)
        return { zh: fault.text, advice: words("", ""), edits: [] };
      const link = linksOf(here.subgraph).find((candidate) =>
        importsOf(candidate)?.values.some((value) => importName(value) === original),
      );
      return {
        at: siteOfLink(here.subgraph, link),
        coordinate: original,
        zh: `指令 ${original} 在${imported.map(({ subgraph, name }) => `“${subgraph.name}”叫 ${name}`).join("，在")}。`,
        advice: words(
          `在“${here.subgraph.name}”里也叫 ${there.name}。`,
          `In "${here.subgraph.name}", call it ${there.name} too.`,
        ),
        edits: renameImport(here.subgraph, link, original, here.name, there.name),
      };
    },
  ),
  DIRECTIVE_COMPOSITION_ERROR: rule(
    "@composeDirective 的名称以“@”开头，指向用 @link 导入的自定义指令，各子图同名、同主版本。",
    "@composeDirective names, with its “@”, a directive of one's own that is imported by a @link, alike in all subgraphs.",
    composeDirective,
  ),
};

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const importsOf = (link: ConstDirectiveNode): ListValueNode | undefined => {
  const value = argumentOf(link, "import")?.value;
  return value?.kind === Kind.LIST ? value : undefined;
};
const importName = (value: ListValueNode["values"][number]): string =>
  value.kind === Kind.STRING ? value.value : (fieldText(value, "name") ?? "");
const linkOf = (
  subgraph: SubgraphText | undefined,
  fits: (url: string) => boolean,
): ConstDirectiveNode | undefined =>
  subgraph === undefined
    ? undefined
    : linksOf(subgraph).find((link) => fits(stringArgument(link, "url") ?? ""));
const siteOfLink = (subgraph: SubgraphText | undefined, link: ConstDirectiveNode | undefined) =>
  subgraph === undefined || link === undefined
    ? undefined
    : { ...subgraph.siteOf(link), coordinate: "@link" };

function changeUrl(
  subgraph: SubgraphText | undefined,
  link: ConstDirectiveNode | undefined,
  change: (url: string) => string,
): Omit<Explanation, "zh"> {
  const value = link === undefined ? undefined : argumentOf(link, "url")?.value;
  if (subgraph === undefined || value?.kind !== Kind.STRING)
    return { advice: words("请改正 @link 的 url。", "Correct the url of the @link."), edits: [] };
  const url = change(value.value);
  return {
    at: siteOfLink(subgraph, link),
    coordinate: "@link",
    advice: words(`写成 url: "${url}"。`, `Write url: "${url}".`),
    edits: [replaceText(subgraph, value, JSON.stringify(url))],
  };
}

function unknownImport({ text, sites: [site] }: ComposerError): Explanation | undefined {
  const name = readSentence("importUnknown", text)?.[0];
  const value =
    name === undefined || site?.directive == null
      ? undefined
      : importsOf(site.directive)?.values.find((candidate) => importName(candidate) === name);
  if (name === undefined || site === undefined || value === undefined) return undefined;
  const meant = readSentence("importMeant", text)?.[0];
  return {
    at: siteOfLink(site.subgraph, site.directive ?? undefined),
    coordinate: "@link",
    zh: `@link 导入的 ${name} 不存在。`,
    advice:
      meant === undefined
        ? words(`从 import 里删除 "${name}"。`, `Take "${name}" out of the import.`)
        : words(`应为 "${meant}"。`, `Write "${meant}".`),
    edits: [
      meant === undefined
        ? removeNode(site.subgraph, value)
        : replaceText(site.subgraph, value, JSON.stringify(meant)),
    ],
  };
}

function linkedTwice({ text, concerned: [subgraph] }: ComposerError): Explanation | undefined {
  const identity = readSentence("linkedTwice", text)?.[0];
  if (identity === undefined || subgraph === undefined) return undefined;
  const [first, second] = linksOf(subgraph).filter((link) =>
    stringArgument(link, "url")?.startsWith(`${identity}/`),
  );
  const again = second ?? first;
  if (first === undefined || again === undefined) return undefined;
  const into = importsOf(first);
  const known = new Set(into?.values.map(importName));
  const more =
    second === undefined
      ? []
      : (importsOf(second)?.values ?? [])
          .filter((value) => !known.has(importName(value)))
          .map((value) => textOf(subgraph, value));
  const moved =
    more.length === 0
      ? []
      : [
          into === undefined
            ? insertText(subgraph, endOf(first) - 1, `, import: [${more.join(", ")}]`)
            : insertText(
                subgraph,
                endOf(into) - 1,
                `${into.values.length > 0 ? ", " : ""}${more.join(", ")}`,
              ),
        ];
  return {
    at: siteOfLink(subgraph, again),
    coordinate: "@link",
    zh: `规范 ${identity} 用 @link 写了不止一次。`,
    advice: words("合并为一个 @link，import 写在一起。", "Join them into one @link with all the imports."),
    edits: [...moved, removeNode(subgraph, again)],
  };
}

/** Renames a directive in its import, its uses and its definition. */
function renameImport(
  subgraph: SubgraphText,
  link: ConstDirectiveNode | undefined,
  original: string,
  from: string,
  to: string,
): readonly TextEdit[] {
  const value =
    link === undefined
      ? undefined
      : importsOf(link)?.values.find((candidate) => importName(candidate) === original);
  if (value === undefined) return [];
  const edits: TextEdit[] = [
    replaceText(
      subgraph,
      value,
      to === original ? JSON.stringify(to) : `{ name: "${original}", as: "${to}" }`,
    ),
  ];
  const note = (node: { readonly name: { readonly value: string } & ConstDirectiveNode["name"] }): void => {
    if (`@${node.name.value}` === from) edits.push(replaceText(subgraph, node.name, to.slice(1)));
  };
  visit(subgraph.document, { Directive: note, DirectiveDefinition: note });
  return edits;
}

function composeDirective(fault: ComposerError): Explanation {
  const { text, sites, concerned } = fault;
  const here =
    fault.changing(
      sites,
      ({ subgraph }) => subgraph,
      ({ directive }) => (directive === null ? "" : (stringArgument(directive, "url") ?? "")),
    ) ?? sites[0];
  if (here?.directive == null)
    return { zh: text, advice: words("请使各子图一致。", "Make the subgraphs agree."), edits: [] };
  const { subgraph, directive } = here;
  const at = { ...here, coordinate: here.coordinate ?? `@${directive.name.value}` };
  if (text.includes("major version mismatch")) {
    const there =
      sites
        .map((site) => (site.directive === null ? "" : (stringArgument(site.directive, "url") ?? "")))
        .find((url) => url !== stringArgument(directive, "url")) ?? "";
    return {
      ...changeUrl(subgraph, directive, () => there),
      at,
      zh: `自定义指令所属的规范在${namesOf(concerned)}的主版本不同。`,
    };
  }
  const value = argumentOf(directive, "name")?.value;
  const name = stringArgument(directive, "name") ?? "";
  const own = subgraph.directiveDefinitions.map((definition) => `@${definition.name.value}`);
  const meant = text.includes('must have a leading "@"')
    ? `@${name}`
    : text.startsWith("Could not find matching")
      ? nearest(name, own)
      : undefined;
  return {
    at,
    zh: `@composeDirective(name: "${name}") 不能合并：${meant === undefined ? "它不是用 @link 导入的自定义指令，或与其他子图不一致" : `没有名为“${name}”的指令`}。`,
    advice:
      meant === undefined
        ? words(
            "删除这个 @composeDirective；若要让指令进入总图，请先用 @link 导入定义该指令的规范，各子图用同一名称。",
            "Remove this @composeDirective; for the directive to go into the whole graph, first @link the specification that defines it, under one name in all subgraphs.",
          )
        : words(`写成 name: "${meant}"。`, `Write name: "${meant}".`),
    edits: [
      meant === undefined || value === undefined
        ? removeNode(subgraph, directive)
        : replaceText(subgraph, value, JSON.stringify(meant)),
    ],
  };
}
