import { definePage, PageUnknown } from "../../app/page";
import {
  RecordConsultationDocument,
  RecordDocument,
  RecordPartyDocument,
  ServiceItemGuideDocument,
  RecordPolicyDocument,
  RecordPowerDocument,
  type RecordConsultationQuery,
  type RecordPartyQuery,
  type RecordPolicyQuery,
  type RecordPowerQuery,
  type RecordQuery,
  type ServiceItemGuideQuery,
} from "../../graph/public/graphql";
import { Link } from "../../parts/link";
import { StructuredText } from "../../parts/structured-text";
import { useWords } from "../../words";
import { Belongs } from "./belongs";
import { Cite } from "./cite";
import { Consultation } from "./consultation";
import { Fields } from "./fields";
import { Policy } from "./policy";
import { Power } from "./power";
import { Removed } from "./removed";
import { ServiceItem } from "./service-item";
import { Source } from "./source";
import { Versions } from "./versions";
import type { ShownRecord } from "./shown-record";

interface Found {
  /** Null for one that is public no more. */
  readonly record: ShownRecord | null;
  readonly removed: RecordQuery["removedRecord"];
  /** The enterprise that it is about. */
  readonly party: RecordPartyQuery["party"];
  /** What else is shown of an item that can be applied for. */
  readonly item: ServiceItemGuideQuery["serviceItem"];
  /** The policy document that it is. */
  readonly policy: RecordPolicyQuery["policyDocument"];
  /** The power of an agency that it is. */
  readonly power: RecordPowerQuery["administrativePower"];
  /** The consultation on a draft that it is. */
  readonly consultation: RecordConsultationQuery["consultation"];
}

export default definePage<Found>({
  load: async ({ ask, param, labels }) => {
    const [type, id] = [param("type"), param("id")];
    const { node, removedRecord } = await ask(RecordDocument, { type, id, labels });
    const record = node && "permalink" in node && node.permalink.startsWith(`/id/${type}/`) ? node : null;
    if (!record && !removedRecord) throw new PageUnknown();
    const about = record?.fields.find(({ link }) => link?.type === "Party")?.link;
    const { party } = about ? await ask(RecordPartyDocument, { id: about.key }) : { party: null };
    const { serviceItem: item } =
      record && type === "ServiceItem"
        ? await ask(ServiceItemGuideDocument, { id, labels })
        : { serviceItem: null };
    const key = type === "PolicyDocument" && record?.fields.find(({ name }) => name === "documentKey")?.text;
    const { policyDocument: policy } = key
      ? await ask(RecordPolicyDocument, { key, labels })
      : { policyDocument: null };
    const { administrativePower: power } =
      record && type === "AdministrativePower"
        ? await ask(RecordPowerDocument, { id })
        : { administrativePower: null };
    const { consultation } =
      record && type === "Consultation"
        ? await ask(RecordConsultationDocument, { id, labels })
        : { consultation: null };
    return { record, removed: removedRecord, party, item, policy, power, consultation };
  },
  title: ({ record }, { t }) => record?.title ?? t("record.removed"),
  status: ({ record }) => (record ? 200 : GONE),
  structured: ({ record }) =>
    record && {
      "@context": "https://schema.org",
      "@type": "GovernmentDocument",
      name: record.title,
      identifier: record.id,
      url: record.permalink,
      datePublished: record.provenance.release.releasedAt,
      publisher: { "@type": "GovernmentOrganization", name: record.provenance.release.department.name },
    },
  view: ({
    data: { record, removed, party, item, policy, power, consultation },
  }: {
    readonly data: Found;
  }) => {
    const { t, day, language } = useWords();
    if (!record) return removed && <Removed removed={removed} />;
    const { feed, department, title } = record;
    return (
      <article>
        <p class="row quiet">
          <Link class="tag" to={`/datasets/${feed.id}`}>
            {language === "en" ? feed.titleEn : feed.title}
          </Link>
          {record.day !== null && <time datetime={record.day}>{day(record.day)}</time>}
          {department && <Link to={`/departments/${department.code}`}>{department.name}</Link>}
        </p>
        <h1>{title}</h1>
        {item && <ServiceItem item={item} />}
        {policy && <Policy policy={policy} />}
        {power && <Power power={power} />}
        {consultation && <Consultation consultation={consultation} />}
        <Fields fields={record.fields.filter(({ blocks }) => blocks.length === 0)} />
        {record.fields
          .filter(({ blocks }) => blocks.length > 0)
          .map(({ name, label, blocks }) => (
            <section aria-labelledby={name}>
              <h2 id={name}>{label}</h2>
              <StructuredText blocks={blocks} under={2} />
            </section>
          ))}
        <Source record={record} />
        <Versions versions={record.versions} feed={feed.id} />
        {party && <Belongs party={party} />}
        <section aria-labelledby="use">
          <h2 id="use">{t("record.use")}</h2>
          <Cite permalink={record.permalink} />
        </section>
      </article>
    );
  },
});

/** RFC 9110, section 15.5.11 */
const GONE = 410;
