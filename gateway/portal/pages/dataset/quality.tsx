/** How good the dataset is, as it is counted, and how often it is used. */
import type { FunctionalComponent } from "vue";
import { Table } from "../../parts/table";
import { useWords } from "../../words";
import type { Dataset } from "./load";

export const Quality: FunctionalComponent<{ readonly dataset: Dataset }> = ({
  dataset: { quality, usage },
}) => {
  const { t, number } = useWords();
  return (
    <>
      {quality && (
        <section id="quality">
          <h2>{t("dataset.quality")}</h2>
          <p class="lead">{t("dataset.score", { score: quality.score })}</p>
          <Table
            caption={t("dataset.quality")}
            columns={[
              { name: t("dataset.criterion"), cell: ({ codeLabel }) => codeLabel },
              {
                name: t("dataset.percent"),
                cell: ({ percent, isMet }) => (
                  <span class={isMet ? "good" : "late"}>{t("dataset.percentOf", { percent })}</span>
                ),
                isNumber: true,
              },
              { name: t("dataset.weight"), cell: ({ weight }) => number(weight), isNumber: true },
              {
                name: t("dataset.basis"),
                cell: ({ explanation }) => <span class="long">{explanation}</span>,
              },
            ]}
            rows={quality.criteria}
          />
        </section>
      )}
      <section id="usage">
        <h2>{t("dataset.usage")}</h2>
        <p>
          {t("dataset.usageText", {
            views: number(usage.views),
            downloads: number(usage.downloads),
            requests: number(usage.requests),
          })}
        </p>
        {usage.months.length > 0 && (
          <Table
            caption={t("dataset.usage")}
            columns={[
              { name: t("dataset.month"), cell: ({ month }) => month },
              { name: t("dataset.views"), cell: ({ views }) => number(views), isNumber: true },
              { name: t("dataset.fetched"), cell: ({ downloads }) => number(downloads), isNumber: true },
              { name: t("dataset.requests"), cell: ({ requests }) => number(requests), isNumber: true },
            ]}
            rows={usage.months}
          />
        )}
      </section>
    </>
  );
};
Quality.props = ["dataset"];
