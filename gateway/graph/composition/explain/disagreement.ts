/** Subgraphs that define the same type, field or argument differently. */
import { Kind } from "graphql";
import {
  addMember,
  makeOptional,
  ownName,
  removeDefault,
  removeMember,
  renameType,
  replaceText,
  startOf,
} from "../edits.js";
import {
  namesOf,
  quoted,
  rule,
  words,
  type Explanation,
  type ComposerError,
  type Rules,
} from "../composer-error.js";
import { readSentence } from "../composer-sentences.js";
import { memberOf, membersOf, textOf, type Site } from "../subgraph-text.js";

export const disagreementRules: Rules = {
  FIELD_TYPE_MISMATCH: rule(
    "同一字段在各子图的类型必须相容。",
    "A field has compatible types in all subgraphs.",
    alignType,
  ),
  FIELD_ARGUMENT_TYPE_MISMATCH: rule(
    "同一参数在各子图的类型必须相容。",
    "An argument has compatible types in all subgraphs.",
    alignType,
  ),
  FIELD_ARGUMENT_DEFAULT_MISMATCH: rule(
    "同一参数在各子图的默认值必须相同。",
    "An argument has the same default in all subgraphs.",
    alignDefault,
  ),
  INPUT_FIELD_DEFAULT_MISMATCH: rule(
    "同一输入字段在各子图的默认值必须相同。",
    "An input field has the same default in all subgraphs.",
    alignDefault,
  ),
  TYPE_KIND_MISMATCH: rule(
    "同名的类型在各子图必须是同一种类（对象、输入、枚举……）。",
    "Types of one name are of one kind in all subgraphs (object, input, enum, …).",
    (fault) => rename(fault, (site) => kindOf(site), "是不同种类的类型", "is of different kinds"),
  ),
  EMPTY_MERGED_INPUT_TYPE: rule(
    "同名的输入类型至少要有一个各子图共有的字段。",
    "Input types of one name have at least one field in common.",
    (fault) => rename(fault, memberNames, "没有一个共有的字段", "has no field in common"),
  ),
  EMPTY_MERGED_ENUM_TYPE: rule(
    "用作输入的同名枚举至少要有一个各子图共有的值。",
    "Enums of one name that are used as input have at least one value in common.",
    (fault) => rename(fault, memberNames, "没有一个共有的值", "has no value in common"),
  ),
  ENUM_VALUE_MISMATCH: rule(
    "既用作输入又用作输出的枚举，各子图的值必须完全相同。",
    "An enum that is both input and output has the same values in all subgraphs.",
    (fault) => {
      const [type = ""] = quoted(fault.text);
      const [value = ""] = readSentence("enumValueMissing", fault.text) ?? [];
      const definitions = fault.concerned.flatMap((subgraph) =>
        subgraph
          .typesNamed(type)
          .slice(0, 1)
          .map((node) => subgraph.siteOf(node)),
      );
      const lacking = definitions.filter(({ subgraph }) => memberOf(subgraph, type, value) === null);
      return {
        at: lacking[0],
        coordinate: `${type}.${value}`,
        zh: `枚举 ${type} 的值 ${value} 在${namesOf(lacking.map(({ subgraph }) => subgraph))}里没有。`,
        advice: words(
          `在${namesOf(lacking.map(({ subgraph }) => subgraph))}的 ${type} 里加上 ${value}；不需要的，从其他子图删除该值，或标为 @inaccessible。`,
          `Add ${value} to ${type} in ${lacking.map(({ subgraph }) => subgraph.name).join(", ")}; or remove it from the others, or mark it @inaccessible there.`,
        ),
        edits: lacking.flatMap(({ subgraph, type: node }) =>
          node === null ? [] : [addMember(subgraph, node, value)],
        ),
      };
    },
  ),
  REQUIRED_ARGUMENT_MISSING_IN_SOME_SUBGRAPH: rule(
    "必填参数必须在每个解析该字段的子图里都有。",
    "A required argument is there in every subgraph that resolves the field.",
    optional,
  ),
  REQUIRED_INPUT_FIELD_MISSING_IN_SOME_SUBGRAPH: rule(
    "必填的输入字段必须在每个定义该输入类型的子图里都有。",
    "A required input field is there in every subgraph that defines the input type.",
    optional,
  ),
  INTERFACE_FIELD_NO_IMPLEM: rule(
    "接口的每个字段，所有子图里实现该接口的类型都要有。",
    "Every type that implements an interface, in whichever subgraph, has all its fields.",
    (fault) => {
      const site = fault.sites[0];
      const [itf = "", field = "", type = ""] = readSentence("interfaceFieldUnimplemented", fault.text) ?? [];
      const lacking = fault.sites.find(
        (candidate) => candidate.type?.name.value === type && candidate.member === null,
      );
      if (site?.type == null || site.member === null)
        return { zh: fault.text, advice: words("", ""), edits: [] };
      return {
        zh: `“${site.subgraph.name}”的接口 ${itf} 有字段 ${field}，而“${lacking?.subgraph.name ?? ""}”里实现该接口的 ${type} 没有。`,
        advice: words(
          `从接口 ${itf} 里删除 ${field}（各类型自己的字段不变）；若希望所有 ${itf} 都有它，请“${lacking?.subgraph.name ?? ""}”在 ${type} 里加上：${textOf(site.subgraph, site.member)}`,
          `Take ${field} out of the interface ${itf} (the types keep their own field); if every ${itf} should have it, ask "${lacking?.subgraph.name ?? ""}" to add to ${type}: ${textOf(site.subgraph, site.member)}`,
        ),
        edits: [removeMember(site.subgraph, site.type, site.member)],
      };
    },
  ),
  EXTENSION_WITH_NO_BASE: rule(
    "只能扩展（extend）某个子图已定义的类型。",
    "Only a type that some subgraph defines can be extended.",
    ({ sites: [site] }) => ({
      zh: `“${site?.subgraph.name ?? ""}”扩展类型 ${site?.coordinate ?? ""}，但没有子图定义它。`,
      advice: words(
        "若这是本部门的类型，请删除 extend；若要扩展其他部门的类型，请核对名称。",
        "If the type is yours, remove `extend`; if you mean another's, check its name.",
      ),
      edits:
        site?.type == null
          ? []
          : [
              {
                subgraph: site.subgraph.name,
                offset: startOf(site.type),
                length: /^extend\s+/.exec(textOf(site.subgraph, site.type))?.[0].length ?? 0,
                text: "",
              },
            ],
    }),
  ),
};

const kindOf = ({ type }: Site): string => type?.kind.replace(/Type(Definition|Extension)$/, "") ?? "";
const memberNames = ({ type }: Site): string =>
  type === null
    ? ""
    : membersOf(type)
        .map(({ name }) => name.value)
        .toSorted()
        .join(" ");
const typed = ({ member, argument }: Site) =>
  argument ?? (member?.kind === Kind.ENUM_VALUE_DEFINITION ? null : member);
const typeText = (site: Site): string => {
  const node = typed(site);
  return node === null ? "" : textOf(site.subgraph, node.type);
};

function alignType(fault: ComposerError): Explanation {
  const here = fault.changing(fault.sites, ({ subgraph }) => subgraph, typeText);
  const there = fault.sites.find((site) => here !== undefined && typeText(site) !== typeText(here));
  const node = here === undefined ? null : typed(here);
  if (here === undefined || there === undefined || node === null)
    return { zh: fault.text, advice: words("", ""), edits: [] };
  return {
    at: here,
    zh: `${here.coordinate ?? ""} 在${fault.sites.map((site) => `“${site.subgraph.name}”是 ${typeText(site)}`).join("，在")}。`,
    advice: words(
      `将“${here.subgraph.name}”里的类型改为 ${typeText(there)}；若含义不同，请换一个名称。`,
      `In "${here.subgraph.name}", write the type ${typeText(there)}; if it means something else, give it another name.`,
    ),
    edits: [replaceText(here.subgraph, node.type, typeText(there))],
  };
}

function alignDefault(fault: ComposerError): Explanation {
  const valueText = (site: Site): string => {
    const node = typed(site);
    return node !== null && "defaultValue" in node && node.defaultValue !== undefined
      ? textOf(site.subgraph, node.defaultValue)
      : "";
  };
  const here = fault.changing(
    fault.sites.filter((site) => valueText(site) !== ""),
    ({ subgraph }) => subgraph,
    valueText,
  );
  const there = fault.sites.find(
    (site) => here !== undefined && valueText(site) !== valueText(here) && valueText(site) !== "",
  );
  const node = here === undefined ? null : typed(here);
  if (here === undefined || node?.kind !== Kind.INPUT_VALUE_DEFINITION || node.defaultValue === undefined)
    return { zh: fault.text, advice: words("", ""), edits: [] };
  return {
    at: here,
    zh: `${here.coordinate ?? ""} 的默认值在${fault.sites.map((site) => `“${site.subgraph.name}”是 ${valueText(site) || "空"}`).join("，在")}。`,
    advice:
      there === undefined
        ? words("删除默认值。", "Remove the default.")
        : words(
            `将“${here.subgraph.name}”里的默认值改为 ${valueText(there)}。`,
            `In "${here.subgraph.name}", write the default ${valueText(there)}.`,
          ),
    edits:
      there === undefined
        ? removeDefault(here.subgraph, node)
        : [replaceText(here.subgraph, node.defaultValue, valueText(there))],
  };
}

function optional(fault: ComposerError): Explanation {
  const required = fault.sites.filter((site) => {
    const node = typed(site);
    return node?.kind === Kind.INPUT_VALUE_DEFINITION && makeOptional(site.subgraph, node).length > 0;
  });
  const lacking = fault.concerned.filter(
    (subgraph) => !fault.sites.some((site) => site.subgraph === subgraph),
  );
  const coordinate = required[0]?.coordinate ?? "";
  return {
    at: required[0],
    zh: `${coordinate} 在${namesOf(required.map(({ subgraph }) => subgraph))}是必填的，在${namesOf(lacking)}却没有。`,
    advice: words(
      `删除类型末尾的“!”，使它可以不填；若非填不可，请${namesOf(lacking)}也加上它。`,
      `Remove the "!" at the end of its type, so that it may be left out; if it cannot, ask ${lacking.map(({ name }) => name).join(", ")} to add it too.`,
    ),
    edits: required.flatMap((site) => {
      const node = typed(site);
      return node?.kind === Kind.INPUT_VALUE_DEFINITION ? makeOptional(site.subgraph, node) : [];
    }),
  };
}

function rename(fault: ComposerError, valueOf: (site: Site) => string, zh: string, en: string): Explanation {
  const here = fault.changing(fault.sites, ({ subgraph }) => subgraph, valueOf);
  const name = here?.coordinate ?? "";
  if (here === undefined) return { zh: fault.text, advice: words("", ""), edits: [] };
  const own = ownName(here.subgraph, fault.all, name);
  return {
    at: here,
    zh: `类型 ${name} 在${namesOf(fault.concerned)}${zh}。`,
    advice: words(
      `在“${here.subgraph.name}”里将 ${name} 改名为 ${own}；若本应是同一类型，请使各子图的定义一致。`,
      `${name} ${en}: in "${here.subgraph.name}", rename it ${own}; if it is meant to be the same type, make the definitions agree.`,
    ),
    edits: renameType(here.subgraph, name, own),
  };
}
