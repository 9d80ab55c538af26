/** Social assistance in a town, in the latest month of each kind. */
import type { FunctionalComponent } from "vue";
import { Link } from "../../parts/link";
import { Table } from "../../parts/table";
import { useWords } from "../../words";
import type { Town } from "./town";

export const Assistance: FunctionalComponent<{ readonly town: Town }> = ({
  town: { minimumLivingFigures, extremePovertyFigures, temporaryAssistanceFigures },
}) => {
  const { t, number } = useWords();
  const rows = [
    ...ofLatest(minimumLivingFigures.nodes).map(({ kindLabel, personsShown, ...figure }) => ({
      ...figure,
      name: t("towns.minimumLiving", { kind: kindLabel }),
      persons: personsShown,
    })),
    ...ofLatest(extremePovertyFigures.nodes).map(({ supportLabel, personsShown, ...figure }) => ({
      ...figure,
      name: t("towns.extremePoverty", { kind: supportLabel }),
      persons: personsShown,
    })),
    ...temporaryAssistanceFigures.nodes.map(({ personTimesShown, ...figure }) => ({
      ...figure,
      name: t("towns.temporary"),
      persons: personTimesShown,
    })),
  ];
  if (rows.length === 0) return <p>{t("towns.none")}</p>;
  return (
    <>
      <Table
        caption={t("towns.assistanceCaption")}
        columns={[
          { name: t("towns.figure"), cell: ({ name, permalink }) => <Link to={permalink}>{name}</Link> },
          { name: t("towns.month"), cell: ({ period }) => period },
          { name: t("towns.persons"), cell: ({ persons }) => persons ?? "—", isNumber: true },
          { name: t("towns.spending"), cell: ({ spendingYuan }) => number(spendingYuan), isNumber: true },
        ]}
        rows={rows}
      />
      <p class="quiet">{t("towns.few")}</p>
    </>
  );
};
Assistance.props = ["town"];

/** Figures come with the latest first. */
function ofLatest<Figure extends { readonly period: string }>(figures: readonly Figure[]): readonly Figure[] {
  return figures.filter(({ period }) => period === figures[0]?.period);
}
