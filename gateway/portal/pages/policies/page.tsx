/** 问政策: short answers and documents for what somebody asks, those in force on a day or all of them. */
import { definePage } from "../../app/page";
import {
  AskPoliciesDocument,
  LatestPoliciesDocument,
  type AskPoliciesQuery,
  type LatestPoliciesQuery,
  type PolicyShownFragment,
  type PolicyTheme,
} from "../../graph/public/graphql";
import { Facet } from "../../parts/facet";
import { FilterForm } from "../../parts/filter-form";
import { Link } from "../../parts/link";
import { Pager } from "../../parts/pager";
import { useWords } from "../../words";
import { Answer } from "./answer";
import { PolicyHit } from "./policy-hit";

interface Data {
  readonly text: string;
  readonly on: string;
  readonly theme: string | null;
  readonly answers: AskPoliciesQuery["answers"]["nodes"];
  readonly found: Found;
}

interface Found {
  readonly policies: readonly { readonly policy: PolicyShownFragment; readonly excerpt: string | null }[];
  readonly total: number;
  readonly isComplete: boolean;
  readonly isApproximate: boolean;
  readonly themes: readonly { readonly value: string; readonly label: string; readonly count: number }[];
  readonly pageInfo: AskPoliciesQuery["documents"]["pageInfo"];
}

/** Fewer characters find nothing: then the latest documents are shown. */
const SHORTEST = 2;

export default definePage<Data>({
  load: async ({ ask, query, labels }) => {
    const text = (query("text") ?? "").trim();
    const on = /^\d{4}-\d{2}-\d{2}$/.exec(query("on") ?? "")?.[0] ?? "";
    const theme = query("theme");
    const where = {
      // the graph refuses what is no theme
      ...(theme !== null && { theme: { eq: theme as PolicyTheme } }),
      ...(on !== "" && {
        inForceFrom: { lte: on },
        or: [{ endsOn: { isNull: true } }, { endsOn: { gte: on } }],
      }),
    };
    const after = query("after");
    const asked = { text, on, theme };
    if (text.length < SHORTEST) {
      const { policyDocuments } = await ask(LatestPoliciesDocument, { where, after, labels });
      return { ...asked, answers: [], found: latest(policyDocuments) };
    }
    const given = { text, where: JSON.stringify(where), after, labels };
    const { answers, documents } = await ask(AskPoliciesDocument, given);
    return { ...asked, answers: after === null ? answers.nodes : [], found: searched(documents) };
  },
  title: (_, { t }) => t("policies.title"),
  description: (_, { t }) => t("policies.lead"),
  view: ({ data: { text, on, theme, answers, found } }: { readonly data: Data }) => {
    const { t, number } = useWords();
    return (
      <>
        <h1>{t("policies.title")}</h1>
        <p class="lead">{t("policies.lead")}</p>
        <FilterForm>
          <label>
            {t("policies.text")}
            <input type="search" name="text" value={text} maxlength={100} />
          </label>
          <label>
            {t("policies.on")}
            <input type="date" name="on" value={on} aria-describedby="on-hint" />
            <small id="on-hint" class="quiet">
              {t("policies.onHint")}
            </small>
          </label>
          {theme !== null && <input type="hidden" name="theme" value={theme} />}
          <button type="submit" class="first">
            {t("policies.find")}
          </button>
        </FilterForm>
        {answers.length > 0 && (
          <section aria-labelledby="answers">
            <h2 id="answers">{t("policies.answers")}</h2>
            <ol class="plain">
              {answers.map((answer) => (
                <Answer key={answer.id} record={answer.record} text={text} />
              ))}
            </ol>
          </section>
        )}
        <div class="sided">
          <aside aria-label={t("policies.themes")}>
            <Facet
              name={t("policies.themes")}
              parameter="theme"
              chosen={theme === null ? [] : [theme]}
              isSingle
              choices={found.themes}
            />
          </aside>
          <section aria-labelledby="documents">
            <h2 id="documents">{t("policies.documents")}</h2>
            <p role="status">
              {t(found.isComplete ? "policies.count" : "policies.countAbout", { count: number(found.total) })}{" "}
              {found.isApproximate && found.total > 0 && t("policies.approximate")}
            </p>
            {found.total === 0 && <p>{t("policies.nothing")}</p>}
            <ol class="plain">
              {found.policies.map(({ policy, excerpt }) => (
                <PolicyHit key={policy.permalink} policy={policy} excerpt={excerpt} text={text} />
              ))}
            </ol>
            <Pager pageInfo={found.pageInfo} />
          </section>
        </div>
        <p class="row">
          <Link to="/datasets/policy.documents">{t("policies.all")}</Link>
          <Link to="/datasets/policy.answers">{t("policies.allAnswers")}</Link>
          <Link to="/datasets/policy.gazette-issues">{t("policies.gazette")}</Link>
        </p>
      </>
    );
  },
});

function latest({ nodes, totalCount, groups, pageInfo }: LatestPoliciesQuery["policyDocuments"]): Found {
  return {
    policies: nodes.map((policy) => ({ policy, excerpt: null })),
    total: totalCount,
    isComplete: true,
    isApproximate: false,
    themes: groups.flatMap(({ key, count }) =>
      key.theme ? [{ value: key.theme, label: key.themeLabel ?? key.theme, count }] : [],
    ),
    pageInfo,
  };
}

function searched({ nodes, totalCount, valueFacets, ...rest }: AskPoliciesQuery["documents"]): Found {
  return {
    policies: nodes.flatMap(({ record, excerpt }) =>
      record && "permalink" in record ? [{ policy: record, excerpt: excerpt ?? null }] : [],
    ),
    total: totalCount,
    isComplete: rest.isComplete,
    isApproximate: rest.isApproximate,
    themes: valueFacets.map(({ value, text, count }) => ({ value, label: text, count })),
    pageInfo: rest.pageInfo,
  };
}
