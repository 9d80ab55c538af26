/** One town: its government, and what departments publish about it. */
import type { VNodeChild } from "vue";
import { definePage, PageUnknown } from "../../app/page";
import { TownDocument } from "../../graph/public/graphql";
import { partOfDataset } from "../../parts/dataset-address";
import { Facts } from "../../parts/facts";
import { Link } from "../../parts/link";
import { Table } from "../../parts/table";
import { useWords } from "../../words";
import { graphLanguage } from "../../words/graph-language";
import { Assistance } from "./assistance";
import type { Town } from "./town";

export default definePage<Town>({
  load: async ({ ask, param, language }) => {
    const { area } = await ask(TownDocument, { code: param("code"), language: graphLanguage(language) });
    if (!area) throw new PageUnknown();
    return area;
  },
  title: ({ name }) => name,
  description: ({ name }, { t }) => t("towns.about", { name }),
  view: ({ data: town }: { readonly data: Town }) => {
    const { t, day, number } = useWords();
    const { government, schools, vacancies, elderlyCareInstitutions: homes } = town;
    const linkTo = ({ code, name }: { readonly code: string; readonly name: string }): VNodeChild => (
      <Link to={`/towns/${code}`}>{name}</Link>
    );
    const more = (dataset: string, shown: number, count: number): VNodeChild =>
      count > shown && (
        <p>
          <Link to={partOfDataset(dataset, { areaCode: { eq: town.code } })}>
            {t("towns.all", { count: number(count) })}
          </Link>
        </p>
      );
    return (
      <>
        <h1>{town.name}</h1>
        <Facts
          facts={[
            { name: t("towns.kind"), value: town.kindLabel },
            {
              name: t("towns.office"),
              value: government && <Link to={`/departments/${government.code}`}>{government.name}</Link>,
            },
            { name: t("towns.address"), value: government?.address },
            {
              name: t("towns.phone"),
              value: government?.phone && <a href={`tel:${government.phone}`}>{government.phone}</a>,
            },
            { name: t("towns.otherNames"), value: town.otherNames },
            { name: t("towns.code"), value: town.code },
            { name: t("towns.boundary"), value: town.boundary },
            { name: t("towns.parent"), value: town.parent && linkTo(town.parent) },
            { name: t("towns.neighbours"), value: listed(town.neighbours.map(linkTo)) },
            { name: t("towns.children"), value: listed(town.children.nodes.map(linkTo)) },
          ]}
        />
        <h2>{t("towns.schools")}</h2>
        {schools.totalCount === 0 ? (
          <p>{t("towns.none")}</p>
        ) : (
          <Table
            caption={t("towns.schoolsCaption")}
            columns={[
              { name: t("towns.school"), cell: ({ name, permalink }) => <Link to={permalink}>{name}</Link> },
              { name: t("towns.stage"), cell: ({ stageLabel }) => stageLabel },
              { name: t("towns.address"), cell: ({ address }) => address },
              { name: t("towns.phone"), cell: ({ phone }) => phone },
            ]}
            rows={schools.nodes}
          />
        )}
        {more("education.schools", schools.nodes.length, schools.totalCount)}
        <h2>{t("towns.assistance")}</h2>
        <Assistance town={town} />
        <h2>{t("towns.jobs")}</h2>
        {vacancies.totalCount === 0 ? (
          <p>{t("towns.none")}</p>
        ) : (
          <Table
            caption={t("towns.jobsCaption")}
            columns={[
              { name: t("towns.job"), cell: ({ title, permalink }) => <Link to={permalink}>{title}</Link> },
              { name: t("towns.employer"), cell: ({ employer }) => employer },
              { name: t("towns.openings"), cell: ({ openings }) => number(openings), isNumber: true },
              { name: t("towns.publishedOn"), cell: ({ publishedOn }) => day(publishedOn) },
            ]}
            rows={vacancies.nodes}
          />
        )}
        {more("employment.vacancies", vacancies.nodes.length, vacancies.totalCount)}
        <h2>{t("towns.care")}</h2>
        {homes.totalCount === 0 ? (
          <p>{t("towns.none")}</p>
        ) : (
          <Table
            caption={t("towns.careCaption")}
            columns={[
              {
                name: t("towns.institution"),
                cell: ({ name, permalink }) => <Link to={permalink}>{name}</Link>,
              },
              { name: t("towns.address"), cell: ({ address }) => address },
              { name: t("towns.phone"), cell: ({ phone }) => phone },
              { name: t("towns.beds"), cell: ({ beds }) => number(beds), isNumber: true },
            ]}
            rows={homes.nodes}
          />
        )}
        {more("social-assistance.elderly-care", homes.nodes.length, homes.totalCount)}
      </>
    );
  },
});

/** Null for none. */
function listed(items: readonly VNodeChild[]): VNodeChild {
  return items.length === 0 ? null : <span class="row">{items}</span>;
}
