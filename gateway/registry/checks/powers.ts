/**
 * Checks which directives a subgraph uses. Only the hub may use directives of composition and of feeds, under
 * any name that a link or an import gives them. Directives of access rights must be the specification's.
 * Directives that the subgraph defines for itself are not composed, and are allowed.
 */
import { FEDERATION_VERSIONS } from "@apollo/federation-internals";
import {
  Kind,
  print,
  visit,
  type ConstDirectiveNode,
  type DirectiveDefinitionNode,
  type DocumentNode,
  type NameNode,
} from "graphql";
import type { Finding } from "../../graph/composition/finding.js";
import type { Check } from "./check.js";
import { createFinding, replaceNode } from "./create-finding.js";
import { SEMANTIC_NON_NULL } from "#schema/semantic-non-null.js";
import {
  argumentOf,
  createFederationName,
  isFederation,
  readLinks,
  stringOf,
  type FederationName,
  type Link,
} from "../../federation-names.js";

const ALLOWED: ReadonlySet<string> = new Set([
  "key",
  "shareable",
  "external",
  "requires",
  "provides",
  "extends",
  "interfaceObject",
  "inaccessible",
  "tag",
  "override",
  "cost",
  "listSize",
  "authenticated",
  "requiresScopes",
  "policy",
  "deprecated",
  "specifiedBy",
  "oneOf",
]);
/**
 * Names that a subgraph may not give to its own directives: readers of the schema would believe that an
 * unprotected element is protected.
 */
const POWERS: ReadonlySet<string> = new Set([
  "authenticated",
  "requiresScopes",
  "policy",
  "composeDirective",
  "context",
  "fromContext",
  "cacheTag",
  "feed",
  "link",
  "core",
  "connect",
  "source",
]);

/**
 * The latest minor version of Federation 2. Directives are allowed by name, so a later version adds no
 * permissions.
 */
const LATEST_MINOR = FEDERATION_VERSIONS.latest().version.minor;
const DEFAULT_VERSION = "https://specs.apollo.dev/federation/v2.9";
/**
 * The link specification. Its link may have neither `as` nor imports: a renamed @link could hide other links.
 */
const LINK_SPEC = /^https:\/\/specs\.apollo\.dev\/link\/v1\.\d+$/;

export const checkPowers: Check = ({ subgraph: { name, document } }) => {
  const links = readLinks(document);
  return [
    ...checkVersion(name, document, links),
    ...links.flatMap((link) => checkLink(name, link)),
    ...checkDirectives(name, document, createFederationName(links)),
    ...checkSemanticNonNull(name, document, createFederationName(links)),
    ...checkNames(name, document),
  ];
};

function checkVersion(name: string, document: DocumentNode, links: readonly Link[]): readonly Finding[] {
  const federation = links.filter(isFederation);
  if (federation.length === 0) {
    const used = usedDirectives(document)
      .filter(
        (directive) => ALLOWED.has(directive) && !["deprecated", "specifiedBy", "oneOf"].includes(directive),
      )
      .map((directive) => `"@${directive}"`);
    return [
      createFinding("FEDERATION_VERSION", name, {
        coordinate: null,
        node: document.definitions[0] ?? null,
        message: {
          zh: "没有 @link 联邦规范，会被当作 Federation 1",
          en: "The Federation specification is not linked: it would be taken for Federation 1",
        },
        advice: { zh: "在开头加上 extend schema @link(…)。", en: "Begin with extend schema @link(…)." },
        edits: [
          {
            subgraph: name,
            offset: 0,
            length: 0,
            text: `extend schema @link(url: "${DEFAULT_VERSION}", import: [${used.join(", ")}])\n\n`,
          },
        ],
      }),
    ];
  }
  return federation
    .filter(({ url }) => !isSupported(url))
    .map(({ node, url }) => {
      const value = node.arguments?.find((argument) => argument.name.value === "url")?.value;
      return createFinding("FEDERATION_VERSION", name, {
        coordinate: null,
        node,
        message: { zh: `不支持 ${url}`, en: `${url} is not supported` },
        advice: {
          zh: `用 v2.0 到 v2.${LATEST_MINOR}，例如 ${DEFAULT_VERSION}。`,
          en: `Use v2.0 to v2.${LATEST_MINOR}, such as ${DEFAULT_VERSION}.`,
        },
        edits: value ? replaceNode(name, value, JSON.stringify(DEFAULT_VERSION)) : [],
      });
    });
}

function isSupported(url: string | null): boolean {
  const [, minor] = /^https:\/\/specs\.apollo\.dev\/federation\/v2\.(\d{1,2})$/.exec(url ?? "") ?? [];
  return minor !== undefined && Number(minor) <= LATEST_MINOR;
}

function usedDirectives(document: DocumentNode): readonly string[] {
  const used = new Set<string>();
  visit(document, { Directive: ({ name }) => void used.add(name.value) });
  return [...used].sort();
}

function checkLink(name: string, link: Link): readonly Finding[] {
  const { node, url, as, imports } = link;
  if (!isFederation(link)) {
    if (isSemanticNonNull(link)) return [];
    if (url !== null && LINK_SPEC.test(url) && as === null && imports.length === 0) return [];
    return [
      createFinding("LINK_REFUSED", name, {
        coordinate: null,
        node,
        message: { zh: `链接了 ${url ?? "（没有地址）"}`, en: `It links ${url ?? "(no address)"}` },
        advice: { zh: "删除这个 @link。", en: "Remove this @link." },
        edits: replaceNode(name, node, ""),
      }),
    ];
  }
  return imports
    .filter(
      (each) =>
        each.name === null ||
        (each.name !== "FieldSet" &&
          !(
            each.name.startsWith("@") &&
            (ALLOWED.has(each.name.slice(1)) || each.name === "@composeDirective")
          )),
    )
    .map((each) =>
      createFinding("LINK_REFUSED", name, {
        coordinate: null,
        node: each.node,
        message: {
          zh: `导入了 ${each.name ?? "无法识别的内容"}`,
          en: `It imports ${each.name ?? "what is no import"}`,
        },
        advice: {
          zh: `从 import 中删除。允许的指令：${[...ALLOWED].join("、")}。`,
          en: `Remove it from the imports. Allowed: ${[...ALLOWED].join(", ")}.`,
        },
        edits: replaceNode(name, each.node, ""),
      }),
    );
}

/** Requires the directive's own name, because the schema that clients download uses it. */
function isSemanticNonNull({ url, as, imports }: Link): boolean {
  return (
    url === SEMANTIC_NON_NULL.url &&
    as === null &&
    imports.every(({ name, as: alias }) => name === `@${SEMANTIC_NON_NULL.name}` && alias === null)
  );
}

/** Reports uses of `@semanticNonNull` without `@composeDirective`, which have no effect. */
function checkSemanticNonNull(
  name: string,
  document: DocumentNode,
  federationName: FederationName,
): readonly Finding[] {
  const directive = SEMANTIC_NON_NULL.name;
  const links = readLinks(document);
  const composing = document.definitions
    .flatMap((definition) =>
      definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
        ? (definition.directives ?? [])
        : [],
    )
    .filter(
      (used) =>
        federationName(used.name.value) === "composeDirective" &&
        stringOf(argumentOf(used, "name")) === `@${directive}`,
    );
  const isComposed = composing.length > 0 && links.some((link) => isSemanticNonNull(link));
  const first =
    usedDirectives(document).includes(directive) && !isComposed
      ? document.definitions.find((definition) => print(definition).includes(`@${directive}`))
      : undefined;
  if (!first) return [];
  const head = `extend schema @link(url: "${SEMANTIC_NON_NULL.url}", import: ["@${directive}"]) @federation__composeDirective(name: "@${directive}")`;
  return [
    createFinding("DIRECTIVE_REFUSED", name, {
      coordinate: `@${directive}`,
      node: first,
      message: {
        zh: `@${directive} 没有并入总图，用户看不到`,
        en: `@${directive} is not composed into the graph: no client would see it`,
      },
      advice: {
        zh: `加上 ${head} 和 ${SEMANTIC_NON_NULL.definition}，或不用它。`,
        en: `Add ${head} and ${SEMANTIC_NON_NULL.definition}, or do without it.`,
      },
      edits: [],
    }),
  ];
}

function checkDirectives(
  name: string,
  document: DocumentNode,
  federationName: FederationName,
): readonly Finding[] {
  const findings: Finding[] = [];
  const refuse = (node: ConstDirectiveNode | DirectiveDefinitionNode, real: string): void => {
    const used = node.name.value;
    findings.push(
      createFinding("DIRECTIVE_REFUSED", name, {
        coordinate: `@${used}`,
        node,
        message:
          used === real
            ? { zh: `使用了 @${used}`, en: `It uses @${used}` }
            : { zh: `使用了 @${used}，即 @${real}`, en: `It uses @${used}, which is @${real}` },
        advice: {
          zh: "删除此指令。访问要求用联邦规范的 @authenticated、@requiresScopes、@policy，须从规范导入。",
          en: "Remove it. Demands on the caller are the specification's @authenticated, @requiresScopes, @policy, imported from it.",
        },
        edits: replaceNode(name, node, ""),
      }),
    );
  };
  const isRefused = (used: string, directive: ConstDirectiveNode | null): boolean => {
    const real = federationName(used);
    // A subgraph may compose only one directive of its own, whose meaning the hub knows.
    if (real === "composeDirective" && directive)
      return stringOf(argumentOf(directive, "name")) !== `@${SEMANTIC_NON_NULL.name}`;
    return real === null ? POWERS.has(used) || used.includes("__") : !ALLOWED.has(real);
  };
  const links = new Set(readLinks(document).map(({ node }) => node));
  visit(document, {
    Directive: (node) => {
      // GraphQL's visitor types do not distinguish a schema's constant directives from a query's; `links`
      // contains these very nodes.
      const directive = node as ConstDirectiveNode;
      if (!links.has(directive) && isRefused(directive.name.value, directive))
        refuse(directive, federationName(directive.name.value) ?? directive.name.value);
    },
    // Printers add definitions of @link and the allowed directives, and composition compares them with the
    // specification.
    DirectiveDefinition: (node) =>
      void (
        node.name.value !== "link" &&
        isRefused(node.name.value, null) &&
        refuse(node, federationName(node.name.value) ?? node.name.value)
      ),
  });
  return findings;
}

function checkNames(name: string, document: DocumentNode): readonly Finding[] {
  const findings: Finding[] = [];
  const refuse = (coordinate: string, node: NameNode, edits: Finding["edits"]): void =>
    void findings.push(
      createFinding("NAME_RESERVED", name, {
        coordinate,
        node,
        message: { zh: `定义了 ${coordinate}`, en: `It defines ${coordinate}` },
        advice: {
          zh: "联邦自己的定义由组合时加入，删除即可；自己的类型请改名。",
          en: "Remove what is Federation's own: composition adds it; give a type of yours another name.",
        },
        edits,
      }),
    );
  for (const definition of document.definitions) {
    if (!("name" in definition) || !definition.name || definition.kind === Kind.DIRECTIVE_DEFINITION)
      continue;
    const type = definition.name.value;
    if (type.startsWith("_") || type.includes("__")) {
      refuse(type, definition.name, replaceNode(name, definition, ""));
      continue;
    }
    if (!("fields" in definition) || !definition.fields) continue;
    for (const field of definition.fields) {
      const used = field.name.value;
      if (used.startsWith("__") || used === "_entities" || used === "_service")
        refuse(
          `${type}.${used}`,
          field.name,
          definition.fields.length > 1 ? replaceNode(name, field, "") : [],
        );
    }
  }
  return findings;
}
