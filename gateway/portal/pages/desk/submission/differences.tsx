/** What would change if this were published: how much, by column, and record by record. */
import type { FunctionalComponent } from "vue";
import { useRoute } from "vue-router";
import type { ChangeKind } from "../../../graph/desk/graphql";
import { Link } from "../../../parts/link";
import { Table } from "../../../parts/table";
import { useWords } from "../../../words";
import type { ShownKinds } from "./shown-submission";
import { RecordList } from "./record-list";

export const Differences: FunctionalComponent<{
  readonly review: Pick<ShownKinds, "difference" | "noDifference">;
}> = ({ review: { difference, noDifference } }) => {
  const { t, number, language } = useWords();
  const { path, query } = useRoute();
  if (!difference)
    return noDifference && <p>{language === "en" ? noDifference.english : noDifference.message}</p>;
  const { added, changed, removed, unchanged, foreign, suppressed, columns, rows } = difference;
  const { kind: chosen } = query;
  const counts: readonly { readonly kind: ChangeKind; readonly count: number }[] = [
    { kind: "ADDED", count: added },
    { kind: "CHANGED", count: changed },
    { kind: "REMOVED", count: removed },
  ];
  const last = rows.at(-1);
  return (
    <section aria-labelledby="difference">
      <h2 id="difference">{t("desk.difference")}</h2>
      <ul class="row plain-row">
        <li>
          <Link class="tag" to={path} aria-current={typeof chosen === "string" ? undefined : "true"}>
            {t("desk.all")}
          </Link>
        </li>
        {counts.map(({ kind, count }) => (
          <li>
            <Link class="tag" to={`${path}?kind=${kind}`} aria-current={chosen === kind ? "true" : undefined}>
              {t(`desk.kind${kind}`)} {number(count)}
            </Link>
          </li>
        ))}
        <li class="quiet">{t("desk.unchanged", { count: number(unchanged) })}</li>
        {foreign > 0 && <li class="bad">{t("desk.foreign", { count: number(foreign) })}</li>}
        {suppressed > 0 && <li class="quiet">{t("desk.suppressed", { count: number(suppressed) })}</li>}
      </ul>
      {columns.length > 0 && (
        <Table
          caption={t("desk.byColumn")}
          rows={columns}
          columns={[
            { name: t("desk.header"), cell: ({ header }) => header },
            { name: t("desk.changedRecords"), isNumber: true, cell: ({ changed }) => number(changed) },
            { name: t("desk.sumBefore"), isNumber: true, cell: ({ sumBefore }) => number(sumBefore) },
            { name: t("desk.sumAfter"), isNumber: true, cell: ({ sumAfter }) => number(sumAfter) },
            { name: t("desk.unit"), cell: ({ unit }) => unit },
          ]}
        />
      )}
      <RecordList rows={rows} />
      {rows.length === PAGE && last && (
        <Link to={nextPage(path, query, last.recordId)} rel="next">
          {t("parts.next")}
        </Link>
      )}
    </section>
  );
};
Differences.props = ["review"];

/** Of the document. */
const PAGE = 50;

function nextPage(path: string, query: Readonly<Record<string, unknown>>, after: string): string {
  const parameters = new URLSearchParams({ after });
  if (typeof query["kind"] === "string") parameters.set("kind", query["kind"]);
  return `${path}?${parameters}`;
}
