/** What a power rests on, how it is applied for, and how it is exercised. */
import type { FunctionalComponent } from "vue";
import type { RecordPowerQuery } from "../../graph/public/graphql";
import { Facts } from "../../parts/facts";
import { titledLinks } from "../../parts/titled-links";
import { useWords } from "../../words";

type ShownPower = NonNullable<RecordPowerQuery["administrativePower"]>;

export const Power: FunctionalComponent<{ readonly power: ShownPower }> = ({
  power: { policyDocuments, serviceItems, flows },
}) => {
  const { t } = useWords();
  return policyDocuments.length + serviceItems.nodes.length + flows.nodes.length === 0 ? null : (
    <section aria-labelledby="power">
      <h2 id="power">{t("record.power")}</h2>
      <Facts
        facts={[
          { name: t("record.restsOn"), value: titledLinks(policyDocuments) },
          { name: t("record.serviceItems"), value: titledLinks(serviceItems.nodes) },
          { name: t("record.flows"), value: titledLinks(flows.nodes) },
        ]}
      />
    </section>
  );
};
Power.props = ["power"];
