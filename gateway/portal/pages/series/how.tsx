/** How a statistic is counted: what its columns mean, by which law, by whom, and what is not told. */
import type { FunctionalComponent } from "vue";
import { Facts } from "../../parts/facts";
import { Link } from "../../parts/link";
import { Table } from "../../parts/table";
import { useWords } from "../../words";
import type { Dataset } from "./asked";

/** Of datasets whose small figures are hidden. */
const SUPPRESSED = "isSuppressed";

export const How: FunctionalComponent<{ readonly dataset: Dataset }> = ({ dataset }) => {
  const { t, day, language } = useWords();
  const { publisher } = dataset;
  return (
    <>
      {dataset.columns.some(({ name }) => name === SUPPRESSED) && <p>{t("statistics.few")}</p>}
      <Table
        caption={t("statistics.howCaption")}
        columns={[
          { name: t("statistics.column"), cell: ({ label }) => label },
          { name: t("statistics.unit"), cell: ({ unit }) => unit ?? "—" },
          { name: t("statistics.note"), cell: ({ note }) => <span class="long">{note ?? "—"}</span> },
        ]}
        rows={dataset.columns.filter(({ name }) => name !== SUPPRESSED)}
      />
      <Facts
        facts={[
          { name: t("statistics.basis"), value: dataset.legalBasis },
          { name: t("statistics.rhythm"), value: dataset.rhythmLabel },
          { name: t("statistics.coverage"), value: dataset.coverage },
          { name: t("statistics.modified"), value: day(dataset.modified) },
          {
            name: t("statistics.publisher"),
            value: [
              <Link to={`/departments/${publisher.code}`}>{publisher.name}</Link>,
              publisher.phone && ` ${publisher.phone}`,
            ],
          },
          {
            name: t("statistics.dataset"),
            value: (
              <Link to={`/datasets/${dataset.id}`}>
                {language === "en" ? dataset.titleEn : dataset.title}
              </Link>
            ),
          },
        ]}
      />
    </>
  );
};
How.props = ["dataset"];
