/** Digests of all inputs of a supergraph and of a contract's view, including the programs that make them. */
import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { SubgraphSource } from "../composition/compose-graph.js";
import type { ContractDefinition } from "../contracts/contract.js";
import { digestOf } from "./kept-texts.js";

export function supergraphOf(subgraphs: readonly SubgraphSource[]): string {
  const members = subgraphs
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ name, url, sdl }) => digestOf(name, url, sdl));
  return digestOf("supergraph", ...versions(), ...members);
}

export function viewOf(
  supergraph: string,
  { name, include, exclude, descriptionZh, descriptionEn }: ContractDefinition,
): string {
  return digestOf(
    "view",
    ...versions(),
    ...programs(),
    name,
    JSON.stringify([include, exclude, descriptionZh, descriptionEn]),
    supergraph,
  );
}

const require = createRequire(import.meta.url);
const versions = once(() =>
  ["@apollo/composition", "@apollo/federation-internals", "graphql"].map(versionOf),
);
/** This project's compiled files that make a view's text. */
const programs = once(() =>
  [
    "../contracts/contract.js",
    "../contracts/hide-elements.js",
    "../contracts/print-api.js",
    "../../../schema/semantic-non-null.js",
  ].map((file) => hash("sha256", readFileSync(new URL(file, import.meta.url)), "hex")),
);

function versionOf(library: string): string {
  const { version }: { readonly version: string } = require(`${library}/package.json`);
  return `${library}@${version}`;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
