/**
 * A policy document's life: what it came of, what became of it, what explains it and is asked of it, who
 * carries it out, which services and powers rest on it, and where the gazette has it.
 */
import type { FunctionalComponent } from "vue";
import type { RecordPolicyQuery } from "../../graph/public/graphql";
import { Facts } from "../../parts/facts";
import { titledLinks } from "../../parts/titled-links";
import { useWords } from "../../words";

type ShownPolicy = NonNullable<RecordPolicyQuery["policyDocument"]>;

const OVER: ReadonlySet<string> = new Set(["REPEALED", "EXPIRED"]);

export const Policy: FunctionalComponent<{ readonly policy: ShownPolicy }> = ({ policy }) => {
  const { t } = useWords();
  const { decisionMatter } = policy;
  const facts = [
    { name: t("record.amends"), value: titledLinks(policy.amends) },
    { name: t("record.repeals"), value: titledLinks(policy.repeals) },
    { name: t("record.bases"), value: titledLinks(policy.bases) },
    { name: t("record.amendedBy"), value: titledLinks(policy.amendedBy.nodes) },
    { name: t("record.repealedBy"), value: titledLinks(policy.repealedBy.nodes) },
    { name: t("record.matter"), value: titledLinks(decisionMatter ? [decisionMatter] : []) },
    {
      name: t("record.consultation"),
      value: titledLinks(policy.consultationResults.nodes.flatMap(({ consultation }) => consultation ?? [])),
    },
    { name: t("record.interpretations"), value: titledLinks(policy.interpretations.nodes) },
    { name: t("record.answers"), value: titledLinks(policy.answers.nodes) },
    { name: t("record.briefings"), value: titledLinks(policy.briefings.nodes) },
    { name: t("record.executionTasks"), value: titledLinks(policy.executionTasks.nodes) },
    { name: t("record.serviceItems"), value: titledLinks(policy.serviceItems.nodes) },
    { name: t("record.powers"), value: titledLinks(policy.administrativePowers.nodes) },
    { name: t("record.meetingTopics"), value: titledLinks(policy.meetingTopics.nodes) },
    { name: t("record.evaluations"), value: titledLinks(policy.evaluations.nodes) },
    {
      name: t("record.gazette"),
      value: titledLinks(policy.gazetteContents.nodes.flatMap(({ gazetteIssue }) => gazetteIssue ?? [])),
    },
  ].filter(({ value }) => value !== null);
  return (
    <section aria-label={t("record.lifeCycle")}>
      {OVER.has(policy.validity) && (
        <p class="bad">
          <strong>{t("record.over", { validity: policy.validityLabel })}</strong>
        </p>
      )}
      {facts.length > 0 && <h2>{t("record.lifeCycle")}</h2>}
      <Facts facts={facts} />
    </section>
  );
};
Policy.props = ["policy"];
