/** What a department must publish, and whether it did so in time. */
import type { FunctionalComponent, VNodeChild } from "vue";
import type { DepartmentQuery } from "../../graph/public/graphql";
import { Link } from "../../parts/link";
import { Table } from "../../parts/table";
import { useWords, type Words } from "../../words";

type Duty = NonNullable<DepartmentQuery["department"]>["duties"]["nodes"][number];

export const Duties: FunctionalComponent<{ readonly duties: readonly Duty[] }> = ({ duties }) => {
  const words = useWords();
  const { t, day, language } = words;
  if (duties.length === 0) return <p>{t("departments.noDuties")}</p>;
  return (
    <Table
      caption={t("departments.dutiesCaption")}
      columns={[
        {
          name: t("departments.feed"),
          cell: ({ feed: { id, title, titleEn } }) => (
            <Link to={`/datasets/${id}`}>{language === "en" ? titleEn : title}</Link>
          ),
        },
        {
          name: t("departments.role"),
          cell: ({ isLead }) => t(isLead ? "departments.leads" : "departments.part"),
        },
        { name: t("departments.rhythm"), cell: ({ feed }) => feed.rhythmLabel },
        { name: t("departments.last"), cell: ({ lastReleasedAt }) => day(lastReleasedAt) },
        { name: t("departments.next"), cell: ({ nextDue }) => day(nextDue) },
        { name: t("departments.state"), cell: (duty) => showState(duty, words) },
        { name: t("departments.basis"), cell: ({ feed }) => <span class="long">{feed.legalBasis}</span> },
      ]}
      rows={duties}
    />
  );
};
Duties.props = ["duties"];

function showState(
  { isOverdue, releaseCount, nextDue, punctuality }: Duty,
  { t, day, number }: Words,
): VNodeChild {
  if (isOverdue) return <strong class="bad">{t("departments.overdue")}</strong>;
  if (releaseCount === 0) return t("departments.never");
  if (punctuality && punctuality.records > 0) {
    const { from, records, lateRecords } = punctuality;
    const values = { from: day(from), records: number(records), late: number(lateRecords) };
    return lateRecords > 0 ? (
      <span class="late">{t("departments.lateRecords", values)}</span>
    ) : (
      <span class="good">{t("departments.noneLate", values)}</span>
    );
  }
  return nextDue === null || nextDue === undefined ? (
    t("departments.published")
  ) : (
    <span class="good">{t("departments.onTime")}</span>
  );
}
