/** The item that a guide led to, and what to bring. */
import type { FunctionalComponent } from "vue";
import type { GuideQuery } from "../../graph/public/graphql";
import { Facts } from "../../parts/facts";
import { Link } from "../../parts/link";
import { useWords } from "../../words";

type Step = NonNullable<GuideQuery["serviceGuide"]>;

export interface ResultProps {
  readonly item: Step["item"];
  readonly materials: Step["neededMaterials"];
}

export const Result: FunctionalComponent<ResultProps> = ({ item, materials }) => {
  const { t, number } = useWords();
  if (!item) return <p role="alert">{t("guides.gone")}</p>;
  return (
    <>
      <section aria-labelledby="item">
        <h2 id="item">
          <Link to={item.permalink}>{item.name}</Link>
        </h2>
        <Facts
          facts={[
            { name: t("guides.organ"), value: item.organName },
            { name: t("guides.place"), value: item.place },
            { name: t("guides.hours"), value: item.hours },
            {
              name: t("guides.time"),
              value: t("guides.stepLimit", { limit: number(item.promiseDays), unit: item.promiseUnitLabel }),
            },
            { name: t("guides.fee"), value: item.isCharged ? t("guides.charged") : t("guides.free") },
            { name: t("guides.phone"), value: item.phone },
            {
              name: t("guides.online"),
              value: item.onlineUrl && <a href={item.onlineUrl}>{item.onlineUrl}</a>,
            },
          ]}
        />
      </section>
      <section aria-labelledby="materials">
        <h2 id="materials">{t("guides.materials", { count: number(materials.length) })}</h2>
        <ul class="cards">
          {materials.map((material) => (
            <li class="card">
              <h3>
                <Link to={material.permalink}>{material.name}</Link>
              </h3>
              <p class="quiet">
                {[material.kindLabel, material.necessityLabel, material.sourceLabel].join(" · ")}
              </p>
              <p>{material.reviewStandard}</p>
              {material.blankForm && (
                <a href={material.blankForm}>{t("guides.blankForm", { name: material.name })}</a>
              )}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
};
Result.props = ["item", "materials"];
