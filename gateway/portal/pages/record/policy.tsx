/** What became of a policy document, what explains it, what is asked of it, and where the gazette has it. */
import type { FunctionalComponent, VNodeChild } from "vue";
import type { RecordPolicyQuery } from "../../graph/public/graphql";
import { Facts } from "../../parts/facts";
import { Link } from "../../parts/link";
import { useWords } from "../../words";

type ShownPolicy = NonNullable<RecordPolicyQuery["policyDocument"]>;

const OVER: ReadonlySet<string> = new Set(["REPEALED", "EXPIRED"]);

export const Policy: FunctionalComponent<{ readonly policy: ShownPolicy }> = ({ policy }) => {
  const { t, day } = useWords();
  const links = (list: readonly { readonly permalink: string; readonly title: string }[]): VNodeChild =>
    list.length > 0 && (
      <ul class="plain">
        {list.map(({ permalink, title }) => (
          <li>
            <Link to={permalink}>{title}</Link>
          </li>
        ))}
      </ul>
    );
  return (
    <section aria-labelledby="policy">
      {OVER.has(policy.validity) && (
        <p class="bad">
          <strong>{t("record.over", { validity: policy.validityLabel })}</strong>
        </p>
      )}
      <h2 id="policy">{t("record.lifeCycle")}</h2>
      <Facts
        facts={[
          { name: t("record.inForceFrom"), value: day(policy.inForceFrom) },
          { name: t("record.endsOn"), value: policy.endsOn && day(policy.endsOn) },
          { name: t("record.amends"), value: links(policy.amends) },
          { name: t("record.repeals"), value: links(policy.repeals) },
          { name: t("record.bases"), value: links(policy.bases) },
          { name: t("record.amendedBy"), value: links(policy.amendedBy.nodes) },
          { name: t("record.repealedBy"), value: links(policy.repealedBy.nodes) },
          { name: t("record.interpretations"), value: links(policy.interpretations.nodes) },
          { name: t("record.answers"), value: links(policy.answers.nodes) },
          { name: t("record.briefings"), value: links(policy.briefings.nodes) },
          { name: t("record.meetingTopics"), value: links(policy.meetingTopics.nodes) },
          { name: t("record.evaluations"), value: links(policy.evaluations.nodes) },
          {
            name: t("record.gazette"),
            value: links(policy.gazetteContents.nodes.flatMap(({ gazetteIssue }) => gazetteIssue ?? [])),
          },
        ].map(({ name, value }) => ({ name, value: value === false ? null : value }))}
      />
    </section>
  );
};
Policy.props = ["policy"];
