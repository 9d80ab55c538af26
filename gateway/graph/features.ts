/**
 * Reads the features that a gateway must implement to serve a supergraph correctly (`@link(for: SECURITY)`
 * and `for: EXECUTION`: the link specification, https://specs.apollo.dev/link/v1.0/#Purpose). A gateway that
 * does not know such a feature must not serve the graph.
 */
import { Kind, type ConstDirectiveNode, type DocumentNode } from "graphql";
import { fieldsOf } from "../engine/fields-of.js";

/** Features that are implemented in every version: joining subgraphs, hiding inaccessible elements. */
const CARRIED_OUT: ReadonlySet<string> = new Set(
  ["link", "core", "join", "inaccessible", "tag"].map((name) => `https://specs.apollo.dev/${name}`),
);
/**
 * Access rights: only one version is implemented (another may differ), and only by directives named `link`.
 */
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
  // Even without a link: an argument from a context must be provided.
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

/** An error text with the unimplemented features that a supergraph requires; null if there are none. */
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
