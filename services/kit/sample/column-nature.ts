/**
 * The nature of a column, beyond its stored kind: the example of a text column tells which identifier it
 * holds.
 */
import type { Column, StoredKind } from "../feed/contract.js";
import { checkBusinessRegistration } from "../values/business-registration.js";
import { checkCitizenId } from "../values/citizen-id.js";
import { normaliseDocumentNumber } from "../values/document-number.js";
import { checkOrganisationCode } from "../values/organisation-code.js";
import { checkTaxNumber } from "../values/tax-number.js";
import { checkUscc } from "../values/uscc.js";

export type ColumnNature =
  | StoredKind
  | "uscc"
  | "organisation-code"
  | "business-registration"
  | "tax-number"
  | "person-number"
  | "document-number"
  | "period"
  | "time"
  | "moment"
  | "files";

export function natureOf(column: Column): ColumnNature {
  const known = natures.get(column) ?? findNature(column);
  natures.set(column, known);
  return known;
}

const natures = new WeakMap<Column, ColumnNature>();

/** From the strictest form to the laxest: a credit code is a tax number too. */
function findNature({ kind, example, period, clock, files }: Column): ColumnNature {
  if (files) return "files";
  if (clock !== undefined) return clock;
  if (period !== undefined) return "period";
  if (kind !== "text") return kind;
  if (checkUscc(example).ok) return "uscc";
  if (checkCitizenId(example).ok) return "person-number";
  if (example.length === 15 && checkBusinessRegistration(example).ok) return "business-registration";
  if (checkOrganisationCode(example).ok) return "organisation-code";
  // A word of fifteen letters has the form of one, too.
  if (/\d/.test(example) && checkTaxNumber(example).ok) return "tax-number";
  return normaliseDocumentNumber(example).form === "strict" ? "document-number" : "text";
}
