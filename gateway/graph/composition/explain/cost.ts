/** `@cost` and `@listSize`. */
import { Kind, type ConstDirectiveNode } from "graphql";
import { argumentOf, baseName, removeNode, replaceText } from "../edits.js";
import { rule, words, type Explanation, type ComposerError, type Rules } from "../composer-error.js";
import { readSentence } from "../composer-sentences.js";
import { nearest } from "../../../nearest-name.js";
import { argumentsOf, membersOf, textOf } from "../subgraph-text.js";

export const costRules: Rules = {
  COST_APPLIED_TO_INTERFACE_FIELD: rule(
    "@cost 不能用在接口的字段上。",
    "@cost is not for a field of an interface.",
    (fault) =>
      remove(
        fault,
        "是接口字段，不能标 @cost。",
        "写在实现该接口的类型上。",
        "Write it on the types that implement the interface.",
      ),
  ),
  LIST_SIZE_APPLIED_TO_NON_LIST: rule("@listSize 只用在列表上。", "@listSize is for lists.", (fault) =>
    remove(
      fault,
      "不是列表，不能标 @listSize。",
      "只在返回列表的字段上写它。",
      "Write it on fields that answer with lists.",
    ),
  ),
  LIST_SIZE_INVALID_ASSUMED_SIZE: rule(
    "@listSize 的 assumedSize 不能是负数。",
    "The assumedSize of @listSize is not negative.",
    ({ sites: [site] }) => {
      const value = site?.directive == null ? undefined : argumentOf(site.directive, "assumedSize")?.value;
      const size = value?.kind === Kind.INT ? value.value.replace("-", "") : "";
      return {
        zh: `${site?.coordinate ?? ""} 的 assumedSize 是负数。`,
        advice: words(`写成 assumedSize: ${size}。`, `Write assumedSize: ${size}.`),
        edits: site === undefined || value === undefined ? [] : [replaceText(site.subgraph, value, size)],
      };
    },
  ),
  LIST_SIZE_INVALID_SLICING_ARGUMENT: rule(
    "@listSize 的 slicingArguments 是该字段的 Int 参数。",
    "The slicingArguments of @listSize are Int arguments of the field.",
    (fault) => {
      const site = fault.sites[0];
      const wrong = readSentence("noSuchArgument", fault.text)?.[0];
      const integers = argumentsOf(site?.member ?? null)
        .filter((argument) => baseName(argument) === "Int")
        .map(({ name }) => name.value);
      if (wrong !== undefined)
        return exchange(
          fault,
          "slicingArguments",
          wrong,
          nearest(wrong, integers) ?? integers[0],
          `${site?.coordinate ?? ""} 没有参数 ${wrong}。`,
        );
      const name = readSentence("argumentNotInt", fault.text)?.[0];
      const argument = argumentsOf(site?.member ?? null).find((candidate) => candidate.name.value === name);
      if (site === undefined || argument === undefined)
        return remove(fault, "的 slicingArguments 不正确。", "", "");
      return {
        zh: `${site.coordinate ?? ""} 的参数 ${name ?? ""} 是 ${textOf(site.subgraph, argument.type)}，不是 Int。`,
        advice: words("将参数的类型改为 Int。", "Write the argument's type as Int."),
        edits: [replaceText(site.subgraph, argument.type, "Int")],
      };
    },
  ),
  LIST_SIZE_INVALID_SIZED_FIELD: rule(
    "@listSize 的 sizedFields 是返回对象的列表字段。",
    "The sizedFields of @listSize are list fields of what the field answers with.",
    (fault) => {
      const [wrong = "", type = ""] = readSentence("noSuchSizedField", fault.text) ?? [];
      const site = fault.sites[0];
      const lists =
        site === undefined
          ? []
          : site.subgraph
              .typesNamed(type)
              .flatMap((node) => membersOf(node))
              .filter((member) => "type" in member && textOf(site.subgraph, member.type).startsWith("["))
              .map(({ name }) => name.value);
      return exchange(
        fault,
        "sizedFields",
        wrong,
        nearest(wrong, lists) ?? (lists.length === 1 ? lists[0] : undefined),
        `${type} 没有列表字段 ${wrong}。`,
      );
    },
  ),
};

function remove(
  { sites: [site] }: ComposerError,
  zh: string,
  adviceZh: string,
  adviceEn: string,
): Explanation {
  return {
    zh: `${site?.coordinate ?? ""} ${zh}`,
    advice: words(`从这里删除它。${adviceZh}`, `Remove it here. ${adviceEn}`),
    edits: site?.directive == null ? [] : [removeNode(site.subgraph, site.directive)],
  };
}

/** Replaces a name in a list of the directive; removes the directive if there is no replacement. */
function exchange(
  fault: ComposerError,
  list: string,
  wrong: string,
  meant: string | undefined,
  zh: string,
): Explanation {
  const site = fault.sites[0];
  const node = site?.directive == null ? undefined : itemOf(site.directive, list, wrong);
  if (site === undefined || node === undefined || meant === undefined)
    return { ...remove(fault, "", "", ""), zh };
  return {
    zh,
    advice: words(`应为 ${meant}。`, `Write ${meant}.`),
    edits: [replaceText(site.subgraph, node, JSON.stringify(meant))],
  };
}

function itemOf(directive: ConstDirectiveNode, list: string, wrong: string) {
  const value = argumentOf(directive, list)?.value;
  return value?.kind === Kind.LIST
    ? value.values.find((item) => item.kind === Kind.STRING && item.value === wrong)
    : undefined;
}
