import { DeskGraphDocument, type DeskGraphQuery } from "../../../graph/desk/graphql";
import { Pager } from "../../../parts/pager";
import { useWords } from "../../../words";
import { defineDeskPage } from "../desk-page";
import { askDesk, type Session } from "../session";
import { Permissions } from "./permissions";
import { Subgraphs } from "./subgraphs";

export default defineDeskPage<DeskGraphQuery>({
  roles: ["developer", "supervisor"],
  load: ({ query }) => askDesk(DeskGraphDocument, { after: query("after") }),
  title: (_, { t }) => t("desk.graph"),
  view: ({ data, session }: { readonly data: DeskGraphQuery; readonly session: Session }) => {
    const { t, moment, language } = useWords();
    const { subgraphs, subgraphPermissions, graphRevisions } = data;
    return (
      <>
        <h1>{t("desk.graph")}</h1>
        <Subgraphs subgraphs={subgraphs.nodes} session={session} />
        <Permissions permissions={subgraphPermissions.nodes} session={session} />
        <h2>{t("desk.revisions")}</h2>
        <ol class="plain">
          {graphRevisions.nodes.map(({ number, at, by, subject, note, changes }) => (
            <li key={number}>
              <p class="row">
                <strong>{t("desk.revision", { number })}</strong>
                <time datetime={at}>{moment(at)}</time>
                <span>{by}</span>
                <code>{subject}</code>
              </p>
              {note !== null && <p>{note}</p>}
              {changes.length > 0 && (
                <details>
                  <summary>{t("desk.changesCount", { count: changes.length })}</summary>
                  <ul>
                    {changes.map(({ coordinate, message }) => (
                      <li>
                        <code>{coordinate}</code> {message[language]}
                      </li>
                    ))}
                  </ul>
                </details>
              )}
            </li>
          ))}
        </ol>
        <Pager pageInfo={graphRevisions.pageInfo} />
      </>
    );
  },
});
