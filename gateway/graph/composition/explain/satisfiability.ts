/** Satisfiability: a query that the graph allows, but that no path through the subgraphs can answer. */
import { Kind } from "graphql";
import { addDirective, addMember, argumentOf, keysOf, removeArgument, useDirective } from "../edits.js";
import { rule, words, type Explanation, type ComposerError, type Rules } from "../composer-error.js";
import { readSentence, readSentences, type SentenceName } from "../composer-sentences.js";
import { memberOf, membersOf, textOf, type SubgraphText } from "../subgraph-text.js";
import type { TextEdit } from "../finding.js";

export const satisfiabilityRules: Rules = {
  SATISFIABILITY_ERROR: rule(
    "总图上的每个字段，都要能从任何通向该字段的子图到达：类型在两个子图里有共同的 @key。",
    "Each field can be reached from every subgraph that leads to it: the type has a @key that both know.",
    (fault) => {
      const [type = "", field = ""] = readSentence("fieldNotReachable", fault.text) ?? [];
      const { from, to } = endsOf(fault, type, field);
      const query = readSentence("unansweredQuery", fault.text)?.[0]?.replace(/\s+/g, " ") ?? "";
      const zh = `查询 ${query} 无法执行：在子图“${from?.name ?? ""}”里没有 ${type}.${field}，也无法到达${to === undefined ? "其他子图" : `“${to.name}”`}。`;
      const mended =
        from === undefined || to === undefined || type === "" ? undefined : joinHere(fault, from, to, type);
      const declared = to === undefined ? null : memberOf(to, type, field);
      const holders = fault.all.filter((subgraph) => memberOf(subgraph, type, field) !== null);
      const culprits =
        isConcerned(fault, type) && fault.publishing !== undefined ? [fault.publishing] : holders;
      return {
        cause: type === "" ? undefined : `keys of ${type} in ${culprits.map(({ name }) => name).join(" ")}`,
        at:
          mended?.subgraph.typesNamed(type)[0] === undefined
            ? declared === null
              ? undefined
              : to?.siteOf(declared.member)
            : mended.subgraph.siteOf(mended.subgraph.typesNamed(type)[0] ?? mended.subgraph.document),
        coordinate: type === "" ? undefined : `${type}.${field}`,
        zh,
        advice:
          mended?.advice ??
          words(
            `让两个子图的 ${type} 有同一个可解析的 @key；或在“${from?.name ?? ""}”里也提供 ${field}。`,
            `Give ${type} one resolvable @key in both subgraphs; or resolve ${field} in "${from?.name ?? ""}" too.`,
          ),
        edits: mended?.edits ?? [],
      };
    },
  ),
  MAX_VALIDATION_SUBGRAPH_PATHS_EXCEEDED: rule(
    "验证总图所需的路径数有上限。",
    "Checking the whole graph takes a bounded number of paths.",
    (): Explanation => ({
      zh: "子图之间的路径太多，无法在限度内验证每个查询都能执行。",
      advice: words(
        "减少在多个子图之间共享（@shareable）而又互相引用的对象字段。",
        "Have fewer object fields that several subgraphs share (@shareable) and that refer to each other.",
      ),
      edits: [],
    }),
  ),
};

/** True when the subgraph being published is part of the error: then the advice is to change its keys. */
const isConcerned = ({ publishing, text }: ComposerError, type: string): boolean =>
  publishing !== undefined &&
  publishing.typesNamed(type).length > 0 &&
  text.includes(`subgraph "${publishing.name}"`);

/**
 * The subgraphs between which a step is missing. If several steps are missing, prefers one that involves the
 * subgraph being published.
 */
function endsOf(
  fault: ComposerError,
  type: string,
  field: string,
): { readonly from: SubgraphText | undefined; readonly to: SubgraphText | undefined } {
  const named = (sentence: SentenceName): readonly SubgraphText[] =>
    readSentences(sentence, fault.text).flatMap(
      ([name]) => fault.all.find((subgraph) => subgraph.name === name) ?? [],
    );
  const [froms, tos] = [named("wayFrom"), named("wayTo")];
  const here = isConcerned(fault, type) ? fault.publishing : undefined;
  const to =
    here !== undefined && memberOf(here, type, field) !== null && froms.some((subgraph) => subgraph !== here)
      ? here
      : undefined;
  const others =
    here === undefined
      ? []
      : froms.filter((subgraph) => subgraph !== here && joinByKey(subgraph, here, type)?.subgraph === here);
  const from = (to === undefined ? undefined : others[0]) ?? froms[0];
  return {
    from,
    to: to ?? tos[0] ?? fault.all.find((other) => other !== from && memberOf(other, type, field) !== null),
  };
}

interface Mend {
  readonly subgraph: SubgraphText;
  readonly advice: Explanation["advice"];
  readonly edits: readonly TextEdit[];
}

/** Proposes the change in the subgraph being published, if possible. */
function joinHere(
  { publishing }: ComposerError,
  from: SubgraphText,
  to: SubgraphText,
  type: string,
): Mend | undefined {
  const mend = joinByKey(from, to, type);
  const back = from === publishing && mend?.subgraph !== from ? joinByKey(to, from, type) : undefined;
  return back?.subgraph === from ? back : mend;
}

/** Proposes a key by which the type can be resolved from one subgraph in the other. */
function joinByKey(from: SubgraphText, to: SubgraphText, type: string): Mend | undefined {
  const [known, wanted] = [keysOf(from, type), keysOf(to, type)];
  const closed = wanted.find(
    ({ directive, fields }) =>
      argumentOf(directive, "resolvable") !== undefined &&
      fields.split(/\s+/).every((field) => memberOf(from, type, field) !== null),
  );
  const shut = closed === undefined ? undefined : argumentOf(closed.directive, "resolvable");
  if (closed !== undefined && shut !== undefined)
    return {
      subgraph: to,
      edits: [removeArgument(to, closed.directive, shut)],
      advice: words(
        `在“${to.name}”删除 resolvable: false，并实现按 ${closed.fields} 取 ${type}。`,
        `In "${to.name}", remove resolvable: false, and resolve ${type} by ${closed.fields}.`,
      ),
    };
  const [source, target, key] =
    known[0] === undefined ? [to, from, wanted[0]?.fields] : [from, to, known[0].fields];
  const node = target.typesNamed(type)[0];
  if (key !== undefined && node !== undefined && /^[\w\s]+$/.test(key))
    return withKey(source, target, type, key);
  const id = from.typesNamed(type).length === 0 ? undefined : commonId(from, to, type);
  if (id === undefined) return undefined;
  return withKey(from, to, type, id);
}

/** A plain field of both subgraphs that can serve as the key if neither declares one. */
const commonId = (from: SubgraphText, to: SubgraphText, type: string): string | undefined =>
  from
    .typesNamed(type)
    .flatMap((node) => membersOf(node))
    .filter((field) => "type" in field && textOf(from, field.type) === "ID!")
    .map(({ name }) => name.value)
    .find((name) => memberOf(to, type, name) !== null);

function withKey(source: SubgraphText, target: SubgraphText, type: string, key: string): Mend | undefined {
  const node = target.typesNamed(type)[0];
  const lines = key
    .trim()
    .split(/\s+/)
    .filter((field) => memberOf(target, type, field) === null)
    .map((field) => {
      const member = memberOf(source, type, field)?.member;
      return member?.kind === Kind.FIELD_DEFINITION ? `${field}: ${textOf(source, member.type)}` : undefined;
    });
  if (node === undefined || lines.includes(undefined)) return undefined;
  const directive = useDirective(target, "key");
  const text = `${directive.name}(fields: "${key}")`;
  return {
    subgraph: target,
    edits: [
      ...directive.edits,
      addDirective(target, node, text),
      ...(lines.length === 0 ? [] : [addMember(target, node, lines.join("\n  "))]),
    ],
    advice: words(
      `在“${target.name}”的 ${type} 后写上 ${text}${lines.length === 0 ? "" : `，并加上字段 ${lines.join("、")}`}，实现按它取对象。`,
      `In "${target.name}", write ${text} behind ${type}${lines.length === 0 ? "" : `, add ${lines.join(", ")}`}, and resolve the objects by it.`,
    ),
  };
}
