/** Records of a difference by their names, with what changes in each. */
import type { FunctionalComponent } from "vue";
import type { DifferingRowFragment } from "../../../graph/desk/graphql";
import { useWords } from "../../../words";

export const RecordList: FunctionalComponent<{ readonly rows: readonly DifferingRowFragment[] }> = ({
  rows,
}) => {
  const { t } = useWords();
  return (
    <ul class="plain">
      {rows.map(({ recordId, row, kind, identity, fields }) => (
        <li key={recordId}>
          <span class="tag">{t(`desk.kind${kind}`)}</span>{" "}
          <strong>{identity.map(({ value }) => value ?? "—").join(" · ")}</strong>
          {row !== null && <span class="quiet"> {t("desk.inRow", { row })}</span>}
          {fields.length > 0 && kind === "CHANGED" && (
            <dl class="changes">
              {fields.map(({ header, before, after, unit }) => [
                <dt>{header}</dt>,
                <dd>
                  <del>{withUnit(before, unit)}</del> → <ins>{withUnit(after, unit)}</ins>
                </dd>,
              ])}
            </dl>
          )}
        </li>
      ))}
    </ul>
  );
};
RecordList.props = ["rows"];

function withUnit(text: string | null, unit: string | null): string {
  if (text === null) return "—";
  return unit === null ? text : `${text} ${unit}`;
}
