import {
  DeskSubmissionsDocument,
  type DeskSubmissionsQuery,
  type SubmissionState,
} from "../../../graph/desk/graphql";
import { PageUnknown } from "../../../app/page";
import { Link } from "../../../parts/link";
import { Pager } from "../../../parts/pager";
import { useWords } from "../../../words";
import { defineDeskPage } from "../desk-page";
import { askDesk } from "../session";
import { Following, latestMove } from "./following";
import { SubmissionTable } from "./submission-table";

interface Found {
  readonly move: string;
  readonly state: SubmissionState | null;
  /** Whose; null: of all that the person may see. */
  readonly department: NonNullable<DeskSubmissionsQuery["department"]> | null;
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
    const code = query("department");
    const move = await latestMove();
    const { department = null, submissions } = await askDesk(DeskSubmissionsDocument, {
      state,
      department: code,
      code: code ?? "",
      isOfOne: code !== null,
      after: query("after"),
    });
    if (code !== null && department === null) throw new PageUnknown();
    return { move, state, department, list: submissions };
  },
  title: (_, { t }) => t("desk.submissions"),
  view: ({ data: { move, state, department, list } }: { readonly data: Found }) => {
    const { t } = useWords();
    const pathOf = (one: SubmissionState | null): string => {
      const parameters = new URLSearchParams();
      if (department !== null) parameters.set("department", department.code);
      if (one !== null) parameters.set("state", one);
      return parameters.size === 0 ? "/desk/submissions" : `/desk/submissions?${parameters}`;
    };
    return (
      <>
        <h1>{t("desk.submissions")}</h1>
        {department && (
          <p class="row">
            <strong>{department.name}</strong>
            <Link to={`/departments/${department.code}`}>{t("desk.publicPage")}</Link>
            <Link to={`/duties?department=${department.code}`}>{t("duties.title")}</Link>
            <Link to="/desk/submissions">{t("desk.allDepartments")}</Link>
          </p>
        )}
        <ul class="row plain-row">
          <li>
            <Link class="tag" to={pathOf(null)} aria-current={state === null ? "true" : undefined}>
              {t("desk.all")}
            </Link>
          </li>
          {STATES.map((one) => (
            <li>
              <Link class="tag" to={pathOf(one)} aria-current={state === one ? "true" : undefined}>
                {t(`desk.${one}`)}
              </Link>
            </li>
          ))}
        </ul>
        <Following feed={null} after={move} />
        <SubmissionTable submissions={list.nodes} total={list.totalCount} />
        <Pager pageInfo={list.pageInfo} />
      </>
    );
  },
});
