import { definePage } from "../../app/page";
import { SchemaDocument, type SchemaQuery } from "../../graph/public/graphql";
import { Link } from "../../parts/link";
import { Pager } from "../../parts/pager";
import { Revisions } from "../../parts/revisions";
import { Table } from "../../parts/table";
import { useWords } from "../../words";

export default definePage<SchemaQuery>({
  load: ({ ask, query }) => ask(SchemaDocument, { after: query("after") }),
  title: (_, { t }) => t("schema.title"),
  description: (_, { t }) => t("schema.lead"),
  view: ({ data: { subgraphs, graphRevisions } }: { readonly data: SchemaQuery }) => {
    const { t, moment } = useWords();
    return (
      <>
        <h1>{t("schema.title")}</h1>
        <p class="lead">{t("schema.lead")}</p>
        <p class="row">
          <a href="/schema/public.graphql">{t("schema.sdl")}</a>
          <a href="/explorer">{t("frame.explorer")}</a>
          <Link to="/developers">{t("frame.developers")}</Link>
        </p>
        <h2>{t("schema.changes")}</h2>
        <Revisions revisions={graphRevisions.nodes} />
        <Pager pageInfo={graphRevisions.pageInfo} />
        <h2>{t("desk.subgraphs")}</h2>
        <Table
          caption={t("desk.subgraphs")}
          rows={subgraphs.nodes}
          columns={[
            { name: t("desk.name"), cell: ({ name }) => <code>{name}</code> },
            {
              name: t("desk.owner"),
              cell: ({ owner }) =>
                owner ? <Link to={`/departments/${owner.code}`}>{owner.name}</Link> : t("desk.ownHub"),
            },
            { name: t("desk.version"), isNumber: true, cell: ({ version }) => version?.version ?? "—" },
            { name: t("desk.published"), cell: ({ version }) => moment(version?.publishedAt) },
          ]}
        />
      </>
    );
  },
});
