import { PageUnknown } from "../../../app/page";
import { DeskFeedsDocument, type DeskFeedsQuery } from "../../../graph/desk/graphql";
import { Link } from "../../../parts/link";
import { Table } from "../../../parts/table";
import { useWords } from "../../../words";
import { defineDeskPage } from "../desk-page";
import { askDesk } from "../session";

type Duty = NonNullable<DeskFeedsQuery["department"]>["duties"]["nodes"][number];

interface Found {
  readonly duties: readonly Duty[];
  /** Which every department may hand in, as soon as it has something of the kind. */
  readonly others: DeskFeedsQuery["feeds"]["nodes"];
}

export default defineDeskPage<Found>({
  roles: ["clerk", "reviewer"],
  load: async ({ session }) => {
    const { department, feeds } = await askDesk(DeskFeedsDocument, {
      department: session.department?.code ?? "",
    });
    if (!department) throw new PageUnknown();
    const duties = department.duties.nodes.toSorted((one, other) => dueOf(one).localeCompare(dueOf(other)));
    const known = new Set(duties.map(({ feed }) => feed.id));
    return { duties, others: feeds.nodes.filter(({ id, isOpenToAll }) => isOpenToAll && !known.has(id)) };
  },
  title: (_, { t }) => t("desk.feeds"),
  view: ({ data: { duties, others } }: { readonly data: Found }) => {
    const { t, day, moment, number, language } = useWords();
    return (
      <>
        <h1>{t("desk.feeds")}</h1>
        <Table
          caption={t("desk.feedsCaption")}
          rows={duties}
          columns={[
            {
              name: t("desk.feed"),
              cell: ({ feed }) => (
                <Link to={`/desk/feeds/${feed.id}`}>{language === "en" ? feed.titleEn : feed.title}</Link>
              ),
            },
            { name: t("desk.rhythm"), cell: ({ feed }) => feed.rhythmLabel },
            {
              name: t("desk.due"),
              cell: ({ nextDue, isOverdue }) =>
                isOverdue ? (
                  <strong class="late">{t("desk.overdue", { day: day(nextDue) })}</strong>
                ) : (
                  day(nextDue)
                ),
            },
            { name: t("desk.last"), cell: ({ lastReleasedAt }) => moment(lastReleasedAt) },
            {
              name: t("desk.late"),
              isNumber: true,
              cell: ({ punctuality }) =>
                punctuality ? `${number(punctuality.lateRecords)} / ${number(punctuality.records)}` : "—",
            },
            {
              name: t("desk.form"),
              cell: ({ feed }) => <a href={feed.template}>{t("desk.download")}</a>,
            },
          ]}
        />
        {others.length > 0 && (
          <>
            <h2>{t("desk.others")}</h2>
            <ul class="plain">
              {others.map(({ id, title, titleEn, template }) => (
                <li class="row">
                  <Link to={`/desk/feeds/${id}`}>{language === "en" ? titleEn : title}</Link>
                  <a href={template}>{t("desk.formOf")}</a>
                </li>
              ))}
            </ul>
          </>
        )}
      </>
    );
  },
});

/** What is late comes first, then what is due first; what has no day last. */
function dueOf({ isOverdue, nextDue }: Duty): string {
  return isOverdue ? "" : (nextDue ?? "9999");
}
