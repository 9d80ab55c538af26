/** Published records of other feeds that the rules look up, with what is read of them. */
import type { ReferenceTo } from "#kit";
import type { AdministrativePowerCells } from "./columns/powers.js";
import type { EnforcementAgencyCells } from "./columns/agencies.js";
import type { EnforcementYearlyFigureCells } from "./columns/yearly-figures.js";
import type { PenaltyCells } from "./columns/penalties.js";
import type { InspectionPlanCells } from "./columns/inspection-plans.js";

/** The columns that are looked up of the directory's departments. */
interface DepartmentRow {
  readonly unifiedSocialCreditCode: string;
  readonly code: string;
  readonly name: string;
  readonly isEnforcing: boolean;
  readonly formerNames: string | null;
}

export const departments: ReferenceTo<DepartmentRow> = {
  feed: "directory.departments",
  column: "unifiedSocialCreditCode",
};
export const agencyReference: ReferenceTo<EnforcementAgencyCells> = {
  feed: "enforcement.agencies",
  column: "unifiedSocialCreditCode",
};
export const powerReference: ReferenceTo<AdministrativePowerCells & { readonly powerKey: string }> = {
  feed: "enforcement.powers",
  column: "powerKey",
};
export const planReference: ReferenceTo<InspectionPlanCells> = {
  feed: "enforcement.inspection-plans",
  column: "taskNumber",
};
export const figureReference: ReferenceTo<EnforcementYearlyFigureCells & { readonly figureKey: string }> = {
  feed: "enforcement.yearly-figures",
  column: "figureKey",
};
export const itemReference: ReferenceTo<{ readonly itemCode: string }> = {
  feed: "enforcement.inspection-items",
  column: "itemCode",
};
export const penaltyReference: ReferenceTo<PenaltyCells> = {
  feed: "enforcement.penalties",
  column: "decisionNumber",
};
