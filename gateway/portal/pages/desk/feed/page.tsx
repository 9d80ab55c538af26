import { PageUnknown } from "../../../app/page";
import { DeskFeedDocument, type DeskFeedQuery } from "../../../graph/desk/graphql";
import { Pager } from "../../../parts/pager";
import { Table } from "../../../parts/table";
import { useWords } from "../../../words";
import { defineDeskPage } from "../desk-page";
import { askDesk, type Session } from "../session";
import { SourceTable } from "../sources/source-table";
import { Following, latestMove } from "../submissions/following";
import { SubmissionTable } from "../submissions/submission-table";
import { Upload } from "./upload";

interface Found {
  readonly move: string;
  readonly feed: NonNullable<DeskFeedQuery["feed"]>;
  readonly list: DeskFeedQuery["submissions"];
  readonly sources: DeskFeedQuery["sources"]["nodes"];
}

export default defineDeskPage<Found>({
  load: async ({ param, query }) => {
    const move = await latestMove();
    const { feed, submissions, sources } = await askDesk(DeskFeedDocument, {
      feed: param("feed"),
      after: query("after"),
    });
    if (!feed) throw new PageUnknown();
    return { move, feed, list: submissions, sources: sources.nodes };
  },
  title: ({ feed }, { language }) => (language === "en" ? feed.titleEn : feed.title),
  view: ({ data, session }: { readonly data: Found; readonly session: Session }) => {
    const { move, feed, list, sources } = data;
    const { t, language } = useWords();
    return (
      <>
        <h1>{language === "en" ? feed.titleEn : feed.title}</h1>
        <p class="lead">{feed.description}</p>
        <p class="quiet">{feed.legalBasis}</p>
        {session.roles.includes("clerk") && (
          <>
            <p class="actions">
              <a class="button" href={feed.template}>
                {t("desk.formOf")}
              </a>
            </p>
            <Upload key={feed.id} feed={feed.id} takesFiles={feed.columns.some(({ isFiles }) => isFiles)} />
          </>
        )}
        <SourceTable sources={sources} />
        <h2>{t("desk.history")}</h2>
        <Following key={`following ${feed.id}`} feed={feed.id} after={move} />
        <SubmissionTable submissions={list.nodes} total={list.totalCount} />
        <Pager pageInfo={list.pageInfo} />
        <details>
          <summary>{t("desk.columns")}</summary>
          <Table
            caption={t("desk.columns")}
            rows={feed.columns}
            columns={[
              {
                name: t("desk.header"),
                cell: ({ header, headerEn }) => (language === "en" ? headerEn : header),
              },
              { name: t("desk.required"), cell: ({ isRequired }) => isRequired && t("desk.yes") },
              { name: t("desk.unit"), cell: ({ unit }) => unit },
              { name: t("desk.example"), cell: ({ example }) => example },
            ]}
          />
        </details>
      </>
    );
  },
});
