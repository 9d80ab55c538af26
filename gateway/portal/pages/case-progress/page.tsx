/**
 * 办到哪一步了: how far an application is, to who knows its number and code. Both go in the body of a request of
 * the browser's own, and stand in no address, whether scripts run or not.
 */
import { definePage } from "../../app/page";
import { CaseQueryLimitsDocument, type CaseQueryLimitsQuery } from "../../graph/public/graphql";
import { Link } from "../../parts/link";
import { useWords } from "../../words";
import { AskCase } from "./ask-case";

export default definePage<CaseQueryLimitsQuery>({
  load: ({ ask }) => ask(CaseQueryLimitsDocument, {}),
  title: (_, { t }) => t("caseProgress.title"),
  description: (_, { t }) => t("caseProgress.lead"),
  view: ({ data }: { readonly data: CaseQueryLimitsQuery }) => {
    const { t, number } = useWords();
    return (
      <>
        <h1>{t("caseProgress.title")}</h1>
        <p class="lead">{t("caseProgress.lead")}</p>
        <AskCase />
        <p class="quiet">
          {t("caseProgress.limits", { count: number(data.caseQueryLimits.ofNumber) })}{" "}
          <Link to="/guides">{t("guides.title")}</Link>
        </p>
      </>
    );
  },
});
