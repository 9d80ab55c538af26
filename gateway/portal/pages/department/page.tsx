/** One department: how to reach it, what it must publish and whether in time, and what it published last. */
import { definePage, PageUnknown } from "../../app/page";
import { DepartmentDocument, type DepartmentQuery } from "../../graph/public/graphql";
import { Facts } from "../../parts/facts";
import { Link } from "../../parts/link";
import { Pager } from "../../parts/pager";
import { RecordCard } from "../../parts/record-card";
import { Table } from "../../parts/table";
import { useWords } from "../../words";
import { graphLanguage } from "../../words/graph-language";
import { Duties } from "./duties";

interface Data extends Omit<DepartmentQuery, "department"> {
  readonly department: NonNullable<DepartmentQuery["department"]>;
}

export default definePage<Data>({
  load: async ({ ask, param, query, language }) => {
    const variables = {
      code: param("code"),
      duties: query("duties"),
      datasets: query("datasets"),
      language: graphLanguage(language),
    };
    const { department, ...rest } = await ask(DepartmentDocument, variables);
    if (!department) throw new PageUnknown();
    return { department, ...rest };
  },
  title: ({ department: { name, englishName } }, { language }) =>
    language === "en" ? (englishName ?? name) : name,
  description: ({ department: { name } }, { t }) => t("departments.about", { name }),
  structured: ({ department: { name, address, phone, email } }) => ({
    "@context": "https://schema.org",
    "@type": "GovernmentOrganization",
    name,
    ...(address ? { address } : {}),
    ...(phone ? { telephone: phone } : {}),
    ...(email ? { email } : {}),
  }),
  view: ({ data: { department, administrativePowers, latest } }: { readonly data: Data }) => {
    const { t, day, moment, number, language } = useWords();
    const titleOf = ({ title, titleEn }: { readonly title: string; readonly titleEn: string }): string =>
      language === "en" ? titleEn : title;
    const { groups } = administrativePowers;
    const powerCount = groups.reduce((sum, { count }) => sum + count, 0);
    return (
      <>
        <h1>{language === "en" ? (department.englishName ?? department.name) : department.name}</h1>
        <Facts
          facts={[
            { name: t("departments.kind"), value: department.kindLabel },
            { name: t("departments.address"), value: department.address },
            {
              name: t("departments.phone"),
              value: department.phone && <a href={`tel:${department.phone}`}>{department.phone}</a>,
            },
            {
              name: t("departments.email"),
              value: department.email && <a href={`mailto:${department.email}`}>{department.email}</a>,
            },
            {
              name: t("departments.parent"),
              value: department.parent && (
                <Link to={`/departments/${department.parent.code}`}>{department.parent.name}</Link>
              ),
            },
            {
              name: t("departments.jurisdiction"),
              value: department.jurisdiction && (
                <Link to={`/towns/${department.jurisdiction.code}`}>{department.jurisdiction.name}</Link>
              ),
            },
            { name: t("departments.formerNames"), value: department.formerNames },
            { name: t("departments.creditCode"), value: department.unifiedSocialCreditCode },
            {
              name: t("departments.enforcing"),
              value: department.isEnforcing ? t("departments.isEnforcing") : null,
            },
          ]}
        />
        <h2>{t("departments.duties")}</h2>
        <Duties duties={department.duties.nodes} />
        <Pager pageInfo={department.duties.pageInfo} name="duties" />
        {groups.length > 0 && [
          <h2>{t("departments.powers")}</h2>,
          <Table
            caption={t("departments.powersCaption", { count: number(powerCount) })}
            columns={[
              { name: t("departments.powerKind"), cell: ({ key }) => key.powerKindLabel },
              { name: t("departments.powerCount"), cell: ({ count }) => number(count), isNumber: true },
            ]}
            rows={groups}
          />,
        ]}
        {department.datasets.nodes.length > 0 && [
          <h2>{t("departments.datasets")}</h2>,
          <Table
            caption={t("departments.datasetsCaption")}
            columns={[
              {
                name: t("departments.dataset"),
                cell: (dataset) => <Link to={`/datasets/${dataset.id}`}>{titleOf(dataset)}</Link>,
              },
              { name: t("departments.rows"), cell: ({ rows }) => number(rows), isNumber: true },
              { name: t("departments.modified"), cell: ({ modified }) => day(modified) },
            ]}
            rows={department.datasets.nodes}
          />,
          <Pager pageInfo={department.datasets.pageInfo} name="datasets" />,
        ]}
        <h2>{t("departments.records")}</h2>
        {latest.nodes.length === 0 ? (
          <p>{t("departments.noRecords")}</p>
        ) : (
          <ul class="plain">
            {latest.nodes.map((record) => (
              <li>
                <RecordCard record={record} />
              </li>
            ))}
          </ul>
        )}
        <h2>{t("departments.releases")}</h2>
        {department.releases.nodes.length === 0 ? (
          <p>{t("departments.noReleases")}</p>
        ) : (
          <Table
            caption={t("departments.releasesCaption")}
            columns={[
              { name: t("departments.number"), cell: ({ number: at }) => number(at), isNumber: true },
              { name: t("departments.releasedAt"), cell: ({ releasedAt }) => moment(releasedAt) },
              {
                name: t("departments.feed"),
                cell: ({ feed }) => feed && <Link to={`/datasets/${feed.id}`}>{titleOf(feed)}</Link>,
              },
              { name: t("departments.added"), cell: ({ added }) => number(added), isNumber: true },
              { name: t("departments.changed"), cell: ({ changed }) => number(changed), isNumber: true },
              { name: t("departments.removed"), cell: ({ removed }) => number(removed), isNumber: true },
            ]}
            rows={department.releases.nodes}
          />
        )}
      </>
    );
  },
});
