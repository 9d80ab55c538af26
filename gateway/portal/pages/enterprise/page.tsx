/**
 * 一企一档: all that is published about an enterprise or a sole trader. Kinds of records that this page does not
 * know are counted, with a link to them. The graph has parties for organisations alone: there are none of
 * persons.
 */
import { definePage, PageUnknown } from "../../app/page";
import { EnterpriseDocument } from "../../graph/public/graphql";
import { partOfDataset } from "../../parts/dataset-address";
import { Facts } from "../../parts/facts";
import { Link } from "../../parts/link";
import { RecordCard } from "../../parts/record-card";
import { Table } from "../../parts/table";
import { useWords } from "../../words";
import { graphLanguage } from "../../words/graph-language";
import { Employment } from "./employment";
import { Enforcement } from "./enforcement";
import type { Party } from "./party";

export default definePage<Party>({
  load: async ({ ask, param, language }) => {
    const { party } = await ask(EnterpriseDocument, {
      id: param("id"),
      language: graphLanguage(language),
    });
    if (!party) throw new PageUnknown();
    return party;
  },
  title: ({ name }) => name,
  description: ({ name, recordCount }, { t, number }) =>
    t("enterprises.about", { name, count: number(recordCount) }),
  structured: ({ name, unifiedSocialCreditCode }) => ({
    "@context": "https://schema.org",
    "@type": "Organization",
    name,
    ...(unifiedSocialCreditCode ? { identifier: unifiedSocialCreditCode } : {}),
  }),
  view: ({ data: party }: { readonly data: Party }) => {
    const { t, number, language } = useWords();
    const runs = [...party.schools.nodes, ...party.elderlyCareInstitutions.nodes, ...party.charities.nodes];
    return (
      <>
        <h1>{party.name}</h1>
        <Facts
          facts={[
            { name: t("enterprises.creditCode"), value: party.unifiedSocialCreditCode },
            {
              name: t("enterprises.registration"),
              value: party.unifiedSocialCreditCode ? null : party.id.replace("reg:", ""),
            },
            {
              name: t("enterprises.kind"),
              value:
                party.kind &&
                t(party.kind === "SOLE_TRADER" ? "enterprises.soleTrader" : "enterprises.organisation"),
            },
            { name: t("enterprises.records"), value: number(party.recordCount) },
          ]}
        />
        <h2>{t("enterprises.counts")}</h2>
        <Table
          caption={t("enterprises.countsCaption")}
          columns={[
            {
              name: t("enterprises.dataset"),
              cell: ({ feed: { id, title, titleEn } }) => (
                <Link to={partOfDataset(id, { partyId: { eq: party.id } })}>
                  {language === "en" ? titleEn : title}
                </Link>
              ),
            },
            { name: t("enterprises.records"), cell: ({ count }) => number(count), isNumber: true },
          ]}
          rows={party.recordCounts}
        />
        <Enforcement party={party} />
        <Employment party={party} />
        {runs.length > 0 && [
          <h2>{t("enterprises.runs")}</h2>,
          <ul class="plain">
            {runs.map((record) => (
              <li>
                <RecordCard record={record} />
              </li>
            ))}
          </ul>,
        ]}
      </>
    );
  },
});
