import {
  DeskSubmissionsDocument,
  type DeskSubmissionsQuery,
  type SubmissionState,
} from "../../../graph/desk/graphql";
import { Link } from "../../../parts/link";
import { Pager } from "../../../parts/pager";
import { useWords } from "../../../words";
import { defineDeskPage } from "../desk-page";
import { askDesk } from "../session";
import { Following } from "./following";
import { SubmissionTable } from "./submission-table";

interface Found {
  readonly state: SubmissionState | null;
  readonly list: DeskSubmissionsQuery["submissions"];
}

/** In the order of the work. */
const STATES: readonly SubmissionState[] = [
  "SUBMITTED",
  "APPROVED",
  "CHECKED",
  "RETURNED",
  "PUBLISHED",
  "REJECTED",
  "WITHDRAWN",
];

export default defineDeskPage<Found>({
  load: async ({ query }) => {
    const asked = query("state");
    const state = STATES.find((one) => one === asked) ?? null;
    const { submissions } = await askDesk(DeskSubmissionsDocument, {
      state,
      after: query("after"),
      feed: null,
    });
    return { state, list: submissions };
  },
  title: (_, { t }) => t("desk.submissions"),
  view: ({ data: { state, list } }: { readonly data: Found }) => {
    const { t } = useWords();
    return (
      <>
        <h1>{t("desk.submissions")}</h1>
        <ul class="row plain-row">
          <li>
            <Link class="tag" to="/desk/submissions" aria-current={state === null ? "true" : undefined}>
              {t("desk.all")}
            </Link>
          </li>
          {STATES.map((one) => (
            <li>
              <Link
                class="tag"
                to={`/desk/submissions?state=${one}`}
                aria-current={state === one ? "true" : undefined}
              >
                {t(`desk.${one}`)}
              </Link>
            </li>
          ))}
        </ul>
        <Following feed={null} />
        <SubmissionTable submissions={list.nodes} total={list.totalCount} />
        <Pager pageInfo={list.pageInfo} />
      </>
    );
  },
});
