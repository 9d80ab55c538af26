/**
 * Reads the features that a gateway must implement to answer a supergraph rightly (`@link(for: SECURITY)` and
 * `for: EXECUTION`: the link specification, https://specs.apollo.dev/link/v1.0/#Purpose). Who does not know
 * such a feature must not serve the graph.
 */
import { Kind, type ConstDirectiveNode, type DocumentNode } from "graphql";
import { fieldsOf } from "../engine/fields-of.js";

/** Carried out in whatever version: subgraphs are joined, and what is inaccessible is not shown. */
const CARRIED_OUT: ReadonlySet<string> = new Set(
  ["link", "core", "join", "inaccessible", "tag"].map((name) => `https://specs.apollo.dev/${name}`),
);
/** Who may see what. Another version may say it in another way, and a link of another name is not read. */
const DEMANDS = /^https:\/\/specs\.apollo\.dev\/(?:authenticated|requiresScopes|policy)(?:\/|$)/;
const KNOWN_VERSION = /\/v0\.1\/?$/;

/** The features that are not implemented, by name and version. */
export function foreignFeatures(supergraph: DocumentNode): readonly string[] {
  const found = new Set<string>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const directive of definition.directives ?? []) {
      const url = textOf(directive, "url") ?? textOf(directive, "feature");
      if (
        url !== null &&
        (PURPOSES.has(textOf(directive, "for") ?? "") || DEMANDS.test(url)) &&
        !CARRIED_OUT.has(url.replace(/\/v[\d.]+\/?$/, "")) &&
        !(directive.name.value === "link" && DEMANDS.test(url) && KNOWN_VERSION.test(url))
      )
        found.add(nameOf(url));
    }
  }
  // Also where no link says so: an argument that comes from the context must come.
  for (const { directives = [] } of fieldsOf(supergraph)) {
    if (
      directives.some(
        (node) =>
          node.name.value === "join__field" &&
          node.arguments?.some(({ name }) => name.value === "contextArguments"),
      )
    )
      found.add("context");
  }
  return [...found].filter(
    (name) => name !== "context" || ![...found].some((other) => other.startsWith("context/")),
  );
}

/** For an error: what a supergraph asks for that is not carried out; null for nothing. */
export function describeForeign(supergraph: DocumentNode): string | null {
  const features = foreignFeatures(supergraph);
  return features.length === 0
    ? null
    : `it asks for what this gateway does not carry out: ${features.join(", ")}`;
}

const PURPOSES: ReadonlySet<string> = new Set(["SECURITY", "EXECUTION"]);

function nameOf(url: string): string {
  return url.replace(/^https:\/\/specs\.apollo\.dev\//, "");
}

function textOf({ arguments: given = [] }: ConstDirectiveNode, name: string): string | null {
  const value = given.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : null;
}
