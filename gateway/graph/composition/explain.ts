/** Converts one error of the composer to a finding with a cause. */
import type { GraphQLError } from "graphql";
import { quoted, type ComposerError } from "./composer-error.js";
import { RULES } from "./composer-rules.js";
import type { Site, SubgraphText } from "./subgraph-text.js";
import type { Finding, SourceLocation, Words } from "./finding.js";

export interface Explained {
  readonly finding: Finding;
  /** A key that is equal for errors that one change fixes. */
  readonly cause: string;
  /** The site that the composer reported. */
  readonly site: Site | undefined;
}

/** `publishing`: the subgraph that is being changed, if any; the advice is to change this one. */
export function explainError(
  error: GraphQLError,
  subgraphs: ReadonlyMap<string, SubgraphText>,
  publishing: string | null,
): Explained {
  const fault = readFault(error, subgraphs, publishing);
  const rule = RULES[fault.code];
  const explanation = rule?.explain(fault);
  const site = explanation?.at ?? fault.sites[0];
  const whole = fault.concerned[0];
  const concerned = fault.all.filter((subgraph) =>
    (explanation?.concerned ?? fault.concerned).includes(subgraph),
  );
  const finding: Finding = {
    code: fault.code,
    severity: "ERROR",
    subgraphs: concerned.map(({ name }) => name),
    coordinate:
      explanation?.coordinate ??
      site?.coordinate ??
      coordinateIn(fault.text) ??
      (site === undefined ? null : "schema"),
    place:
      site === undefined
        ? whole === undefined
          ? null
          : { subgraph: whole.name, line: 1, column: 1 }
        : placeOf(site),
    rule: rule?.rule ?? UNKNOWN,
    message: { zh: explanation?.zh ?? `合并失败：${fault.text}`, en: fault.text },
    advice: explanation?.advice ?? AS_SAID,
    edits: explanation?.edits ?? [],
    uses: [],
    follows: [],
  };
  const { code, coordinate, place, edits } = finding;
  return {
    finding,
    site: fault.sites[0],
    cause: explanation?.cause ?? JSON.stringify(edits.length > 0 ? edits : [code, coordinate, place]),
  };
}

const UNKNOWN: Words = { zh: "各子图必须能合并成一个总图。", en: "The subgraphs compose to one graph." };
const AS_SAID: Words = { zh: "请按英文说明改正。", en: "Correct it as the message says." };

const placeOf = ({ subgraph, node }: Site): SourceLocation => {
  // The place of a definition is its keyword or name, not its description.
  const token =
    ("description" in node ? node.description?.loc?.endToken.next : undefined) ?? node.loc?.startToken;
  return {
    subgraph: subgraph.name,
    line: Math.max(1, token?.line ?? 1),
    column: Math.max(1, token?.column ?? 1),
  };
};
const coordinateIn = (text: string): string | null =>
  quoted(text).find((name) => /^@?\w+(\.\w+)?(\(\w+:\))?$/.test(name)) ?? null;

function readFault(
  error: GraphQLError,
  subgraphs: ReadonlyMap<string, SubgraphText>,
  publishing: string | null,
): ComposerError {
  const [, prefix] = /^\[([^\]]+)\] /.exec(error.message) ?? [];
  const named = prefix !== undefined && subgraphs.has(prefix) ? prefix : undefined;
  const text = named === undefined ? error.message : error.message.slice(named.length + 3);
  const sites = (error.nodes ?? [])
    .flatMap((node): readonly Site[] => {
      const subgraph = node.loc === undefined ? undefined : subgraphs.get(node.loc.source.name);
      return subgraph === undefined || node.loc === undefined ? [] : [subgraph.siteOf(node)];
    })
    .filter(
      (site, at, all) =>
        all.findIndex(
          ({ node }) => node.loc?.start === site.node.loc?.start && node.kind === site.node.kind,
        ) === at || all.findIndex(({ subgraph }) => subgraph === site.subgraph) === at,
    );
  const names = new Set([
    ...sites.map(({ subgraph }) => subgraph.name),
    ...(named === undefined ? [] : [named]),
    ...subgraphsIn(text),
  ]);
  const concerned = [...subgraphs.values()].filter(({ name }) => names.has(name));
  const { code } = error.extensions;
  return {
    code: typeof code === "string" ? code : "INVALID_GRAPHQL",
    text,
    sites,
    concerned: concerned.length > 0 ? concerned : [...subgraphs.values()],
    all: [...subgraphs.values()],
    publishing: publishing === null ? undefined : subgraphs.get(publishing),
    hidden: coordinates(error.extensions["inaccessible_elements"]),
    referencers: coordinates(error.extensions["inaccessible_referencers"]),
    changing: (items, subgraphOf, valueOf) => {
      const counts = Map.groupBy(items, valueOf);
      return (
        items.find((item) => subgraphOf(item).name === publishing) ??
        (counts.size < items.length
          ? items.toSorted(
              (one, other) =>
                (counts.get(valueOf(one))?.length ?? 0) - (counts.get(valueOf(other))?.length ?? 0),
            )[0]
          : undefined) ??
        items.at(-1)
      );
    },
  };
}

/**
 * The subgraphs that the composer's message names: `subgraph "a"`, `subgraphs "a", "b" and "c"`, `on "a"`.
 */
function* subgraphsIn(text: string): Generator<string> {
  for (const [list] of text.matchAll(/(?:subgraphs?|on) "[^"]+"(?:(?:, and |, | and )"[^"]+")*/g))
    yield* quoted(list);
}

const coordinates = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
