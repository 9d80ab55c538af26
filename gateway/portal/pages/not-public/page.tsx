/** 不公开的有哪些，为什么: counts, grounds and reasons of all that is not public, and nothing of its content. */
import { definePage } from "../../app/page";
import { NotPublicDocument, type NotPublicQuery } from "../../graph/public/graphql";
import { percent } from "../../parts/duty-board";
import { DutyTable } from "../../parts/duty-table";
import { Facts } from "../../parts/facts";
import { Link } from "../../parts/link";
import { useWords } from "../../words";
import { graphLanguage } from "../../words/graph-language";
import { Documents, Shares, sumOf } from "./documents";
import { HiddenColumns, Suppressed } from "./hidden";
import { RefusedRequests, Requests } from "./requests";
import { Decisions, Refused, Removed } from "./taken-out";

interface Found extends NotPublicQuery {
  readonly department: string | null;
}

export default definePage<Found>({
  load: async ({ ask, query, language }) => {
    const department = query("department");
    const found = await ask(NotPublicDocument, { department, language: graphLanguage(language) });
    return { ...found, department };
  },
  title: (_, { t }) => t("notPublic.title"),
  description: (_, { t }) => t("notPublic.lead"),
  view: ({ data }: { readonly data: Found }) => {
    const { t, number } = useWords();
    const { notPublic: found, overdue, department } = data;
    const { documents, shares } = found;
    const [latest] = shares;
    const name = documents.find((one) => one.department.code === department)?.department.name;
    return (
      <>
        <h1>{t("notPublic.title")}</h1>
        <p class="lead">{t("notPublic.lead")}</p>
        {department !== null && (
          <p>
            {t("notPublic.only", { name: name ?? department })}{" "}
            <Link to="/not-public">{t("notPublic.everybody")}</Link>
          </p>
        )}
        <Facts
          facts={[
            {
              name: t("notPublic.notPublic"),
              value: number(sumOf(documents, "NOT_PUBLIC")),
            },
            {
              name: t("notPublic.onRequest"),
              value: number(sumOf(documents, "ON_REQUEST")),
            },
            { name: t("notPublic.overdue"), value: number(overdue.totalCount) },
            {
              name: t("notPublic.share", { year: latest ? String(latest.year) : "" }),
              value: percent(latest?.share),
            },
          ]}
        />
        <Documents documents={documents} />
        <Shares shares={shares} />
        {overdue.nodes.length > 0 && (
          <>
            <h2>{t("notPublic.reviewsTitle")}</h2>
            <DutyTable
              caption={t("notPublic.reviewsCaption", { count: number(overdue.totalCount) })}
              duties={overdue.nodes}
            />
          </>
        )}
        <RefusedRequests refused={found.refusedRequests} />
        <Requests requests={found.requests} />
        <Decisions decisions={found.decisions} />
        <Removed removals={found.removals} />
        <Refused refusals={found.refusals} />
        <Suppressed figures={found.suppressedFigures} />
        <HiddenColumns columns={found.columns} />
      </>
    );
  },
});
