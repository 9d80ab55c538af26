/** One row a department: what it owed this year, its share in time, and its place. */
import type { FunctionalComponent } from "vue";
import { useWords } from "../words";
import { Link } from "./link";
import { Table } from "./table";

export interface ShownDepartment {
  readonly rank?: number | null;
  readonly duties: number;
  readonly met: number;
  readonly metLate: number;
  readonly overdue: number;
  readonly partly: number;
  readonly exempt: number;
  readonly onTimeShare?: number | null;
  readonly lastYearOnTimeShare?: number | null;
  readonly nextDueOn?: string | null;
  readonly records: number;
  readonly lateRecords: number;
  readonly months: readonly { readonly month: string; readonly onTimeShare?: number | null }[];
  readonly name: string;
  readonly department: { readonly code: string };
}

export interface DutyBoardProps {
  readonly departments: readonly ShownDepartment[];
  readonly method: string;
  /** False while releases are being counted. */
  readonly isCurrent: boolean;
  /** The address of one department's duties. */
  readonly to: (code: string) => string;
}

export const DutyBoard: FunctionalComponent<DutyBoardProps> = ({ departments, method, isCurrent, to }) => {
  const { t, day, number } = useWords();
  return (
    <>
      {!isCurrent && (
        <p class="notice" role="status">
          {t("duties.counting")}
        </p>
      )}
      <p class="quiet">{method}</p>
      <Table
        caption={t("duties.byDepartment")}
        rows={departments}
        columns={[
          { name: t("duties.rank"), isNumber: true, cell: ({ rank }) => number(rank) },
          {
            name: t("duties.department"),
            cell: ({ name, department: { code } }) => <Link to={to(code)}>{name}</Link>,
          },
          { name: t("duties.all"), isNumber: true, cell: ({ duties }) => number(duties) },
          { name: t("duties.met"), isNumber: true, cell: ({ met }) => number(met) },
          {
            name: t("duties.metLate"),
            isNumber: true,
            cell: ({ metLate }) => <span class={metLate > 0 ? "late" : undefined}>{number(metLate)}</span>,
          },
          {
            name: t("duties.notThere"),
            isNumber: true,
            cell: ({ overdue, partly }) => (
              <span class={overdue + partly > 0 ? "bad" : undefined}>{number(overdue + partly)}</span>
            ),
          },
          { name: t("duties.exempt"), isNumber: true, cell: ({ exempt }) => number(exempt) },
          { name: t("duties.share"), isNumber: true, cell: ({ onTimeShare }) => percent(onTimeShare) },
          {
            name: t("duties.lastYear"),
            isNumber: true,
            cell: ({ lastYearOnTimeShare }) => percent(lastYearOnTimeShare),
          },
          {
            name: t("duties.trend"),
            cell: ({ months }) => <Trend months={months} />,
          },
          { name: t("duties.next"), cell: ({ nextDueOn }) => day(nextDueOn) },
          {
            name: t("duties.lateOfRecords"),
            isNumber: true,
            cell: ({ records, lateRecords }) =>
              records > 0 ? `${number(lateRecords)} / ${number(records)}` : "",
          },
        ]}
      />
    </>
  );
};
DutyBoard.props = ["departments", "method", "isCurrent", "to"];

/** Whole per cents: a share of duties, of which there are few. */
export function percent(share: number | null | undefined): string {
  return share == null ? "" : `${Math.round(share * 100)}%`;
}

const Trend: FunctionalComponent<Pick<ShownDepartment, "months">> = ({ months }) => {
  const { t } = useWords();
  const known = months.filter(({ onTimeShare }) => onTimeShare != null);
  if (known.length === 0) return null;
  const words = known
    .map(({ month, onTimeShare }) => `${month} ${percent(onTimeShare)}`)
    .join(t("duties.comma"));
  return (
    <svg class="duty-trend" viewBox="0 0 12 4" role="img" aria-label={words}>
      <title>{words}</title>
      {known.map(({ month, onTimeShare }) => (
        <rect
          x={Number(month.slice(5)) - 1}
          width={0.8}
          y={4 - Math.max(0.2, 4 * (onTimeShare ?? 0))}
          height={Math.max(0.2, 4 * (onTimeShare ?? 0))}
        />
      ))}
    </svg>
  );
};
Trend.props = ["months"];
