/** Penalties, with what they mean, licences and inspections of an enterprise. */
import type { FunctionalComponent, VNode } from "vue";
import { Link } from "../../parts/link";
import { Table } from "../../parts/table";
import { useWords } from "../../words";
import type { Party } from "./party";

export const Enforcement: FunctionalComponent<{ readonly party: Party }> = ({
  party: { penalties, licences, inspections },
}) => {
  const { t, day, number } = useWords();
  return (
    <>
      {penalties.nodes.length > 0 && [
        <h2>{t("enterprises.penalties")}</h2>,
        <p class="lead">{t("enterprises.penaltiesMean")}</p>,
        <Table
          caption={t("enterprises.penaltiesCaption")}
          columns={[
            {
              name: t("enterprises.decision"),
              cell: ({ permalink, decisionNumber }) => <Link to={permalink}>{decisionNumber}</Link>,
            },
            { name: t("enterprises.day"), cell: ({ decisionDate }) => day(decisionDate) },
            { name: t("enterprises.violation"), cell: ({ violationType }) => violationType },
            {
              name: t("enterprises.penalty"),
              cell: ({ penaltyCategoryLabels }) => penaltyCategoryLabels.join("、"),
            },
            { name: t("enterprises.fine"), cell: ({ fineAmount }) => number(fineAmount), isNumber: true },
            { name: t("enterprises.severity"), cell: (penalty) => penalty.dishonestySeverityLabel ?? "—" },
            { name: t("enterprises.until"), cell: ({ publicityEnds }) => day(publicityEnds) },
            { name: t("enterprises.by"), cell: ({ department }) => linkTo(department) },
          ]}
          rows={penalties.nodes}
        />,
      ]}
      {licences.nodes.length > 0 && [
        <h2>{t("enterprises.licences")}</h2>,
        <Table
          caption={t("enterprises.licencesCaption")}
          columns={[
            {
              name: t("enterprises.decision"),
              cell: ({ permalink, decisionNumber }) => <Link to={permalink}>{decisionNumber}</Link>,
            },
            { name: t("enterprises.day"), cell: ({ decisionDate }) => day(decisionDate) },
            {
              name: t("enterprises.content"),
              cell: (licence) => <span class="long">{licence.licenceContent}</span>,
            },
            { name: t("enterprises.valid"), cell: ({ validTo }) => day(validTo) },
            { name: t("enterprises.status"), cell: ({ statusLabel }) => statusLabel },
            { name: t("enterprises.by"), cell: ({ department }) => linkTo(department) },
          ]}
          rows={licences.nodes}
        />,
      ]}
      {inspections.nodes.length > 0 && [
        <h2>{t("enterprises.inspections")}</h2>,
        <Table
          caption={t("enterprises.inspectionsCaption")}
          columns={[
            {
              name: t("enterprises.item"),
              cell: ({ permalink, taskNumber }) => <Link to={permalink}>{taskNumber}</Link>,
            },
            { name: t("enterprises.day"), cell: ({ inspectionDate }) => day(inspectionDate) },
            {
              name: t("enterprises.outcome"),
              cell: ({ outcomeLabel, outcomeNote }) => [
                outcomeLabel,
                outcomeNote && <span class="quiet">（{outcomeNote}）</span>,
              ],
            },
            { name: t("enterprises.by"), cell: ({ department }) => linkTo(department) },
          ]}
          rows={inspections.nodes}
        />,
      ]}
    </>
  );
};
Enforcement.props = ["party"];

function linkTo({ code, name }: { readonly code: string; readonly name: string }): VNode {
  return <Link to={`/departments/${code}`}>{name}</Link>;
}
