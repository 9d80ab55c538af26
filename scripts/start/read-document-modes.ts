/** The document mode of each view: `/` is the whole graph, and a view that is not named is open. */
import type { DocumentModes } from "../../gateway/documents/modes.js";
import { WHOLE_GRAPH } from "../../gateway/whole-graph.js";
import type { ContractDefinition } from "../../gateway/graph/contracts/contract.js";
import { assertViews } from "./assert-views.js";
import type { Settings } from "./settings.js";

/** Throws SETTING_INVALID for a view that there is not. */
export function readDocumentModes(
  { documentModes }: Pick<Settings, "documentModes">,
  contracts: readonly ContractDefinition[],
): DocumentModes {
  assertViews("DOCUMENT_MODES", documentModes.keys(), [], contracts);
  return (contract) => documentModes.get(contract ?? WHOLE_GRAPH) ?? "open";
}
