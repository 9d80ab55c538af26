/**
 * Towns, sub-districts and areas by the names that clerks write (溪翁庄镇, 溪翁庄): known from the published
 * `directory.areas`, with its other names. A feed names the column; the record holds the code of the area
 * too, which joins it to `Area`.
 */
import type { DerivedColumn, ReferenceTo, RowContext, RowRule, Value } from "./contract.js";

/** The cells that are read from a published area. */
export interface AreaRow {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly otherNames: string | null;
}

/** A row whose cell `Field` names an area; blank where nothing does. */
type NamesArea<Field extends string> = { readonly [Name in Field]: Value };

/** An entry for the feed's `references`. */
export const areaReference: ReferenceTo<AreaRow> = {
  feed: "directory.areas",
  column: "name",
  alias: "otherNames",
};

/** The derived field `areaCode` of the area that `field` names. */
export function areaCode<Field extends string>(field: Field): DerivedColumn<"text", NamesArea<Field>> {
  return {
    zh: "区划代码",
    en: "Code of the town or sub-district",
    kind: "text",
    indexed: true,
    link: {
      name: "area",
      type: "Area",
      key: "code",
      label: field,
      zh: "乡镇、街道或地区",
      en: "Town or sub-district",
    },
    from: (row, _secrets, { lookup }) => {
      const name = row[field];
      return typeof name === "string" ? (lookup(areaReference, name)?.code ?? null) : null;
    },
  };
}

/**
 * The towns, sub-districts and areas that a file about all of them must have; without the district itself.
 */
export function allAreas({ rows }: RowContext): readonly { readonly code: string; readonly name: string }[] {
  return rows(areaReference)
    .filter(({ kind }) => kind !== "DISTRICT")
    .map(({ code, name }) => ({ code: String(code), name: String(name) }));
}

/** AREA_UNKNOWN: the named area must be one of the district's. */
export function areaRule<Field extends string>(field: Field): RowRule<NamesArea<Field>> {
  return {
    code: "AREA_UNKNOWN",
    severity: "ERROR",
    text: {
      zh: "不是本区的乡镇、街道或地区。请填写全称（如“溪翁庄镇”）后重新报送。",
      en: "No town, sub-district or area of the district. Write its full name, and submit again.",
    },
    check: (row, { lookup }) => {
      const name = row[field];
      return typeof name !== "string" || lookup(areaReference, name) ? [] : [{ field }];
    },
  };
}
