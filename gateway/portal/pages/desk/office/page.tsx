import { DeskOfficeDocument, type DeskOfficeQuery } from "../../../graph/desk/graphql";
import { DutyBoard, percent } from "../../../parts/duty-board";
import { Facts } from "../../../parts/facts";
import { FilterForm } from "../../../parts/filter-form";
import { useWords } from "../../../words";
import { graphLanguage } from "../../../words/graph-language";
import { defineDeskPage } from "../desk-page";
import { askDesk } from "../session";
import { SourceTable } from "../sources/source-table";
import { Following, latestMove } from "../submissions/following";
import { SubmissionTable } from "../submissions/submission-table";

interface Found extends DeskOfficeQuery {
  readonly move: string;
}

export default defineDeskPage<Found>({
  roles: ["supervisor"],
  load: async ({ query, language }) => {
    const move = await latestMove();
    const asked = { asOf: query("asOf"), language: graphLanguage(language) };
    return { move, ...(await askDesk(DeskOfficeDocument, asked)) };
  },
  title: (_, { t }) => t("desk.office"),
  view: ({ data }: { readonly data: Found }) => {
    const { move, dutyBoard: board, waiting, approved, sources } = data;
    const { t, number } = useWords();
    const missing = board.overdue + board.partly;
    return (
      <>
        <h1>{t("desk.office")}</h1>
        <Following feed={null} after={move} />
        <h2>{t("desk.waiting")}</h2>
        <p class="quiet">{t("desk.approved", { count: number(approved.totalCount) })}</p>
        <SubmissionTable submissions={waiting.nodes} total={waiting.totalCount} />
        <SourceTable sources={sources.nodes} />
        <h2>{t("desk.departments")}</h2>
        <FilterForm>
          <label>
            {t("duties.asOf")} <input type="date" name="asOf" value={board.asOf} />
          </label>
          <button type="submit">{t("duties.show")}</button>
        </FilterForm>
        <Facts
          facts={[
            { name: t("duties.all"), value: number(board.duties) },
            { name: t("duties.met"), value: number(board.met) },
            { name: t("duties.metLate"), value: number(board.metLate) },
            {
              name: t("duties.notThere"),
              value: <span class={missing > 0 ? "bad" : undefined}>{number(missing)}</span>,
            },
            { name: t("duties.exempt"), value: number(board.exempt) },
            { name: t("duties.share"), value: percent(board.onTimeShare) },
            { name: t("duties.lastYear"), value: percent(board.lastYearOnTimeShare) },
            {
              name: t("duties.lateOfRecords"),
              value: `${number(board.lateRecords)} / ${number(board.records)}`,
            },
          ]}
        />
        <DutyBoard
          departments={board.departments}
          method={board.method}
          isCurrent={board.isCurrent}
          to={(code) => `/desk/submissions?${new URLSearchParams({ department: code })}`}
        />
      </>
    );
  },
});
