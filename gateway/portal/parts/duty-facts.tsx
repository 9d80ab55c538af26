/** What became of the duties of a time, in a few numbers. */
import type { FunctionalComponent } from "vue";
import { useWords } from "../words";
import { percent, type ShownDepartment } from "./duty-board";
import { Facts } from "./facts";

type Counts = Pick<
  ShownDepartment,
  | "duties"
  | "met"
  | "metLate"
  | "overdue"
  | "partly"
  | "exempt"
  | "onTimeShare"
  | "lastYearOnTimeShare"
  | "records"
  | "lateRecords"
>;

/** `withRecords`: with the records that have deadlines of their own, too. */
export const DutyFacts: FunctionalComponent<{ readonly counts: Counts; readonly withRecords?: boolean }> = ({
  counts,
  withRecords = false,
}) => {
  const { t, number } = useWords();
  return (
    <Facts
      facts={[
        { name: t("duties.all"), value: number(counts.duties) },
        { name: t("duties.met"), value: number(counts.met) },
        { name: t("duties.metLate"), value: number(counts.metLate) },
        { name: t("duties.notThere"), value: number(counts.overdue + counts.partly) },
        { name: t("duties.exempt"), value: number(counts.exempt) },
        { name: t("duties.share"), value: percent(counts.onTimeShare) },
        { name: t("duties.lastYear"), value: percent(counts.lastYearOnTimeShare) },
        ...(withRecords
          ? [
              {
                name: t("duties.lateOfRecords"),
                value: `${number(counts.lateRecords)} / ${number(counts.records)}`,
              },
            ]
          : []),
      ]}
    />
  );
};
DutyFacts.props = ["counts", "withRecords"];
