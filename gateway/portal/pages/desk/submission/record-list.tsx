/**
 * Records of a difference by their names: what changes in each, all that a new one says, all that a removed
 * one said, and what the check warned of.
 */
import type { FunctionalComponent, VNodeChild } from "vue";
import type { DifferingRowFragment } from "../../../graph/desk/graphql";
import { AttachedFiles } from "../../../parts/attached-files";
import { useWords } from "../../../words";

export interface RecordListProps {
  readonly rows: readonly ListedRow[];
}

type ListedRow = DifferingRowFragment & {
  readonly findings?: readonly {
    readonly code: string;
    readonly message: string;
    readonly english: string;
  }[];
};

export const RecordList: FunctionalComponent<RecordListProps> = ({ rows }) => {
  const { t, language } = useWords();
  return (
    <ul class="plain">
      {rows.map(({ recordId, row, kind, identity, fields, findings = [] }) => (
        <li key={recordId}>
          <span class="tag">{t(`desk.kind${kind}`)}</span>{" "}
          <strong>{identity.map(({ value }) => value ?? "—").join(" · ")}</strong>
          {row !== null && <span class="quiet"> {t("desk.inRow", { row })}</span>}
          {findings.map(({ code, message, english }) => (
            <p class="late" key={code}>
              {language === "en" ? english : message}
            </p>
          ))}
          {kind === "CHANGED" ? (
            <dl class="changes">
              {fields.map(({ header, before, after, unit }) => [
                <dt>{header}</dt>,
                <dd>
                  <del>{shown(before, unit)}</del> → <ins>{shown(after, unit)}</ins>
                </dd>,
              ])}
            </dl>
          ) : (
            <details open={rows.length <= SHOWN_AT_ONCE}>
              <summary>{t(kind === "ADDED" ? "desk.becomesPublic" : "desk.wasPublic")}</summary>
              <dl class="changes">
                {fields.map(({ header, before, after, unit }) => [
                  <dt>{header}</dt>,
                  <dd>{shown(after ?? before, unit)}</dd>,
                ])}
              </dl>
            </details>
          )}
        </li>
      ))}
    </ul>
  );
};
RecordList.props = ["rows"];

/** More are opened one by one. */
const SHOWN_AT_ONCE = 3;

function shown(text: string | null, unit: string | null): VNodeChild {
  if (text === null) return "—";
  return unit === null ? <AttachedFiles text={text} /> : `${text} ${unit}`;
}
