/**
 * Explains why a contract yields no valid schema, for authors of tags: the reference implementation's codes,
 * with advice on tagging.
 */
import type { GraphQLError } from "graphql";
import type { Finding, Words } from "../composition/finding.js";

interface Explanation extends Pick<Finding, "rule" | "advice"> {
  /** The coordinates of the hidden element and of the one that needs it. */
  readonly message: (hidden: string, needs: string) => Words;
}

const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  QUERY_ROOT_TYPE_INACCESSIBLE: {
    rule: { zh: "接口视图中必须有查询的入口。", en: "A view has a way to ask." },
    message: (hidden) => ({
      zh: `${hidden} 被此接口视图隐藏。`,
      en: `${hidden} is hidden by this contract.`,
    }),
    advice: {
      zh: "不要给 Query 类型本身加标签；给其字段加标签。",
      en: "Tag the fields of the query type, not the type.",
    },
  },
  ONLY_INACCESSIBLE_CHILDREN: {
    rule: {
      zh: "接口视图中可见的类型至少有一个可见的成员。",
      en: "A type that is visible has something visible in it.",
    },
    message: (hidden, needs) => ({
      zh: `${needs} 可见，但其全部成员（${hidden}）都被隐藏。`,
      en: `${needs} is visible, while all that is in it (${hidden}) is hidden.`,
    }),
    advice: {
      zh: "隐藏引用该类型的字段，或让其中至少一个成员可见。",
      en: "Hide the fields that lead to it too, or let it have something visible.",
    },
  },
  REFERENCED_INACCESSIBLE: {
    rule: { zh: "可见的字段、参数不能使用隐藏的类型。", en: "What is visible has no type that is hidden." },
    message: (hidden, needs) => ({
      zh: `${needs} 可见，但其类型 ${hidden} 被隐藏。`,
      en: `${needs} is visible, while its type ${hidden} is hidden.`,
    }),
    advice: {
      zh: "给引用该类型的字段或参数加上同样的标签。",
      en: "Give the field or argument the same tag.",
    },
  },
  REQUIRED_INACCESSIBLE: {
    rule: {
      zh: "必填的参数或输入字段不能隐藏，否则无法填写。",
      en: "A required argument or input field is not hidden: nobody could give it.",
    },
    message: (hidden, needs) => ({
      zh: `${hidden} 被隐藏，但 ${needs} 是必填的。`,
      en: `${hidden} is hidden, while ${needs} is required.`,
    }),
    advice: {
      zh: "给出默认值或改为可选，或隐藏整个字段。",
      en: "Give it a default, make it optional, or hide the whole field.",
    },
  },
  IMPLEMENTED_BY_INACCESSIBLE: {
    rule: {
      zh: "接口中可见的字段、参数，在每个可见的实现类型中也可见：通过接口仍能读到。",
      en: "What is visible of an interface is visible in each of its visible types: it could be read through the interface.",
    },
    message: (hidden, needs) => ({
      zh: `${hidden} 被隐藏，但其实现的 ${needs} 可见。`,
      en: `${hidden} is hidden, while ${needs}, which it implements, is visible.`,
    }),
    advice: {
      zh: "给接口的字段加上同样的标签，或隐藏整个实现类型。",
      en: "Give the interface's field the same tag, or hide the whole type.",
    },
  },
  DEFAULT_VALUE_USES_INACCESSIBLE: {
    rule: {
      zh: "可见的默认值中不能有隐藏的枚举值或输入字段。",
      en: "A default that is visible names nothing that is hidden.",
    },
    message: (hidden, needs) => ({
      zh: `${needs} 的默认值用到了 ${hidden} 中被隐藏的成员。`,
      en: `The default of ${needs} uses what is hidden of ${hidden}.`,
    }),
    advice: {
      zh: "改用可见的默认值，或隐藏此参数。",
      en: "Use a default that is visible, or hide the argument.",
    },
  },
};

const OTHER: Explanation = {
  rule: { zh: "隐藏之后，其余部分必须仍是有效的总图。", en: "What is left is a sound graph." },
  message: (hidden, needs) => ({
    zh: `隐藏 ${hidden} 之后，${needs} 不再有效。`,
    en: `With ${hidden} hidden, ${needs} is not sound any more.`,
  }),
  advice: { zh: "检查这些元素上的标签。", en: "Look at the tags of these elements." },
};

/** Reads an error of `@apollo/federation-internals`, which names the elements in its extensions. */
export function toFinding({ extensions }: GraphQLError): Finding {
  const code = typeof extensions["code"] === "string" ? extensions["code"] : "API_SCHEMA_INVALID";
  const [hidden, needs] = [
    namesIn(extensions["inaccessible_elements"]),
    namesIn(extensions["inaccessible_referencers"]),
  ];
  const { rule, message, advice } = EXPLANATIONS[code] ?? OTHER;
  return {
    code,
    severity: "ERROR",
    subgraphs: [],
    coordinate: needs[0] ?? hidden[0] ?? null,
    place: null,
    edits: [],
    uses: [],
    follows: [],
    rule,
    message: message(list(hidden), list(needs)),
    advice,
  };
}

function namesIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((name): name is string => typeof name === "string") : [];
}

const TOLD = 5;

function list(names: readonly string[]): string {
  return `${names.slice(0, TOLD).join(", ")}${names.length > TOLD ? ", …" : ""}`;
}
