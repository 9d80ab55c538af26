/**
 * Explains why a request is invalid, in Chinese and English: a sentence for each validation rule, followed by
 * the GraphQL library's own message.
 */
import { Kind, type ASTNode, type GraphQLError, type GraphQLFormattedError } from "graphql";
import { toFault, type RequestFault } from "#schema/errors.js";

export function explainFault(error: GraphQLError, code: RequestFault): GraphQLFormattedError {
  const { message, locations, nodes, extensions } = error;
  const rule = typeof extensions["rule"] === "string" ? extensions["rule"] : null;
  const fault = toFault(code, message, sentenceOf(code, rule, nameOf(nodes?.[0]), locations?.[0]));
  return {
    message: fault.message,
    ...(locations ? { locations } : {}),
    extensions: { ...fault.extensions, details: rule === null ? {} : { rule } },
  };
}

function sentenceOf(
  code: RequestFault,
  rule: string | null,
  name: string,
  place: { readonly line: number; readonly column: number } | undefined,
): string | undefined {
  if (code === "GRAPHQL_PARSE_FAILED" && place)
    return `查询有语法错误，在第${place.line}行第${place.column}列`;
  if (code === "BAD_USER_INPUT" && name !== "") return `变量“${name}”的值缺失或有误`;
  return rule === null ? undefined : SENTENCES[rule]?.replace("{name}", () => name);
}

/** The name of the element that the error is about; empty if it has none. */
function nameOf(node: ASTNode | undefined): string {
  if (node?.kind === Kind.NAME) return node.value;
  if (node?.kind === Kind.VARIABLE_DEFINITION) return node.variable.name.value;
  return node && "name" in node ? (node.name?.value ?? "") : "";
}

/** By the names of the library's rules, and of this gateway's own. */
export const SENTENCES: Readonly<Record<string, string>> = {
  ExecutableDefinitions: "查询中只能有操作和片段",
  UniqueOperationNames: "操作名“{name}”重复",
  LoneAnonymousOperation: "有多个操作时，每个都须有名称",
  SingleFieldSubscriptions: "一个订阅须有且只有一个根字段，不能是内省字段",
  KnownTypeNames: "总图中没有类型“{name}”",
  FragmentsOnCompositeTypes: "片段只能用于对象、接口或联合类型",
  VariablesAreInputTypes: "变量“{name}”的类型不能用于输入",
  ScalarLeafs: "字段“{name}”的选择有误：对象须选择子字段，单值不能有子字段",
  FieldsOnCorrectType: "此处没有字段“{name}”",
  UniqueFragmentNames: "片段“{name}”重复定义",
  KnownFragmentNames: "没有定义片段“{name}”",
  NoUnusedFragments: "片段“{name}”没有用到",
  PossibleFragmentSpreads: "片段的类型不可能出现在此处",
  NoFragmentCycles: "片段“{name}”循环引用了自己",
  UniqueVariableNames: "变量“{name}”重复定义",
  NoUndefinedVariables: "没有定义变量“{name}”",
  NoUnusedVariables: "变量“{name}”没有用到",
  KnownDirectives: "此处不能用指令“{name}”",
  UniqueDirectivesPerLocation: "此处指令“{name}”重复",
  KnownArgumentNames: "此处没有参数“{name}”",
  UniqueArgumentNames: "参数“{name}”重复",
  ValuesOfCorrectType: "值的类型不符",
  ProvidedRequiredArguments: "“{name}”缺少必填的参数",
  VariablesInAllowedPosition: "变量“{name}”的类型与所在位置不符",
  OverlappingFieldsCanBeMerged: "同名的字段互相冲突，请用别名区分",
  UniqueInputFieldNames: "输入字段“{name}”重复",
  MaxIntrospectionDepth: "内省查询嵌套过深",
  unconditionalRoot: "订阅的根字段不能带 @skip 或 @include",
  rootIntrospection: "内省字段“{name}”只能用在查询的根",
  nesting: "查询嵌套过深",
  comparisons: "同名的字段太多，无法逐一比较是否冲突",
  operationName: "有多个操作时，须以 operationName 说明执行哪一个",
  operationUnknown: "查询中没有此名称的操作",
  operationKind: "总图不提供此类操作",
};
