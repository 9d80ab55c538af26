/** What a hub's settings say of views is looked at before anything is done. */
import { DEFAULT_CONTRACTS } from "../../gateway/graph/contracts/default-contracts.js";
import { readCostRules } from "./read-cost-rules.js";
import { readDocumentModes } from "./read-document-modes.js";
import type { Settings } from "./settings.js";

/** Throws SETTING_INVALID. */
export function refuseUnknownViews(settings: Settings): void {
  readCostRules(settings, "enforce", DEFAULT_CONTRACTS);
  readDocumentModes(settings, DEFAULT_CONTRACTS);
}
