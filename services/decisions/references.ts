/** Published records of other feeds that the rules look up, with what is read of them. */
import type { ReferenceTo } from "#kit";
import type { ConsultationCells } from "./columns/consultations.js";
import type { DecisionMatterCells } from "./columns/matters.js";
import type { ConsultationViewCells } from "./columns/results.js";
import type { DecisionStepCells } from "./columns/steps.js";

export const matterReference: ReferenceTo<DecisionMatterCells & { readonly matterKey: string }> = {
  feed: "decisions.matters",
  column: "matterKey",
};
export const stepReference: ReferenceTo<DecisionStepCells & { readonly stepKey: string }> = {
  feed: "decisions.steps",
  column: "stepKey",
};
export const consultationReference: ReferenceTo<ConsultationCells> = {
  feed: "decisions.consultations",
  column: "number",
};
export const viewReference: ReferenceTo<ConsultationViewCells & { readonly viewKey: string }> = {
  feed: "decisions.views",
  column: "viewKey",
};
