import { DeskGraphDocument, type DeskGraphQuery } from "../../../graph/desk/graphql";
import { Pager } from "../../../parts/pager";
import { Revisions } from "../../../parts/revisions";
import { useWords } from "../../../words";
import { defineDeskPage } from "../desk-page";
import { askDesk, type Session } from "../session";
import { Permissions } from "./permissions";
import { Restore } from "./restore";
import { Subgraphs } from "./subgraphs";

export default defineDeskPage<DeskGraphQuery>({
  roles: ["developer", "supervisor"],
  load: ({ query }) => askDesk(DeskGraphDocument, { after: query("after") }),
  title: (_, { t }) => t("desk.graph"),
  view: ({ data, session }: { readonly data: DeskGraphQuery; readonly session: Session }) => {
    const { t } = useWords();
    const { subgraphs, subgraphPermissions, graphRevisions } = data;
    return (
      <>
        <h1>{t("desk.graph")}</h1>
        <Subgraphs subgraphs={subgraphs.nodes} session={session} />
        <Permissions permissions={subgraphPermissions.nodes} session={session} />
        <h2>{t("desk.revisions")}</h2>
        <Revisions
          revisions={graphRevisions.nodes}
          more={({ number }, position) =>
            position > 0 && session.roles.includes("supervisor") && <Restore number={number} />
          }
        />
        <Pager pageInfo={graphRevisions.pageInfo} />
      </>
    );
  },
});
