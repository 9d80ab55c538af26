/** How long a draft was open to comments, what people said, and what became of it. */
import type { FunctionalComponent } from "vue";
import type { RecordConsultationQuery } from "../../graph/public/graphql";
import { Facts } from "../../parts/facts";
import { Link } from "../../parts/link";
import { Table } from "../../parts/table";
import { useWords } from "../../words";

type ShownConsultation = NonNullable<RecordConsultationQuery["consultation"]>;

export const Consultation: FunctionalComponent<{ readonly consultation: ShownConsultation }> = ({
  consultation: { opensOn, closesOn, isShortened, shortReason, matter, result, views },
}) => {
  const { t, day, number } = useWords();
  const document = result?.policyDocument;
  return (
    <section aria-labelledby="consultation">
      <h2 id="consultation">{t("record.consultation")}</h2>
      <Facts
        facts={[
          { name: t("record.period"), value: t("record.fromTo", { from: day(opensOn), to: day(closesOn) }) },
          { name: t("record.shortened"), value: isShortened ? shortReason : null },
          { name: t("record.matter"), value: matter && <Link to={matter.permalink}>{matter.title}</Link> },
          {
            name: t("record.result"),
            value: result ? (
              <Link to={result.permalink}>
                {t("record.counts", {
                  received: number(result.received),
                  adopted: number(result.adopted),
                  partly: number(result.partlyAdopted ?? 0),
                  not: number(result.notAdopted),
                })}
              </Link>
            ) : (
              t("record.noResult")
            ),
          },
          { name: t("record.resultOn"), value: result && day(result.publishedOn) },
          {
            name: t("record.cameOfIt"),
            value: document && <Link to={document.permalink}>{document.title}</Link>,
          },
        ]}
      />
      {views.nodes.length > 0 && (
        <Table
          caption={t("record.views")}
          rows={views.nodes}
          columns={[
            { name: t("record.view"), cell: ({ permalink, view }) => <Link to={permalink}>{view}</Link> },
            { name: t("record.opinions"), isNumber: true, cell: ({ opinions }) => number(opinions) },
            { name: t("record.outcome"), cell: ({ outcomeLabel }) => outcomeLabel },
            { name: t("record.whyOrHow"), cell: ({ change, reason }) => change ?? reason },
          ]}
        />
      )}
    </section>
  );
};
Consultation.props = ["consultation"];
