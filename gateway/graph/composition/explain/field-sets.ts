/** Rules for the `fields` of `@key`, `@provides` and `@requires`. */
import { Kind, visit, type ConstDirectiveNode } from "graphql";
import {
  addMember,
  argumentOf,
  baseName,
  changeFieldSet,
  keysOf,
  parseFieldSet,
  printFieldSet,
  removeMember,
  removeNode,
  replaceText,
  stringArgument,
  useDirective,
  withoutField,
  addDirective,
} from "../edits.js";
import { rule, words, type Explanation, type ComposerError, type Rules } from "../composer-error.js";
import { readSentence } from "../composer-sentences.js";
import { nearest } from "../../../nearest-name.js";
import { directiveOn, directivesOf, memberOf, membersOf, textOf, type Site } from "../subgraph-text.js";
import type { TextEdit } from "../finding.js";

const DIRECTIVES = ["key", "provides", "requires"] as const;

export const fieldSetRules: Rules = Object.fromEntries(
  DIRECTIVES.flatMap((name) => {
    const upper = name.toUpperCase();
    return [
      [
        `${upper}_INVALID_FIELDS_TYPE`,
        rule(`@${name} 的 fields 必须是一个字符串。`, `The fields of @${name} are one string.`, (fault) =>
          asString(fault, name),
        ),
      ],
      [
        `${upper}_DIRECTIVE_IN_FIELDS_ARG`,
        rule(
          `@${name} 的 fields 里只能写字段，不能写指令。`,
          `The fields of @${name} hold fields, no directives.`,
          (fault) => withoutDirectives(fault, name),
        ),
      ],
      [
        `${upper}_INVALID_FIELDS`,
        rule(
          `@${name} 的 fields 只能选择该类型在本子图中已有的字段。`,
          `The fields of @${name} select fields that the type has in this subgraph.`,
          (fault) => invalidFields(fault, name),
        ),
      ],
      [
        `${upper}_FIELDS_HAS_ARGS`,
        rule(
          `@${name} 的 fields 不能包含带参数的字段。`,
          `The fields of @${name} hold no field that takes arguments.`,
          (fault) => dropField(fault, name, "带有参数", "takes arguments"),
        ),
      ],
      [
        `${upper}_FIELDS_MISSING_EXTERNAL`,
        rule(
          `@${name} 只用于由其他子图解析、在本子图标为 @external 的字段。`,
          `@${name} is for fields that another subgraph resolves and that are @external here.`,
          (fault) => missingExternal(fault, name),
        ),
      ],
      [
        `${upper}_UNSUPPORTED_ON_INTERFACE`,
        rule(
          `@${name} 不能用在接口上${name === "key" ? "（Federation 2.3 起才可以）" : ""}。`,
          `@${name} cannot be used on an interface${name === "key" ? " before Federation 2.3" : ""}.`,
          (fault) => notOnInterface(fault, name),
        ),
      ],
    ];
  }),
);

export const keyFieldTypeRules: Rules = {
  KEY_FIELDS_SELECT_INVALID_TYPE: rule(
    "@key 不能包含类型为接口或联合的字段。",
    "A @key holds no field of an interface or union type.",
    (fault) => dropField(fault, "key", "是接口或联合类型", "is of an interface or union type"),
  ),
  PROVIDES_ON_NON_OBJECT_FIELD: rule(
    "@provides 只能用在返回对象的字段上。",
    "@provides is for fields that answer with objects.",
    (fault) => {
      const site = fault.sites[0];
      return {
        zh: `字段 ${site?.coordinate ?? ""} 返回的不是对象，@provides 在这里没有意义。`,
        advice: words("删除这个 @provides。", "Remove this @provides."),
        edits: site === undefined ? [] : [...(site.member === null ? [] : dropDirective(site, "provides"))],
      };
    },
  ),
};

const dropDirective = (site: Site, name: string): readonly TextEdit[] => {
  const directive = site.member === null ? undefined : directiveOn(site.member, name);
  return directive === undefined ? [] : [removeNode(site.subgraph, directive)];
};
const written = (site: Site | undefined): string =>
  site?.directive == null ? "" : textOf(site.subgraph, site.directive);

function asString({ sites: [site] }: ComposerError, name: string): Explanation {
  const value = site?.directive == null ? undefined : argumentOf(site.directive, "fields")?.value;
  const meant =
    value === undefined
      ? ""
      : value.kind === Kind.LIST
        ? value.values.map((item) => ("value" in item ? String(item.value) : "")).join(" ")
        : "value" in value
          ? String(value.value)
          : "";
  const text = JSON.stringify(meant);
  return {
    zh: `${site?.coordinate ?? ""} 上的 ${written(site)}：fields 不是字符串。`,
    advice: words(`写成 @${name}(fields: ${text})。`, `Write @${name}(fields: ${text}).`),
    edits:
      site === undefined || value === undefined || meant === ""
        ? []
        : [replaceText(site.subgraph, value, text)],
  };
}

function withoutDirectives({ sites: [site] }: ComposerError, name: string): Explanation {
  return {
    zh: `${site?.coordinate ?? ""} 上的 ${written(site)}：fields 里写了指令。`,
    advice: words(
      `删除 fields 里的指令，只留字段名。`,
      `Remove the directives from the fields of @${name}; keep the names of fields.`,
    ),
    edits:
      site?.directive == null
        ? []
        : [changeFieldSet(site.subgraph, site.directive, (set) => visit(set, { Directive: () => null }))],
  };
}

function dropField(
  { sites: [site], text }: ComposerError,
  name: string,
  zh: string,
  en: string,
): Explanation {
  const [type = "", field = ""] = readSentence("fieldRefused", text) ?? [];
  return {
    zh: `${site?.coordinate ?? ""} 上的 ${written(site)} 选了字段 ${type}.${field}，它${zh}。`,
    advice: words(
      `从 @${name} 的 fields 里删除 ${field}。`,
      `Take ${field}, which ${en}, out of the fields of @${name}.`,
    ),
    edits:
      site?.directive == null
        ? []
        : [
            changeFieldSet(site.subgraph, site.directive, withoutField(field)),
            ...unusedExternal(site, type, field),
          ],
  };
}

/** Removes an `@external` field that only this directive selects: composition refuses an unused one. */
function unusedExternal({ subgraph, directive }: Site, type: string, field: string): readonly TextEdit[] {
  const found = memberOf(subgraph, type, field);
  if (found === null || directiveOn(found.member, "external") === undefined) return [];
  const selects = (other: ConstDirectiveNode): boolean =>
    other !== directive && new RegExp(`\\b${field}\\b`).test(stringArgument(other, "fields") ?? "");
  return subgraph.types.some((node) =>
    [node, ...membersOf(node)].some((part) => directivesOf(part).some(selects)),
  )
    ? []
    : [removeMember(subgraph, found.type, found.member)];
}

function missingExternal(fault: ComposerError, name: string): Explanation {
  const [site, declared] = fault.sites;
  const [type = "", field = ""] = readSentence("fieldShouldBeExternal", fault.text) ?? [];
  const elsewhere = fault.all.filter(
    (other) => other !== site?.subgraph && memberOf(other, type, field) !== null,
  );
  if (site?.directive == null) return { zh: fault.text, advice: words("", ""), edits: [] };
  const zh = `${site.coordinate ?? ""} 上的 ${written(site)} 选了 ${type}.${field}，而本子图自己就解析这个字段（没有标 @external）。`;
  if (
    elsewhere.length > 0 &&
    declared?.member != null &&
    directiveOn(declared.member, "shareable") === undefined &&
    directiveOn(declared.member, "external") === undefined
  ) {
    const external = useDirective(site.subgraph, "external");
    return {
      zh,
      at: declared,
      edits: [...external.edits, addDirective(site.subgraph, declared.member, external.name)],
      advice: words(
        `该字段由 ${elsewhere.map((other) => other.name).join("、")} 解析，请在这里标上 ${external.name}；若本子图确实解析它，则从 @${name} 里删除。`,
        `The field is resolved by ${elsewhere.map((other) => other.name).join(", ")}: mark it ${external.name} here; if this subgraph does resolve it, take it out of @${name} instead.`,
      ),
    };
  }
  return {
    zh,
    edits: [changeFieldSet(site.subgraph, site.directive, withoutField(field))],
    advice: words(
      `从 @${name} 里删除 ${field}：本子图随时可以自己得到它。若它应由其他子图解析，则改为标上 @external。`,
      `Take ${field} out of @${name}: this subgraph has it at any time. If another subgraph should resolve it, mark it @external instead.`,
    ),
  };
}

function notOnInterface({ sites: [site] }: ComposerError, name: string): Explanation {
  return {
    zh: `${site?.coordinate ?? ""} 属于接口，不能写 ${written(site)}。`,
    advice: words(
      `删除接口上的 @${name}，只写在实现该接口的各对象类型上${name === "key" ? "；或将 @link 的 federation 版本升到 v2.3 以上" : ""}。`,
      `Remove @${name} from the interface and keep it on the object types that implement it${name === "key" ? "; or @link federation v2.3 or later" : ""}.`,
    ),
    edits: site?.directive == null ? [] : [removeNode(site.subgraph, site.directive)],
  };
}

function invalidFields(fault: ComposerError, name: string): Explanation {
  const {
    text,
    all,
    sites: [site],
  } = fault;
  const start = `${site?.coordinate ?? ""} 上的 ${written(site)} `;
  if (site?.directive == null) return { zh: text, advice: words("", ""), edits: [] };
  const { subgraph, directive } = site;
  const [field, type = ""] = readSentence("noSuchField", text) ?? [];
  if (field !== undefined) {
    const near = nearest(
      field,
      subgraph.typesNamed(type).flatMap((node) => membersOf(node).map((member) => member.name.value)),
    );
    if (near !== undefined)
      return {
        zh: `${start}选了 ${type} 没有的字段 ${field}。`,
        advice: words(`应为 ${near}。`, `Write ${near} instead of ${field}.`),
        edits: [
          changeFieldSet(subgraph, directive, (set) =>
            visit(set, {
              Field: {
                leave: (node) =>
                  node.name.value === field ? { ...node, name: { ...node.name, value: near } } : undefined,
              },
            }),
          ),
        ],
      };
    const other = all.flatMap((candidate) =>
      candidate === subgraph
        ? []
        : [memberOf(candidate, type, field)].flatMap((found) =>
            found === null ? [] : [{ candidate, ...found }],
          ),
    )[0];
    const target = subgraph.typesNamed(type)[0];
    if (other?.member.kind === Kind.FIELD_DEFINITION && target !== undefined) {
      const external = name === "key" ? { name: "", edits: [] } : useDirective(subgraph, "external");
      const line = `${field}: ${textOf(other.candidate, other.member.type)}${external.name === "" ? "" : ` ${external.name}`}`;
      return {
        zh: `${start}用到了子图“${other.candidate.name}”的字段 ${type}.${field}，但本子图没有声明它。`,
        advice: words(`在本子图的 ${type} 里加上：${line}`, `Add to ${type} in this subgraph: ${line}`),
        edits: [...external.edits, addMember(subgraph, target, line)],
      };
    }
    return {
      zh: `${start}选了 ${type} 没有的字段 ${field}。`,
      advice: words(
        `删除 ${field}，或先在 ${type} 里声明它。`,
        `Take ${field} out, or declare it in ${type} first.`,
      ),
      edits: [changeFieldSet(subgraph, directive, withoutField(field))],
    };
  }
  const [bare = "", bareType = ""] = readSentence("emptySelection", text) ?? [];
  const inner = keysOf(subgraph, bareType)[0]?.fields;
  const innerSet = inner === undefined ? null : parseFieldSet(inner);
  if (inner !== undefined && innerSet !== null)
    return {
      zh: `${start}选了对象字段 ${bare}，却没有写明要其中哪些字段。`,
      advice: words(`写成 ${bare} { ${inner} }。`, `Write ${bare} { ${inner} }.`),
      edits: [
        changeFieldSet(subgraph, directive, (set) =>
          visit(set, {
            Field: {
              leave: (node) =>
                node.name.value === bare && node.selectionSet === undefined
                  ? { ...node, selectionSet: innerSet }
                  : undefined,
            },
          }),
        ),
      ],
    };
  const known = new Set(
    site.type === null
      ? []
      : membersOf(site.type)
          .filter(
            (member) =>
              member.kind === Kind.FIELD_DEFINITION && ["ID", "String", "Int"].includes(baseName(member)),
          )
          .map((member) => member.name.value),
  );
  const rest =
    (stringArgument(directive, "fields") ?? "")
      .match(/\w+/g)
      ?.filter((word) => known.has(word))
      .join(" ") ?? "";
  const value = argumentOf(directive, "fields")?.value;
  const meant = name === "key" && rest !== "" && value !== undefined ? rest : null;
  return {
    zh: `${start}的 fields 无法解析：${text.replace(/^[^:]*: "?[^:]*: /, "")}`,
    advice:
      meant === null
        ? words(`删除这个 @${name}，或改正其 fields。`, `Remove this @${name}, or correct its fields.`)
        : words(`写成 @key(fields: "${meant}")。`, `Write @key(fields: "${meant}").`),
    edits: [
      meant === null || value === undefined
        ? removeNode(subgraph, directive)
        : replaceText(
            subgraph,
            value,
            JSON.stringify(
              printFieldSet(parseFieldSet(meant) ?? { kind: Kind.SELECTION_SET, selections: [] }),
            ),
          ),
    ],
  };
}
