/** Columns that are hidden, and figures of few. */
import type { VNode } from "vue";
import type { NotPublicQuery } from "../../graph/public/graphql";
import { Link } from "../../parts/link";
import { Table } from "../../parts/table";
import { useWords } from "../../words";

type Found = NotPublicQuery["notPublic"];
type Feed = Found["columns"][number]["feed"];

export function FeedLink({ feed }: { readonly feed: Feed }): VNode | null {
  const { language } = useWords();
  if (!feed) return null;
  return <Link to={`/datasets/${feed.id}`}>{language === "en" ? feed.titleEn : feed.title}</Link>;
}
FeedLink.props = ["feed"];

export function HiddenColumns({ columns }: Pick<Found, "columns">): VNode {
  const { t } = useWords();
  return (
    <>
      <h2>{t("notPublic.columnsTitle")}</h2>
      <Table
        caption={t("notPublic.columnsCaption")}
        rows={columns}
        columns={[
          { name: t("notPublic.feed"), cell: ({ feed }) => <FeedLink feed={feed} /> },
          { name: t("notPublic.column"), cell: ({ header }) => header },
          { name: t("notPublic.how"), cell: ({ showLabel }) => showLabel },
          { name: t("notPublic.note"), cell: ({ note }) => note },
        ]}
      />
    </>
  );
}
HiddenColumns.props = ["columns"];

export function Suppressed({ figures }: { readonly figures: Found["suppressedFigures"] }): VNode {
  const { t, number } = useWords();
  return (
    <>
      <h2>{t("notPublic.suppressedTitle")}</h2>
      {figures.length === 0 ? (
        <p>{t("notPublic.none")}</p>
      ) : (
        <Table
          caption={t("notPublic.suppressedCaption")}
          rows={figures}
          columns={[
            { name: t("notPublic.feed"), cell: ({ feed }) => <FeedLink feed={feed} /> },
            { name: t("notPublic.period"), cell: ({ period }) => period ?? "" },
            { name: t("notPublic.records"), isNumber: true, cell: ({ records }) => number(records) },
            { name: t("notPublic.cells"), isNumber: true, cell: ({ cells }) => number(cells) },
            {
              name: t("notPublic.rule"),
              cell: ({ fewestShown, basis }) => t("notPublic.fewest", { count: number(fewestShown), basis }),
            },
          ]}
        />
      )}
    </>
  );
}
Suppressed.props = ["figures"];
