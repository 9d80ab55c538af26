/**
 * What may be asked at which endpoint, from a setting: `public=trusted-only,/=log-unknown`; `/` is the whole
 * graph, and what is not named is open.
 */
import { HubError } from "#schema/errors.js";
import { DOCUMENT_MODES, type DocumentMode, type DocumentModes } from "../../gateway/documents/modes.js";
import { WHOLE_GRAPH } from "../../gateway/whole-graph.js";
import type { ContractDefinition } from "../../gateway/graph/contracts/contract.js";

/** Throws SETTING_INVALID. */
export function readDocumentModes(text: string, contracts: readonly ContractDefinition[]): DocumentModes {
  const endpoints = [WHOLE_GRAPH, ...contracts.map(({ name }) => name)];
  const modes = new Map<string, DocumentMode>();
  for (const pair of text.split(",").filter(Boolean)) {
    const [endpoint = "", given] = pair.split("=").map((part) => part.trim());
    const mode = DOCUMENT_MODES.find((known) => known === given);
    if (!mode || !endpoints.includes(endpoint) || modes.has(endpoint))
      throw new HubError("SETTING_INVALID", {
        name: "DOCUMENT_MODES",
        reason: `应写作“接口视图=方式”，接口视图有：${endpoints.join("、")}；方式有：${DOCUMENT_MODES.join("、")}`,
        reasonEn: `view=mode, where the views are ${endpoints.join(", ")}; the modes are ${DOCUMENT_MODES.join(", ")}`,
      });
    modes.set(endpoint, mode);
  }
  return (contract) => modes.get(contract ?? WHOLE_GRAPH) ?? "open";
}
