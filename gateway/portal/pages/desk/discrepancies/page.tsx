import {
  DeskDiscrepanciesDocument,
  type DeskDiscrepanciesQuery,
  type DiscrepancyState,
} from "../../../graph/desk/graphql";
import { Link } from "../../../parts/link";
import { Pager } from "../../../parts/pager";
import { useWords } from "../../../words";
import { defineDeskPage } from "../desk-page";
import { askDesk, type Session } from "../session";
import { Discrepancy } from "./discrepancy";

interface Found {
  /** Null: all. */
  readonly state: DiscrepancyState | null;
  readonly list: DeskDiscrepanciesQuery["discrepancies"];
}

const PATH = "/desk/discrepancies";
const STATES: readonly DiscrepancyState[] = ["FOUND", "ANSWERED", "RESOLVED"];

export default defineDeskPage<Found>({
  roles: ["clerk", "reviewer", "supervisor"],
  load: async ({ query }) => {
    const state = STATES.find((one) => one === query("state")) ?? null;
    const { discrepancies } = await askDesk(DeskDiscrepanciesDocument, {
      states: state === null ? null : [state],
      after: query("after"),
    });
    return { state, list: discrepancies };
  },
  title: (_, { t }) => t("desk.discrepancies"),
  view: ({ data: { state, list }, session }: { readonly data: Found; readonly session: Session }) => {
    const { t, number } = useWords();
    return (
      <>
        <h1>{t("desk.discrepancies")}</h1>
        <p class="quiet">{t("desk.discrepanciesLead")}</p>
        <ul class="row plain-row">
          <li>
            <Link class="tag" to={PATH} aria-current={state === null ? "true" : undefined}>
              {t("desk.all")}
            </Link>
          </li>
          {STATES.map((one) => (
            <li>
              <Link class="tag" to={`${PATH}?state=${one}`} aria-current={state === one ? "true" : undefined}>
                {t(`desk.discrepancy${one}`)}
              </Link>
            </li>
          ))}
        </ul>
        <p>{t("desk.discrepancyCount", { count: number(list.totalCount) })}</p>
        {list.nodes.map((one) => (
          <Discrepancy key={one.id} discrepancy={one} session={session} />
        ))}
        <Pager pageInfo={list.pageInfo} />
      </>
    );
  },
});
