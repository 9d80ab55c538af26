/**
 * All rules for a subgraph's text, by stable code, with the severity of a violation.
 * `schema/PROTOCOL.md` lists the codes.
 */
import type { Severity } from "../../graph/composition/finding.js";

export interface Rule {
  readonly severity: Severity;
  readonly zh: string;
  readonly en: string;
}

export const RULES = {
  // Size, checked before anything else
  SDL_TOO_LARGE: {
    severity: "ERROR",
    zh: "模式文件的大小、类型数、字段数和嵌套层数有上限。",
    en: "A schema's text, types, fields and nesting are limited.",
  },
  SDL_TEXT_TOO_LONG: {
    severity: "ERROR",
    zh: "说明和其他文字每条不超过2000个字符。",
    en: "A description, like any other text, has at most 2,000 characters.",
  },
  SDL_TEXT_UNSAFE: {
    severity: "ERROR",
    zh: "说明和其他文字中不得有控制字符、HTML 标签或脚本链接。",
    en: "A description, like any other text, has no control characters, HTML tags or script links.",
  },

  // The running service
  SERVICE_UNREACHABLE: {
    severity: "ERROR",
    zh: "发布时，服务须在其地址上响应。",
    en: "When it is published, the service answers at its address.",
  },
  SERVICE_NO_SDL: {
    severity: "ERROR",
    zh: "子图须能响应 { _service { sdl } }（联邦规范）。",
    en: "A subgraph answers { _service { sdl } } (Federation specification).",
  },
  SERVICE_SDL_DIFFERS: {
    severity: "ERROR",
    zh: "运行中的服务须与发布的模式一致。",
    en: "The running service has the schema that is published.",
  },
  SERVICE_NO_ENTITIES: {
    severity: "ERROR",
    zh: "有 @key 的子图须能响应 _entities。",
    en: "A subgraph with @key answers _entities.",
  },

  // Permitted directives
  FEDERATION_VERSION: {
    severity: "ERROR",
    zh: "子图须用 @link 声明受支持的 Federation 2 版本。",
    en: "A subgraph says by @link which supported version of Federation 2 it speaks.",
  },
  LINK_REFUSED: {
    severity: "ERROR",
    zh: "子图只能 @link 联邦规范，且只能导入允许的指令。",
    en: "A subgraph links the Federation specification alone, and imports only the directives that are allowed.",
  },
  DIRECTIVE_REFUSED: {
    severity: "ERROR",
    zh: "组合和数据来源的指令只由通查使用；访问要求用联邦规范的指令，不得自己定义同名的。",
    en: "Directives of composition and of feeds are the hub's alone; demands on the caller are the specification's, and none of one's own by that name.",
  },
  NAME_RESERVED: {
    severity: "ERROR",
    zh: "以下划线开头或含双下划线的名称留给联邦规范。",
    en: "Names that begin with an underscore or hold two are the Federation specification's.",
  },

  // Ownership
  OWNERSHIP_FIELD: {
    severity: "ERROR",
    zh: "可以给其他部门的类型增加字段，不得重新定义已有的字段，除非所属部门在系统中同意。",
    en: "Fields may be added to another's type; those that it has may not be defined again without its owner's consent.",
  },
  OWNERSHIP_OVERRIDE: {
    severity: "ERROR",
    zh: "不得用 @override 接管其他部门的字段，除非所属部门在系统中同意。",
    en: "Another's field may not be taken over by @override without its owner's consent.",
  },
  OWNERSHIP_TYPE: {
    severity: "ERROR",
    zh: "通查共享的类型须原样使用；其他部门的枚举、输入、接口、联合和值类型须经所属部门在系统中同意。",
    en: "Types that the hub shares are used as they are; a department's enums, inputs, interfaces, unions and value types by its consent.",
  },
  OWNERSHIP_DIRECTIVE: {
    severity: "ERROR",
    zh: "不得给其他部门的类型、字段和枚举值加指令，除非所属部门在系统中同意。",
    en: "No directive is put on another's type, field or value without its owner's consent.",
  },
  OWNERSHIP_DESCRIPTION: {
    severity: "ERROR",
    zh: "实体类型由所属部门说明；扩展该类型的子图不写类型说明。",
    en: "An entity is described by its owner; a subgraph that extends it does not describe it.",
  },

  // Cost and effect for others
  SHARED_FIELD_ON_CYCLE: {
    severity: "ERROR",
    zh: "处于类型循环上的对象字段只能由一个子图提供，否则查询计划成倍增长。",
    en: "A field that returns objects and lies on a cycle of types is resolved by one subgraph only: shared, it multiplies query plans.",
  },
  NON_NULL_ACROSS_SUBGRAPHS: {
    severity: "ERROR",
    zh: "加在其他部门类型上的字段和根字段应可为空，否则本服务中断会清空其他部门的内容；确需非空的，在说明中写明“非空理由：…”。",
    en: 'A field of another\'s type, or of a root, is nullable, or an outage of this service would empty what others give; a reason for non-null stands in its description: "Non-null because: …".',
  },
  COST_LIST_UNBOUNDED: {
    severity: "WARNING",
    zh: "返回对象列表的字段应有分页参数，或用 @listSize 写明大小。",
    en: "A field that returns a list of objects has a slicing argument, or says its size by @listSize.",
  },
  COST_LIST_TOO_LONG: {
    severity: "ERROR",
    zh: "一个列表一次最多1000项。",
    en: "A list gives at most 1,000 items at a time.",
  },
  COST_NEGATIVE: {
    severity: "ERROR",
    zh: "@cost 的权重不得为负。",
    en: "A weight in @cost is not negative.",
  },

  // Gateway support
  FEATURE_UNSUPPORTED: {
    severity: "ERROR",
    zh: "总图不得要求网关不具备的功能（@link 的 for: SECURITY 或 EXECUTION）。",
    en: "A graph asks for nothing that gateways do not carry out (@link with for: SECURITY or EXECUTION).",
  },
  PLANNER_UNFIT: {
    severity: "WARNING",
    zh: "至少要有一个查询规划器能用于新的总图；都不能用的，不得发布。",
    en: "The query planners can be made for the graph; one for which none can is not published.",
  },
  OPERATION_UNPLANNABLE: {
    severity: "ERROR",
    zh: "客户端在用的查询在新的总图中须能执行。",
    en: "What clients ask can be carried out on the new graph.",
  },

  // Style
  LINT_TYPE_UNDESCRIBED: {
    severity: "ERROR",
    zh: "每个类型都有中文说明。",
    en: "Every type has a description in Chinese.",
  },
  LINT_FIELD_UNDESCRIBED: {
    severity: "ERROR",
    zh: "每个字段都有中文说明。",
    en: "Every field has a description in Chinese.",
  },
  LINT_UNDESCRIBED: {
    severity: "WARNING",
    zh: "每个参数、输入字段和枚举值都有中文说明。",
    en: "Every argument, input field and enum value has a description in Chinese.",
  },
  LINT_DESCRIPTION_NOT_CHINESE: {
    severity: "WARNING",
    zh: "说明用中文写，其后可附英文。",
    en: "A description is in Chinese; English may follow.",
  },
  LINT_NAME: {
    severity: "WARNING",
    zh: "类型用 PascalCase，字段和参数用 camelCase，枚举值用 UPPER_SNAKE。",
    en: "Types are in PascalCase, fields and arguments in camelCase, enum values in UPPER_SNAKE.",
  },
  LINT_DEPRECATION_REASON: {
    severity: "ERROR",
    zh: "@deprecated 写明原因和替代项。",
    en: "@deprecated gives a reason, and what to use instead.",
  },

  // Breaking changes; changes of unused elements are INFO
  CHANGE_BREAKING: {
    severity: "BREAKING",
    zh: "客户端在用的内容，须经批准才能删除或改变。",
    en: "What clients use is not taken away or changed without approval.",
  },
  CHANGE_DANGEROUS: {
    severity: "DANGEROUS",
    zh: "新的枚举值、联合成员、接口实现和默认值可能影响在用的客户端。",
    en: "New enum values, union members, implementations and defaults may surprise the clients that select them.",
  },
} as const satisfies Record<string, Rule>;

export type RuleCode = keyof typeof RULES;
