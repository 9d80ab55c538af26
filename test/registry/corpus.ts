/**
 * Broken graphs, one for each code that the reference composer can raise and each kind of it; see the files
 * of `corpus/`.
 */
import { readdirSync, readFileSync } from "node:fs";
import type { SubgraphSource } from "../../gateway/graph/composition/compose-graph.js";

const CORPUS = new URL("../../../test/registry/corpus/", import.meta.url);

export interface BrokenGraph {
  /** The file's name: the code, and what is special about this one. */
  readonly name: string;
  readonly code: string;
  /** As the file's first line says: those concerned, the coordinate, and where to change something. */
  readonly concerned: readonly string[];
  readonly coordinate: string | null;
  readonly place: { readonly subgraph: string; readonly line: number; readonly column: number };
  readonly subgraphs: readonly SubgraphSource[];
}

/**
 * A file is `# expected: a, b | Coordinate | a LINE:COLUMN`, then for each subgraph `# subgraph a` and its
 * SDL, whose lines count from there.
 */
export const readCorpus = (): readonly BrokenGraph[] =>
  readdirSync(CORPUS)
    .toSorted()
    .map((file) => {
      const [head = "", ...parts] = readFileSync(new URL(file, CORPUS), "utf8").split(/^# subgraph /m);
      const [, concerned = "", coordinate = "", subgraph = "", line = "", column = ""] =
        /^# expected: (.*) \| (.*) \| (\S+) (\d+):(\d+)\n$/.exec(head) ?? [];
      const name = file.replace(".graphql", "");
      return {
        name,
        code: name.split(".")[0] ?? "",
        concerned: concerned.split(", "),
        coordinate: coordinate === "-" ? null : coordinate,
        place: { subgraph, line: Number(line), column: Number(column) },
        subgraphs: parts.map((part) => ({
          name: part.slice(0, part.indexOf("\n")),
          url: "http://127.0.0.1:9/graphql",
          sdl: part.slice(part.indexOf("\n") + 1),
        })),
      };
    });
