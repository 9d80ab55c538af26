/**
 * An item on one page: who may apply, what to bring, where, how long, what it costs; all that it says
 * follows.
 */
import type { FunctionalComponent } from "vue";
import type { ServiceItemGuideQuery } from "../../graph/public/graphql";
import { Facts } from "../../parts/facts";
import { Link } from "../../parts/link";
import { Table } from "../../parts/table";
import { titledLinks } from "../../parts/titled-links";
import { useWords } from "../../words";

export interface ServiceItemProps {
  readonly item: NonNullable<ServiceItemGuideQuery["serviceItem"]>;
}

export const ServiceItem: FunctionalComponent<ServiceItemProps> = ({ item }) => {
  const { t, number } = useWords();
  const { places, materials, steps, fees } = item;
  return (
    <>
      {item.state !== "IN_USE" && <p role="alert">{t("guides.suspended")}</p>}
      <section aria-labelledby="glance">
        <h2 id="glance">{t("guides.atAGlance")}</h2>
        <Facts
          facts={[
            { name: t("guides.who"), value: item.audienceLabels.join("；") },
            { name: t("guides.conditions"), value: item.conditions },
            {
              name: t("guides.place"),
              value:
                places.length === 0
                  ? item.place
                  : places.map(({ permalink, name, address }) => (
                      <div>
                        <Link to={permalink}>{name}</Link> {address}
                      </div>
                    )),
            },
            { name: t("guides.hours"), value: item.hours },
            {
              name: t("guides.time"),
              value: t("guides.stepLimit", { limit: number(item.promiseDays), unit: item.promiseUnitLabel }),
            },
            {
              name: t("guides.visits"),
              value:
                item.visits === 0
                  ? t("guides.noVisit")
                  : t("guides.visitCount", { count: number(item.visits) }),
            },
            {
              name: t("guides.fee"),
              value:
                fees.nodes.length === 0
                  ? t(item.isCharged ? "guides.charged" : "guides.free")
                  : fees.nodes.map(({ name, standard, basis }) => (
                      <div>
                        {name} {standard} <small class="quiet">{basis}</small>
                      </div>
                    )),
            },
            { name: t("guides.result"), value: item.resultName },
            { name: t("guides.phone"), value: item.phone },
            { name: t("guides.complaint"), value: item.complaintPhone },
            {
              name: t("guides.online"),
              value: item.onlineUrl && <a href={item.onlineUrl}>{item.onlineUrl}</a>,
            },
            {
              name: t("guides.organ"),
              value: item.organ && <Link to={`/departments/${item.organ.code}`}>{item.organ.name}</Link>,
            },
            {
              name: t("record.restsOn"),
              value: titledLinks(item.policyDocuments),
            },
            {
              name: t("guides.power"),
              value: item.power && <Link to={item.power.permalink}>{item.power.name}</Link>,
            },
          ]}
        />
      </section>
      {materials.nodes.length > 0 && (
        <section aria-labelledby="bring">
          <h2 id="bring">{t("guides.bring")}</h2>
          <Table
            caption={t("guides.bringCaption")}
            columns={[
              {
                name: t("guides.material"),
                cell: ({ permalink, name, kindLabel, blankForm }) => (
                  <>
                    <Link to={permalink}>{name}</Link> <small class="quiet">{kindLabel}</small>
                    {blankForm && (
                      <div>
                        <a href={blankForm}>{t("guides.blankForm", { name })}</a>
                      </div>
                    )}
                  </>
                ),
              },
              { name: t("guides.needed"), cell: ({ necessityLabel }) => necessityLabel, isSlim: true },
              { name: t("guides.source"), cell: ({ sourceLabel }) => sourceLabel, isSlim: true },
              { name: t("guides.standard"), cell: ({ reviewStandard }) => reviewStandard },
            ]}
            rows={materials.nodes}
          />
        </section>
      )}
      {steps.nodes.length > 0 && (
        <section aria-labelledby="steps">
          <h2 id="steps">{t("guides.steps")}</h2>
          <ol>
            {steps.nodes.map(({ stage, content, limit, limitUnitLabel, isCounted }) => (
              <li>
                <strong>{stage}</strong> {content}{" "}
                {limit > 0 && (
                  <small class="quiet">
                    {t("guides.stepLimit", { limit: number(limit), unit: limitUnitLabel })}
                    {!isCounted && ` ${t("guides.notCounted")}`}
                  </small>
                )}
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
};
ServiceItem.props = ["item"];
