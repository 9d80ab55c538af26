/** Requests to agree as a table: how each stands, until when, and what was answered. */
import type { FunctionalComponent } from "vue";
import type { DeskConcurrencesQuery, ListedConcurrenceFragment } from "../../../graph/desk/graphql";
import { Link } from "../../../parts/link";
import { Table } from "../../../parts/table";
import { useWords } from "../../../words";

type Listed = ListedConcurrenceFragment &
  Partial<Pick<DeskConcurrencesQuery["concurrences"]["nodes"][number], "askedBy" | "feed">>;

export interface ConcurrenceTableProps {
  readonly caption: string;
  readonly concurrences: readonly Listed[];
  /** True in a list of what several departments ask. */
  readonly isOfMany: boolean;
}

export const ConcurrenceTable: FunctionalComponent<ConcurrenceTableProps> = ({
  caption,
  concurrences,
  isOfMany,
}) => {
  const { t, day, number, language } = useWords();
  return (
    <Table
      caption={caption}
      rows={concurrences}
      columns={[
        ...(isOfMany
          ? [
              {
                name: t("desk.feed"),
                cell: ({ id, feed }: Listed) => (
                  <Link to={`/desk/concurrences/${id}`}>
                    {(language === "en" ? feed?.titleEn : feed?.title) ?? id}
                  </Link>
                ),
              },
              { name: t("desk.askedBy"), cell: ({ askedBy }: Listed) => askedBy?.name },
            ]
          : []),
        { name: t("desk.askedOf"), cell: ({ department }: Listed) => department.name },
        {
          name: t("desk.state"),
          cell: ({ state }: Listed) => (
            <span class={STOPS.has(state) ? "bad" : undefined}>{t(`desk.concurrence${state}`)}</span>
          ),
        },
        { name: t("desk.concernedRecords"), isNumber: true, cell: ({ records }: Listed) => number(records) },
        {
          name: t("desk.answerBy"),
          cell: ({ dueOn, isCovered }: Listed) =>
            isCovered ? day(dueOn) : t("desk.uncovered", { day: day(dueOn) }),
        },
        {
          name: t("desk.reminded"),
          cell: ({ reminderDays }: Listed) => reminderDays.map((on) => day(on)).join("、"),
        },
        { name: t("desk.silence"), cell: ({ silence }: Listed) => t(`desk.silence${silence}`) },
        {
          name: t("desk.opinion"),
          cell: ({ answeredByName, reason, overriddenByName, overrideReason }: Listed) =>
            [answeredByName, reason, overriddenByName, overrideReason].filter(Boolean).join(" · "),
        },
      ]}
    />
  );
};
ConcurrenceTable.props = ["caption", "concurrences", "isOfMany"];

const STOPS: ReadonlySet<string> = new Set(["OBJECTED", "OVERDUE"]);
