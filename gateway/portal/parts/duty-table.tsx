/** Duties of disclosure, one a row: who owes what, by when, and what became of it. */
import type { FunctionalComponent, VNodeChild } from "vue";
import { useWords, type Words } from "../words";
import { Link } from "./link";
import { Table } from "./table";

export interface ShownDuty {
  readonly title: string;
  readonly periodLabel: string;
  /** Of the record that brought it. */
  readonly recordTitle?: string | null;
  readonly dueOn: string;
  readonly metOn?: string | null;
  readonly delay?: number | null;
  readonly overdueFor?: number | null;
  readonly isCovered: boolean;
  readonly state: string;
  readonly stateLabel: string;
  readonly missingParts: readonly string[];
  readonly explanation?: string | null;
  readonly permalink?: string | null;
  readonly feed?: { readonly id: string } | null;
  readonly departmentName: string;
  readonly department: { readonly code: string };
}

export interface DutyTableProps {
  readonly caption: string;
  readonly duties: readonly ShownDuty[];
}

const CLASSES: Readonly<Record<string, string>> = {
  MET: "good",
  MET_LATE: "late",
  OVERDUE: "bad",
  PARTLY: "bad",
};

export const DutyTable: FunctionalComponent<DutyTableProps> = ({ caption, duties }) => {
  const words = useWords();
  const { t, day } = words;
  return (
    <Table
      caption={caption}
      rows={duties}
      columns={[
        { name: t("duties.item"), cell: showItem },
        {
          name: t("duties.department"),
          cell: ({ departmentName, department: { code } }) => (
            <Link to={`/departments/${code}`}>{departmentName}</Link>
          ),
        },
        { name: t("duties.period"), cell: ({ periodLabel }) => periodLabel },
        {
          name: t("duties.dueOn"),
          cell: ({ dueOn, isCovered }) => (isCovered ? day(dueOn) : `${day(dueOn)}${t("duties.uncovered")}`),
        },
        { name: t("duties.state"), cell: (duty) => showState(duty, words) },
      ]}
    />
  );
};
DutyTable.props = ["caption", "duties"];

function showItem({ title, recordTitle, permalink, feed }: ShownDuty): VNodeChild {
  if (recordTitle != null && permalink != null)
    return (
      <>
        {title}
        <p class="quiet">
          <Link to={permalink}>{recordTitle}</Link>
        </p>
      </>
    );
  return feed ? <Link to={`/datasets/${feed.id}`}>{title}</Link> : title;
}

function showState(
  { state, stateLabel, missingParts, metOn, delay, overdueFor, explanation }: ShownDuty,
  { t, day, number }: Words,
): VNodeChild {
  return (
    <>
      <strong class={CLASSES[state]}>{stateLabel}</strong>
      {metOn && <span class="quiet"> {day(metOn)}</span>}
      {overdueFor != null && <span class="bad"> {t("duties.overdueFor", { days: number(overdueFor) })}</span>}
      {delay != null && <span class="late"> {t("duties.delay", { days: number(delay) })}</span>}
      {missingParts.length > 0 && (
        <p class="quiet">{t("duties.missing", { names: missingParts.join("、") })}</p>
      )}
      {explanation && <p class="quiet">{explanation}</p>}
    </>
  );
}
