/** The towns of the district, each with its place on the schematic. */
import type { Ask } from "../../data/ask";
import { TownShapesDocument } from "../../graph/public/graphql";
import { layOut, type Cell } from "./layout";

export interface PlacedTown {
  readonly code: string;
  readonly name: string;
  readonly cell: Cell;
}

export async function loadTowns(ask: Ask): Promise<readonly PlacedTown[]> {
  const { areas } = await ask(TownShapesDocument, {});
  return placeTowns(areas.nodes);
}

export function placeTowns(
  towns: readonly { readonly code: string; readonly name: string; readonly neighbourCodes: string | null }[],
): readonly PlacedTown[] {
  const cells = layOut(
    towns.map(({ code, neighbourCodes }) => ({ code, neighbours: neighbourCodes?.split("、") ?? [] })),
  );
  return towns.map(({ code, name }) => ({ code, name, cell: cells.get(code) ?? { column: 0, row: 0 } }));
}
