import { DeskConcurrencesDocument, type DeskConcurrencesQuery } from "../../../graph/desk/graphql";
import { Link } from "../../../parts/link";
import { Pager } from "../../../parts/pager";
import { useWords } from "../../../words";
import { defineDeskPage } from "../desk-page";
import { askDesk } from "../session";
import { ConcurrenceTable } from "./concurrence-table";

interface Found {
  /** Only what is not answered yet. */
  readonly isOpen: boolean;
  readonly list: DeskConcurrencesQuery["concurrences"];
}

const PATH = "/desk/concurrences";

export default defineDeskPage<Found>({
  roles: ["clerk", "reviewer", "supervisor"],
  load: async ({ query }) => {
    const isOpen = query("all") === null;
    const { concurrences } = await askDesk(DeskConcurrencesDocument, { open: isOpen, after: query("after") });
    return { isOpen, list: concurrences };
  },
  title: (_, { t }) => t("desk.concurrences"),
  view: ({ data: { isOpen, list } }: { readonly data: Found }) => {
    const { t, number } = useWords();
    return (
      <>
        <h1>{t("desk.concurrences")}</h1>
        <p class="quiet">{t("desk.concurrencesLead")}</p>
        <ul class="row plain-row">
          <li>
            <Link class="tag" to={PATH} aria-current={isOpen ? "true" : undefined}>
              {t("desk.concurrenceWAITING")}
            </Link>
          </li>
          <li>
            <Link class="tag" to={`${PATH}?all=true`} aria-current={isOpen ? undefined : "true"}>
              {t("desk.all")}
            </Link>
          </li>
        </ul>
        {list.nodes.length === 0 ? (
          <p>{t("desk.noConcurrences")}</p>
        ) : (
          <ConcurrenceTable
            caption={t("desk.concurrenceCount", { count: number(list.totalCount) })}
            concurrences={list.nodes}
            isOfMany
          />
        )}
        <Pager pageInfo={list.pageInfo} />
      </>
    );
  },
});
