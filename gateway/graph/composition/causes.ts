/**
 * Groups errors by cause: errors that one change fixes are folded into the first of them. The composer stops
 * at the first subgraph that is invalid by itself, so the faulty elements are removed from a copy, and the
 * copy is composed to find further errors.
 */
import { Kind, visit, type DocumentNode } from "graphql";
import { readSentence } from "./composer-sentences.js";
import type { Explained } from "./explain.js";
import type { ParsedSubgraph } from "./refusals.js";
import type { SubgraphText } from "./subgraph-text.js";
import type { Finding } from "./finding.js";

/** Orders causes by their first errors, with those of the subgraph being published first. */
export function foldCauses(explained: readonly Explained[], publishing: string | null): readonly Finding[] {
  const isHere = ({ finding: { place } }: Explained): boolean =>
    place !== null && place.subgraph === publishing;
  const folded = [
    ...Map.groupBy(explained, (each) => misspelt(each, explained)?.cause ?? each.cause).values(),
  ].flatMap((alike): readonly Explained[] => {
    const root = alike.find(isHere) ?? alike[0];
    return root === undefined
      ? []
      : [
          {
            ...root,
            finding: {
              ...root.finding,
              follows: alike.filter((other) => other !== root).map(({ finding }) => follower(finding)),
            },
          },
        ];
  });
  return [...folded.filter(isHere), ...folded.filter((each) => !isHere(each))].map(({ finding }) => finding);
}

/** Finds the cause of an unused `@external` field: a field set that names another field by mistake. */
function misspelt(
  { finding: { code, coordinate }, site }: Explained,
  all: readonly Explained[],
): Explained | undefined {
  const [type, field] = (coordinate ?? "").split(".");
  return code !== "EXTERNAL_UNUSED" || field === undefined
    ? undefined
    : all.find(
        ({ finding, site: other }) =>
          other?.subgraph === site?.subgraph &&
          finding.code.endsWith("_INVALID_FIELDS") &&
          (other?.type?.name.value === type ||
            finding.edits.some(({ text }) => wordsIn(text).includes(field))),
      );
}

const follower = ({ code, subgraphs, coordinate, place, message }: Finding): Finding["follows"][number] => ({
  code,
  subgraphs,
  coordinate,
  place,
  message,
});

/**
 * Returns a copy without the faulty elements; null if none of them can be removed. Source locations stay
 * those of the original.
 */
export function withoutFound(
  parsed: readonly ParsedSubgraph[],
  found: readonly Explained[],
): readonly ParsedSubgraph[] | null {
  const removed = new Map<string, Set<number>>();
  const missing = new Map<string, Set<string>>();
  const note = <Item>(map: Map<string, Set<Item>>, name: string, item: Item): void =>
    void map.set(name, (map.get(name) ?? new Set()).add(item));
  for (const { site, finding } of found) {
    const type = missingType(finding);
    if (site !== undefined && type !== undefined) note(missing, site.subgraph.name, type);
    else if (site?.directive?.loc !== undefined) note(removed, site.subgraph.name, site.directive.loc.start);
    else return null;
  }
  return parsed.map((subgraph) => ({
    ...subgraph,
    document: rewrite(
      subgraph.document,
      removed.get(subgraph.name) ?? new Set(),
      missing.get(subgraph.name) ?? new Set(),
    ),
  }));
}

function rewrite(
  document: DocumentNode,
  removed: ReadonlySet<number>,
  missing: ReadonlySet<string>,
): DocumentNode {
  const rest: DocumentNode =
    removed.size === 0
      ? document
      : visit(document, {
          Directive: ({ loc }) => (loc !== undefined && removed.has(loc.start) ? null : undefined),
        });
  const stubs = [...missing].map(
    (value) => ({ kind: Kind.SCALAR_TYPE_DEFINITION, name: { kind: Kind.NAME, value } }) as const,
  );
  return { ...rest, definitions: [...rest.definitions, ...stubs] };
}

/**
 * Assigns errors found in a copy to the causes of the elements removed from it: errors about a removed type,
 * about a type whose key was removed, or about a field that a removed `@requires` or `@provides` had named.
 */
export function blame(later: readonly Explained[], earlier: readonly Explained[]): readonly Explained[] {
  return later.map((each) => ({
    ...each,
    cause: earlier.find((cause) => mayCause(cause, each))?.cause ?? each.cause,
  }));
}

function mayCause(
  { site, finding }: Explained,
  { finding: { coordinate, subgraphs, message } }: Explained,
): boolean {
  const missing = missingType(finding);
  const [type = "", member = ""] = (coordinate ?? "").split(/[.(]/);
  if (missing !== undefined) return type === missing || new RegExp(`\\b${missing}\\b`).test(message.en);
  if (site?.directive == null || !subgraphs.includes(site.subgraph.name)) return false;
  const words = wordsIn(textOfDirective(site.subgraph, site.directive.loc));
  return (
    (site.member === null && site.type?.name.value === type) ||
    coordinate === site.coordinate ||
    (member !== "" && words.includes(member))
  );
}

const wordsIn = (text: string): readonly string[] => text.match(/\w+/g) ?? [];
const textOfDirective = (
  { sdl }: SubgraphText,
  loc: { readonly start: number; readonly end: number } | undefined,
): string => sdl.slice(loc?.start ?? 0, loc?.end ?? 0);

export const missingType = ({ message }: Pick<Finding, "message">): string | undefined =>
  readSentence("unknownType", message.en)?.[0];
