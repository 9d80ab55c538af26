import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { composeGraph, type SubgraphSource } from "../../gateway/graph/composition/compose-graph.js";
import { applyEdits } from "../../gateway/graph/composition/edits.js";
import { readCorpus } from "./corpus.js";
import { runs } from "../scale.js";

/** Graphs that compose: the corpus, mended. */
const SOUND: readonly (readonly SubgraphSource[])[] = readCorpus().flatMap(({ subgraphs }) => {
  const edits = composeGraph(subgraphs).findings[0]?.edits ?? [];
  const mended = subgraphs.map((subgraph) => ({
    ...subgraph,
    sdl: applyEdits(subgraph.name, subgraph.sdl, edits),
  }));
  return composeGraph(mended).ok ? [mended] : [];
});

const WORDS = /"[^"\n]*"|@?\w+|[[\]!]/g;
/**
 * Words of one kind may stand where another does, so that most changes are of the meaning, not of the syntax.
 */
const kindOf = (word: string): string =>
  /^[a-z]/.test(word) ? "name" : /^[A-Z]/.test(word) ? "type" : word.charAt(0);

/**
 * A typing mistake in a word of the text: it is dropped, doubled, replaced by one from anywhere in the graph,
 * or misspelt.
 */
type Slip = {
  readonly at: number;
  readonly how: "drop" | "double" | "exchange" | "misspell" | "line";
  readonly from: number;
};
const slip: fc.Arbitrary<Slip> = fc.record({
  at: fc.nat(),
  how: fc.constantFrom("drop", "double", "exchange", "exchange", "exchange", "misspell", "line"),
  from: fc.nat(),
});

function mutate(
  graph: readonly SubgraphSource[],
  which: number,
  { at, how, from }: Slip,
): readonly SubgraphSource[] {
  const chosen = which % graph.length;
  return graph.map((subgraph, index) => {
    if (index !== chosen) return subgraph;
    const words = [...subgraph.sdl.matchAll(WORDS)];
    const word = words[at % words.length];
    if (word === undefined) return subgraph;
    const [before, after] = [
      subgraph.sdl.slice(0, word.index),
      subgraph.sdl.slice(word.index + word[0].length),
    ];
    const others = graph
      .flatMap(({ sdl }) => sdl.match(WORDS) ?? [])
      .filter((other) => kindOf(other) === kindOf(word[0]));
    const changed = {
      drop: "",
      double: `${word[0]} ${word[0]}`,
      exchange: others[from % others.length] ?? "",
      misspell: `${word[0].slice(0, -1)}x`,
      line: "",
    }[how];
    return {
      ...subgraph,
      sdl:
        how === "line"
          ? subgraph.sdl
              .split("\n")
              .filter((_, line, lines) => line !== at % lines.length)
              .join("\n")
          : `${before}${changed}${after}`,
    };
  });
}

test("whatever is changed in a sound graph, it composes or its faults are named", () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.array(fc.tuple(fc.nat(), slip), { minLength: 1, maxLength: 3 }),
      fc.option(fc.constantFrom("areas", "schools"), { nil: undefined }),
      (which, slips, publishing) => {
        const sound = SOUND[which % SOUND.length] ?? [];
        const graph = slips.reduce((changed, [subgraph, change]) => mutate(changed, subgraph, change), sound);
        const composition = composeGraph(graph, publishing === undefined ? {} : { publishing });
        if (composition.ok) return;
        expect(composition.findings.length).toBeGreaterThan(0);
        for (const finding of composition.findings) {
          expect(finding.code).toMatch(/^[A-Z_]+$/);
          expect(finding.severity).toBe("ERROR");
          expect(finding.subgraphs.length).toBeGreaterThan(0);
          expect(finding.message.zh).not.toBe("");
          expect(finding.advice.zh).not.toBe("");
          expectWithin(finding.edits, graph);
        }
      },
    ),
    { numRuns: runs(600) },
  );
});

function expectWithin(
  edits: readonly { readonly subgraph: string; readonly offset: number; readonly length: number }[],
  graph: readonly SubgraphSource[],
): void {
  for (const { name, sdl } of graph) {
    const own = edits
      .filter(({ subgraph }) => subgraph === name)
      .toSorted((one, other) => one.offset - other.offset);
    for (const [index, { offset, length }] of own.entries()) {
      expect(offset + length).toBeLessThanOrEqual(sdl.length);
      expect(offset).toBeGreaterThanOrEqual((own[index - 1]?.offset ?? 0) + (own[index - 1]?.length ?? 0));
    }
  }
}
