/**
 * Rules for hidden elements that visible elements still refer to. An edit never makes a hidden element
 * visible: it hides the referring element.
 */
import { Kind, type ASTNode } from "graphql";
import {
  addDirective,
  makeOptional,
  referencesTo,
  removeDefault,
  removeNode,
  useDirective,
} from "../edits.js";
import { rule, words, type Explanation, type ComposerError, type Rules } from "../composer-error.js";
import { readSentence } from "../composer-sentences.js";
import { argumentsOf, directiveOn, membersOf, type Site, type SubgraphText } from "../subgraph-text.js";
import type { TextEdit } from "../finding.js";

export const inaccessibleRules: Rules = {
  REFERENCED_INACCESSIBLE: rule(
    "公开的字段或参数，其类型也必须公开。",
    "What clients see is of types that they see.",
    (fault) => {
      const shown = fault.concerned.flatMap((subgraph) =>
        (fault.hidden[0] === undefined ? [] : referencesTo(subgraph, fault.hidden[0])).map((use) => ({
          subgraph,
          node: use.argument ?? use.member,
        })),
      );
      return hideToo(
        fault,
        shown,
        `类型 ${fault.hidden[0] ?? ""} 标为 @inaccessible，但公开的 ${fault.referencers.join("、")} 用到它。`,
      );
    },
  ),
  IMPLEMENTED_BY_INACCESSIBLE: rule(
    "接口公开的字段和参数，实现该接口的类型也必须公开。",
    "What an interface shows, the types that implement it show.",
    (fault) => {
      const shown = fault.concerned.flatMap((subgraph) =>
        elementsAt(subgraph, fault.referencers[0] ?? "").map((site) => ({
          subgraph,
          node:
            site.type !== null && membersOf(site.type).length === 1 && site.argument === null
              ? site.type
              : (site.argument ?? site.member ?? site.type),
        })),
      );
      return hideToo(
        fault,
        shown,
        `${fault.hidden[0] ?? ""} 标为 @inaccessible，但它实现的 ${fault.referencers[0] ?? ""} 是公开的。`,
      );
    },
  ),
  ONLY_INACCESSIBLE_CHILDREN: rule(
    "公开的类型至少要有一个公开的成员。",
    "A type that clients see has a member that they see.",
    (fault) => {
      const name = fault.referencers[0] ?? "";
      const shown = fault.concerned.flatMap((subgraph) => [
        ...subgraph
          .typesNamed(name)
          .slice(0, 1)
          .map((node) => ({ subgraph, node })),
        ...referencesTo(subgraph, name).map((use) => ({ subgraph, node: use.argument ?? use.member })),
      ]);
      return {
        ...hideToo(fault, shown, `类型 ${name} 是公开的，但其成员都标了 @inaccessible。`),
        coordinate: name,
      };
    },
  ),
  DEFAULT_VALUE_USES_INACCESSIBLE: rule(
    "公开的默认值不能用到不公开的内容。",
    "A default that clients see uses nothing hidden.",
    (fault) => {
      const sites = fault.concerned.flatMap((subgraph) =>
        fault.referencers.flatMap((coordinate) => elementsAt(subgraph, coordinate)),
      );
      return {
        at: sites[0],
        zh: `${fault.referencers.join("、")} 的默认值用到标为 @inaccessible 的 ${readSentence("inaccessibleDefault", fault.text)?.[0] ?? ""}。`,
        advice: words(
          "删除这个默认值，或换成公开的值。",
          "Remove this default, or choose one that clients see.",
        ),
        edits: sites.flatMap((site) => {
          const node = site.argument ?? site.member;
          return node?.kind === Kind.INPUT_VALUE_DEFINITION ? removeDefault(site.subgraph, node) : [];
        }),
      };
    },
  ),
  REQUIRED_INACCESSIBLE: rule(
    "必填的参数和输入字段必须公开。",
    "A required argument or input field is visible to clients.",
    (fault) => {
      const sites = fault.concerned.flatMap((subgraph) =>
        [...new Set([...fault.hidden, ...fault.referencers])].flatMap((coordinate) =>
          elementsAt(subgraph, coordinate),
        ),
      );
      return {
        at: sites[0],
        zh: `${fault.hidden[0] ?? ""} 标为 @inaccessible，却是必填的：客户端无法填写它。`,
        advice: words(
          "删除类型末尾的“!”，使它可以不填；若要客户端填写，则删除 @inaccessible。",
          'Remove the "!" at the end of its type, so that it may be left out; if clients are to give it, remove @inaccessible instead.',
        ),
        edits: sites.flatMap((site) => {
          const node = site.argument ?? site.member;
          return node?.kind === Kind.INPUT_VALUE_DEFINITION ? makeOptional(site.subgraph, node) : [];
        }),
      };
    },
  ),
  QUERY_ROOT_TYPE_INACCESSIBLE: rule(
    "查询的根类型必须公开。",
    "The query root is visible to clients.",
    (fault) => show(fault, "查询的根类型不能标 @inaccessible。"),
  ),
  DISALLOWED_INACCESSIBLE: rule(
    "规范自带的类型、指令，以及用于定义处的指令，其各部分不能标 @inaccessible。",
    "Built-in types and directives, and directives that are applied in schemas, have no @inaccessible parts.",
    (fault) => show(fault, `${fault.hidden.join("、")} 不能标 @inaccessible。`),
  ),
};

/** The sites at which the subgraph declares the element of the coordinate. */
function elementsAt(subgraph: SubgraphText, coordinate: string): readonly Site[] {
  const [, name = "", member, argument] = /^@?(\w+)(?:\.(\w+))?(?:\((\w+):\))?$/.exec(coordinate) ?? [];
  if (coordinate.startsWith("@"))
    return subgraph.directiveDefinitions
      .filter((definition) => definition.name.value === name)
      .flatMap((definition): readonly ASTNode[] =>
        argument === undefined
          ? [definition]
          : argumentsOf(definition).filter((candidate) => candidate.name.value === argument),
      )
      .map((node) => subgraph.siteOf(node));
  const types = subgraph.typesNamed(name);
  if (member === undefined) return types.map((node) => subgraph.siteOf(node));
  const members = types
    .flatMap((type) => membersOf(type))
    .filter((candidate) => candidate.name.value === member);
  return (
    argument === undefined
      ? members
      : members
          .flatMap((candidate) => argumentsOf(candidate))
          .filter((candidate) => candidate.name.value === argument)
  ).map((node) => subgraph.siteOf(node));
}

function hideToo(
  fault: ComposerError,
  shown: readonly {
    readonly subgraph: SubgraphText;
    readonly node: Parameters<typeof addDirective>[1] | null;
  }[],
  zh: string,
): Explanation {
  const visible = shown.flatMap(({ subgraph, node }) =>
    node === null || directiveOn(node, "inaccessible") !== undefined ? [] : [{ subgraph, node }],
  );
  const imports = new Map<SubgraphText, readonly TextEdit[]>();
  const marks = visible.map(({ subgraph, node }) => {
    const hidden = useDirective(subgraph, "inaccessible");
    imports.set(subgraph, hidden.edits);
    return addDirective(subgraph, node, hidden.name);
  });
  const first = visible[0];
  return {
    at: first === undefined ? undefined : first.subgraph.siteOf(first.node),
    zh,
    edits: [...[...imports.values()].flat(), ...marks],
    advice: words(
      `在 ${visible.map(({ subgraph, node }) => subgraph.siteOf(node).coordinate ?? "").join("、")} 后也写 @inaccessible；若本应公开，则删除 ${fault.hidden.join("、")} 的 @inaccessible。`,
      `Write @inaccessible behind ${visible.map(({ subgraph, node }) => subgraph.siteOf(node).coordinate ?? "").join(", ")} too; if it is meant to be seen, remove it from ${fault.hidden.join(", ")}.`,
    ),
  };
}

function show(fault: ComposerError, zh: string): Explanation {
  const sites = fault.concerned.flatMap((subgraph) =>
    fault.hidden.flatMap((coordinate) => elementsAt(subgraph, coordinate)),
  );
  return {
    at: sites[0],
    zh,
    advice: words("删除 @inaccessible。", "Remove @inaccessible."),
    edits: sites.flatMap((site) => {
      const directive = directiveOn(site.argument ?? site.member ?? site.type, "inaccessible");
      return directive === undefined ? [] : [removeNode(site.subgraph, directive)];
    }),
  };
}
