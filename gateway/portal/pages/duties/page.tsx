/** 公开了没有: what must be public this month, and whether it is; the same numbers as the office has. */
import { definePage } from "../../app/page";
import { DutiesDocument, type DutiesQuery } from "../../graph/public/graphql";
import { DutyBoard } from "../../parts/duty-board";
import { DutyTable } from "../../parts/duty-table";
import { DutyFacts } from "../../parts/duty-facts";
import { FilterForm } from "../../parts/filter-form";
import { LateTable } from "../../parts/late-table";
import { Link } from "../../parts/link";
import { useWords } from "../../words";
import { graphLanguage } from "../../words/graph-language";
import { daysOf, type Days } from "./days";

interface Found extends DutiesQuery {
  readonly days: Days;
  readonly department: string | null;
}

export default definePage<Found>({
  load: async ({ ask, query, language }) => {
    const days = daysOf(query("asOf"));
    const department = query("department");
    const { asOf, ...times } = days;
    const found = await ask(DutiesDocument, {
      asOf,
      department,
      language: graphLanguage(language),
      ...times,
    });
    return { ...found, days, department };
  },
  title: (_, { t }) => t("duties.title"),
  description: (_, { t }) => t("duties.lead"),
  view: ({ data }: { readonly data: Found }) => {
    const { t, day, number } = useWords();
    const { dutyBoard: board, month, done, missing, next, lateRecords, days, department } = data;
    const query = new URLSearchParams({ asOf: days.asOf });
    const name = board.departments.find((one) => one.department.code === department)?.name;
    return (
      <>
        <h1>{t("duties.title")}</h1>
        <p class="lead">{t("duties.lead")}</p>
        <FilterForm>
          <label>
            {t("duties.asOf")} <input type="date" name="asOf" value={days.asOf} />
          </label>
          {department !== null && <input type="hidden" name="department" value={department} />}
          <button type="submit">{t("duties.show")}</button>
        </FilterForm>
        {department !== null && (
          <p>
            {t("duties.only", { name: name ?? department })}{" "}
            <Link to={`/duties?${query}`}>{t("duties.everybody")}</Link>
          </p>
        )}
        <h2>{t("duties.thisMonth", { month: Number(days.from.slice(5, 7)) })}</h2>
        <p>
          {t("duties.count", {
            all: number(month.totalCount),
            done: number(done.totalCount),
            open: number(month.totalCount - done.totalCount),
          })}
        </p>
        {month.nodes.length > 0 && <DutyTable caption={t("duties.monthCaption")} duties={month.nodes} />}
        <h2>{t("duties.missingTitle")}</h2>
        {missing.nodes.length === 0 ? (
          <p>{t("duties.noneMissing")}</p>
        ) : (
          <DutyTable
            caption={t("duties.missingCaption", { count: number(missing.totalCount) })}
            duties={missing.nodes}
          />
        )}
        {next.nodes.length > 0 && (
          <>
            <h2>{t("duties.nextTitle")}</h2>
            <DutyTable caption={t("duties.nextCaption")} duties={next.nodes} />
          </>
        )}
        <h2>{t("duties.boardTitle", { year: days.yearFrom.slice(0, 4) })}</h2>
        <DutyFacts counts={board} />
        <DutyBoard
          departments={board.departments}
          method={board.method}
          isCurrent={board.isCurrent}
          to={(code) => `/duties?${new URLSearchParams({ asOf: days.asOf, department: code })}`}
        />
        {lateRecords.nodes.length > 0 && (
          <>
            <h2>{t("duties.lateTitle")}</h2>
            <LateTable
              caption={t("duties.lateCaption", { count: number(lateRecords.totalCount) })}
              records={lateRecords.nodes}
            />
          </>
        )}
        <p>
          <Link to="/reports">{t("reports.title")}</Link>
          {t("duties.comma")}
          <Link to={department === null ? "/not-public" : `/not-public?department=${department}`}>
            {t("notPublic.title")}
          </Link>
        </p>
        <p class="quiet">{t("duties.source", { day: day(days.asOf) })}</p>
      </>
    );
  },
});
