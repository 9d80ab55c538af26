/** What the check found, like the marked workbook: row, column, cell, and what to do. */
import type { FunctionalComponent } from "vue";
import { useRoute } from "vue-router";
import { Link } from "../../../parts/link";
import { Table } from "../../../parts/table";
import { useWords } from "../../../words";
import type { ShownSubmission } from "./page";

export const Findings: FunctionalComponent<{ readonly submission: ShownSubmission }> = ({
  submission: { findings, errors, warnings, infos },
}) => {
  const { t, number, language } = useWords();
  const { path, query } = useRoute();
  const all = errors + warnings + infos;
  if (all === 0) return null;
  const from = Number(query["findings"] ?? 0) || 0;
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">{t("desk.findings")}</h2>
      <Table
        caption={t("desk.findingsOf", {
          from: number(from + 1),
          to: number(from + findings.length),
          all: number(all),
        })}
        rows={findings}
        columns={[
          { name: t("desk.row"), isNumber: true, cell: ({ row }) => row ?? t("desk.wholeFile") },
          { name: t("desk.header"), cell: ({ header }) => header },
          { name: t("desk.cell"), cell: ({ value }) => value !== null && <mark>{value}</mark> },
          {
            name: t("desk.severity"),
            cell: ({ severity }) => (
              <span class={severity === "ERROR" ? "bad" : undefined}>{t(`desk.${severity}`)}</span>
            ),
          },
          {
            name: t("desk.message"),
            cell: ({ message, english }) => (language === "en" ? english : message),
          },
        ]}
      />
      <p class="row">
        {from > 0 && <Link to={path}>{t("parts.first")}</Link>}
        {from + findings.length < all && (
          <Link to={`${path}?findings=${from + findings.length}`} rel="next">
            {t("parts.next")}
          </Link>
        )}
      </p>
    </section>
  );
};
Findings.props = ["submission"];
