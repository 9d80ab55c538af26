/** The code list by which a field's cells are read: its own, or one of the hub's by its name. */
import { codeListsOf, type CodeList, type FeedContract } from "#kit";
import { pascalCase } from "./field-names.js";
import type { SchemaField } from "./table-schema.js";

const CATALOGUE = "open-data.datasets";

/** Those of feeds that are no datasets: they are there as long as this version of the hub is. */
export function hubLists(contracts: readonly FeedContract[]): readonly CodeList[] {
  return codeListsOf(contracts.filter(({ id }) => id === CATALOGUE || !id.startsWith("open-data.")));
}

/** The enum of a field's own list: `WasteSiteKind`. */
export function ownListName(type: string, { field }: Pick<SchemaField, "field">): string {
  return `${type}${pascalCase(field)}`;
}

/** Null for a field without codes; undefined where the hub has no such list. */
export function listOf(
  type: string,
  field: SchemaField,
  lists: readonly CodeList[],
): CodeList | null | undefined {
  const { title, description, codes, codeList } = field;
  if (codeList !== null) return lists.find(({ name }) => name === codeList);
  return (
    codes && {
      name: ownListName(type, field),
      title: { zh: title, en: description === "" ? field.field : description },
      codes,
    }
  );
}
