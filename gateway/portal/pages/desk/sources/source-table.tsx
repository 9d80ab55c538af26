/** Sources as a table: when each was read and will be, and why one fails; nothing where there is none. */
import type { FunctionalComponent } from "vue";
import type { ListedSourceFragment } from "../../../graph/desk/graphql";
import { Link } from "../../../parts/link";
import { Table } from "../../../parts/table";
import { useWords } from "../../../words";

export interface SourceTableProps {
  readonly sources: readonly ListedSourceFragment[];
}

export const SourceTable: FunctionalComponent<SourceTableProps> = ({ sources }) => {
  const { t, moment, number, language } = useWords();
  if (sources.length === 0) return null;
  return (
    <>
      <h2>{t("sources.title")}</h2>
      <p class="quiet">{t("sources.text")}</p>
      <Table
        caption={t("sources.caption", { count: number(sources.length) })}
        rows={sources}
        columns={[
          { name: t("sources.name"), cell: ({ title }) => title },
          {
            name: t("desk.feed"),
            cell: ({ feed }) =>
              feed && (
                <Link to={`/desk/feeds/${feed.id}`}>{language === "en" ? feed.titleEn : feed.title}</Link>
              ),
          },
          { name: t("desk.department"), cell: ({ department }) => department.name },
          {
            name: t("desk.state"),
            cell: ({ state, failures }) => (
              <span class={["tag", state === "FAILED" && "bad"]}>
                {state === "FAILED"
                  ? t("sources.FAILED", { failures: number(failures) })
                  : t(`sources.${state}`)}
              </span>
            ),
          },
          { name: t("sources.lastRun"), cell: ({ lastRunAt }) => moment(lastRunAt) },
          { name: t("sources.nextRun"), cell: ({ nextRunAt }) => moment(nextRunAt) },
          {
            name: t("sources.handedIn"),
            cell: ({ submission }) =>
              submission && (
                <Link to={`/desk/submissions/${submission.id}`}>
                  {t("sources.rows", { rows: number(submission.rows), errors: number(submission.errors) })}
                </Link>
              ),
          },
          {
            name: t("sources.why"),
            cell: ({ lastError }) => lastError && (language === "en" ? lastError.english : lastError.message),
          },
        ]}
      />
    </>
  );
};
SourceTable.props = ["sources"];
