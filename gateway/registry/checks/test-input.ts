/** Makes the input of a check for tests: the graphs before and after are composed by the real composer. */
import { parse } from "graphql";
import { toApiSchema } from "../../engine/plan/api-schema.js";
import { composeSupergraph } from "../../graph/composition/compose-known.js";
import type { ClientUse, TextEdit } from "../../graph/composition/finding.js";
import type { CheckInput, Consent, Graph, NamedSubgraph } from "./check.js";

export const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@override", "@inaccessible", "@tag", "@cost", "@listSize", "@interfaceObject"])\n';

/** One subgraph: its owner (a department; null: the hub), and its text. */
export function named(name: string, owner: string | null, sdl: string): NamedSubgraph {
  return { name, owner, sdl, document: parse(sdl) };
}

/** Input with the text alone: no graph before or after. */
export function inputOf(
  sdl: string,
  others: readonly NamedSubgraph[] = [],
  consents: readonly Consent[] = [],
): CheckInput {
  return {
    subgraph: named("transport", "jtj", sdl),
    others,
    before: null,
    after: null,
    consents,
    usesOf: () => Promise.resolve(new Map()),
  };
}

export function composeGraph(subgraphs: readonly NamedSubgraph[]): Graph {
  const { sdl } = composeSupergraph(
    subgraphs.map(({ name, sdl }) => ({ name, sdl, url: `http://${name}.test/` })),
  );
  return { supergraph: sdl, api: toApiSchema(sdl) };
}

/** Input for replacing one version of the department's text by another; `uses`: by coordinate. */
export function inputOfChange(
  before: string,
  after: string,
  uses: Readonly<Record<string, readonly ClientUse[]>>,
  others: readonly NamedSubgraph[] = [],
): CheckInput {
  const input = inputOf(after, others);
  return {
    ...input,
    before: composeGraph([...others, named("transport", "jtj", before)]),
    after: composeGraph([...others, input.subgraph]),
    usesOf: (coordinates) =>
      Promise.resolve(
        new Map(
          coordinates.flatMap((coordinate) => {
            const found = uses[coordinate];
            return found ? [[coordinate, found] as const] : [];
          }),
        ),
      ),
  };
}

/** Applies all edits to the text; equal ones once. */
export function applyEdits(sdl: string, edits: readonly TextEdit[]): string {
  const unique = new Map(edits.map((edit) => [`${edit.offset}+${edit.length}`, edit]));
  return [...unique.values()]
    .toSorted((one, other) => other.offset - one.offset)
    .reduce(
      (text, { offset, length, text: inserted }) =>
        text.slice(0, offset) + inserted + text.slice(offset + length),
      sdl,
    );
}
