/** The composer's hints: schemas that compose, but are perhaps not intended. */
import type { composeServices } from "@apollo/composition";
import type { Finding } from "./finding.js";

type Hint = NonNullable<ReturnType<typeof composeServices>["hints"]>[number];

const RULES: Readonly<Record<string, string>> = {
  INCONSISTENT_BUT_COMPATIBLE_FIELD_TYPE: "同一字段在各子图的类型不同，但相容。",
  INCONSISTENT_BUT_COMPATIBLE_ARGUMENT_TYPE: "同一参数在各子图的类型不同，但相容。",
  INCONSISTENT_DEFAULT_VALUE_PRESENCE: "参数只在部分子图有默认值，总图里没有。",
  INCONSISTENT_ENTITY: "类型只在部分子图有 @key。",
  INCONSISTENT_OBJECT_VALUE_TYPE_FIELD: "没有 @key 的类型，其字段只在部分子图有。",
  INCONSISTENT_INTERFACE_VALUE_TYPE_FIELD: "没有 @key 的接口，其字段只在部分子图有。",
  INCONSISTENT_INPUT_OBJECT_FIELD: "输入字段只在部分子图有，总图里没有。",
  INCONSISTENT_UNION_MEMBER: "联合的成员只在部分子图有。",
  INCONSISTENT_ENUM_VALUE_FOR_INPUT_ENUM: "用作输入的枚举值只在部分子图有，总图里没有。",
  INCONSISTENT_ENUM_VALUE_FOR_OUTPUT_ENUM: "用作输出的枚举值只在部分子图有。",
  INCONSISTENT_TYPE_SYSTEM_DIRECTIVE_REPEATABLE: "指令只在部分子图可重复使用。",
  INCONSISTENT_TYPE_SYSTEM_DIRECTIVE_LOCATIONS: "指令在各子图可用的位置不同。",
  INCONSISTENT_EXECUTABLE_DIRECTIVE_PRESENCE: "查询用的指令只在部分子图有，总图里没有。",
  NO_EXECUTABLE_DIRECTIVE_INTERSECTION: "查询用的指令在各子图没有共同的位置，总图里没有。",
  INCONSISTENT_EXECUTABLE_DIRECTIVE_REPEATABLE: "查询用的指令只在部分子图可重复使用。",
  INCONSISTENT_EXECUTABLE_DIRECTIVE_LOCATIONS: "查询用的指令在各子图可用的位置不同。",
  INCONSISTENT_DESCRIPTION: "同一元素在各子图的说明不同，总图只取一种。",
  INCONSISTENT_ARGUMENT_PRESENCE: "可不填的参数只在部分子图有，总图里没有。",
  FROM_SUBGRAPH_DOES_NOT_EXIST: "@override 所写的子图不存在。",
  OVERRIDDEN_FIELD_CAN_BE_REMOVED: "字段已由另一子图接管，可以删除。",
  OVERRIDE_DIRECTIVE_CAN_BE_REMOVED: "原子图已没有该字段，@override 可以删除。",
  OVERRIDE_MIGRATION_IN_PROGRESS: "字段正在逐步移交，完成后请从原子图删除。",
  UNUSED_ENUM_TYPE: "没有字段或参数用到这个枚举。",
  INCONSISTENT_NON_REPEATABLE_DIRECTIVE_ARGUMENTS: "同一元素上的同一指令在各子图参数不同，总图只取一种。",
  MERGED_NON_REPEATABLE_DIRECTIVE_ARGUMENTS: "同一元素上的同一指令在各子图参数不同，已合并。",
  DIRECTIVE_COMPOSITION_INFO: "合并自定义指令时有需要留意之处。",
  DIRECTIVE_COMPOSITION_WARN: "合并自定义指令时有问题。",
  INCONSISTENT_RUNTIME_TYPES_FOR_SHAREABLE_RETURN: "共享字段在各子图可能返回不同的具体类型。",
  IMPLICITLY_UPGRADED_FEDERATION_VERSION: "用到的指令需要更高的 Federation 版本，总图按较高的版本。",
  CONTEXTUAL_ARGUMENT_NOT_CONTEXTUAL_IN_ALL_SUBGRAPHS: "参数在其他子图来自上下文，总图里没有。",
};
/** The codes of all hints that have an explanation. */
export const HINT_CODES = Object.keys(RULES);

export function explainHint(
  { definition: { code, level, description }, message, coordinate, nodes }: Hint,
  known: ReadonlySet<string>,
): Finding {
  const node = nodes?.find(({ loc }) => loc !== undefined && known.has(loc.source.name));
  const zh = RULES[code] ?? "合并成功，但有需要留意之处。";
  const subgraphs = [...known].filter(
    (name) => nodes?.some(({ loc }) => loc?.source.name === name) === true || message.includes(`"${name}"`),
  );
  return {
    code,
    severity: level.name === "WARN" ? "WARNING" : "INFO",
    subgraphs,
    coordinate: coordinate ?? null,
    place:
      node?.loc === undefined
        ? null
        : {
            subgraph: node.loc.source.name,
            line: node.loc.startToken.line,
            column: node.loc.startToken.column,
          },
    rule: { zh, en: description },
    message: { zh: `${coordinate ?? ""}${coordinate === undefined ? "" : "："}${zh}`, en: message },
    advice: { zh: "若非有意，请使各子图一致。", en: "If it is not meant so, make the subgraphs agree." },
    edits: [],
    uses: [],
    follows: [],
  };
}
