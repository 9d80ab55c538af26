/** All that a record says, in the order of its standard. */
import type { FunctionalComponent, VNodeChild } from "vue";
import { AttachedFiles } from "../../parts/attached-files";
import { Facts } from "../../parts/facts";
import { Link } from "../../parts/link";
import { useWords, type Words } from "../../words";
import type { ShownRecord } from "./shown-record";

type Field = ShownRecord["fields"][number];

export const Fields: FunctionalComponent<{ readonly fields: readonly Field[] }> = ({ fields }) => {
  const words = useWords();
  return <Facts facts={fields.map((field) => ({ name: field.label, value: valueOf(field, words) }))} />;
};
Fields.props = ["fields"];

function valueOf({ kind, text, unit, note, link }: Field, words: Words): VNodeChild {
  const shown = kind === "DATE" ? words.day(text) : unit === null ? text : `${text} ${unit}`;
  const address = link && addressOf(link);
  return (
    <>
      {address === null ? <AttachedFiles text={shown} /> : <Link to={address}>{shown}</Link>}
      {note !== null && <small class="quiet"> {note}</small>}
    </>
  );
}

/** Null where the portal has no page of it. */
function addressOf({ type, key }: NonNullable<Field["link"]>): string | null {
  const pages: Readonly<Record<string, string>> = {
    Party: "enterprises",
    Area: "towns",
    Department: "departments",
  };
  const { [type]: page } = pages;
  return page === undefined ? null : `/${page}/${encodeURIComponent(key)}`;
}
