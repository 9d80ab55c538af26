/** Vacancies, subsidies and training of an enterprise. */
import type { FunctionalComponent } from "vue";
import { Link } from "../../parts/link";
import { Table } from "../../parts/table";
import { useWords } from "../../words";
import type { Party } from "./party";

export const Employment: FunctionalComponent<{ readonly party: Party }> = ({
  party: { vacancies, employmentSubsidies, trainingProgrammes },
}) => {
  const { t, day, number } = useWords();
  return (
    <>
      {vacancies.nodes.length > 0 && [
        <h2>{t("enterprises.vacancies")}</h2>,
        <Table
          caption={t("enterprises.vacanciesCaption")}
          columns={[
            {
              name: t("enterprises.job"),
              cell: ({ permalink, title }) => <Link to={permalink}>{title}</Link>,
            },
            { name: t("enterprises.day"), cell: ({ publishedOn }) => day(publishedOn) },
            { name: t("enterprises.town"), cell: ({ town }) => town },
            { name: t("enterprises.openings"), cell: ({ openings }) => number(openings), isNumber: true },
          ]}
          rows={vacancies.nodes}
        />,
      ]}
      {employmentSubsidies.nodes.length > 0 && [
        <h2>{t("enterprises.subsidies")}</h2>,
        <Table
          caption={t("enterprises.subsidiesCaption")}
          columns={[
            {
              name: t("enterprises.subsidy"),
              cell: ({ permalink, kindLabel }) => <Link to={permalink}>{kindLabel}</Link>,
            },
            { name: t("enterprises.period"), cell: ({ period }) => period },
            { name: t("enterprises.persons"), cell: ({ persons }) => number(persons), isNumber: true },
            { name: t("enterprises.amount"), cell: ({ amountYuan }) => number(amountYuan), isNumber: true },
          ]}
          rows={employmentSubsidies.nodes}
        />,
      ]}
      {trainingProgrammes.nodes.length > 0 && [
        <h2>{t("enterprises.training")}</h2>,
        <Table
          caption={t("enterprises.trainingCaption")}
          columns={[
            {
              name: t("enterprises.programme"),
              cell: ({ permalink, name }) => <Link to={permalink}>{name}</Link>,
            },
            { name: t("enterprises.applyBy"), cell: ({ applyBy }) => day(applyBy) },
            { name: t("enterprises.places"), cell: ({ places }) => number(places), isNumber: true },
          ]}
          rows={trainingProgrammes.nodes}
        />,
      ]}
    </>
  );
};
Employment.props = ["party"];
