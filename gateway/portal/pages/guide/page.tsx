/**
 * One guide, question by question: each answer is a link, so that it works without scripts and back goes
 * back.
 */
import { definePage, PageUnknown } from "../../app/page";
import { GuideDocument, type GuideQuery } from "../../graph/public/graphql";
import { Link } from "../../parts/link";
import { useWords } from "../../words";
import { Result } from "./result";

type Step = NonNullable<GuideQuery["serviceGuide"]>;

interface Data {
  readonly step: Step;
  readonly answers: readonly number[];
}

export default definePage<Data>({
  load: async ({ ask, param, query, labels }) => {
    const given = query("answers") ?? "";
    if (given !== "" && !/^\d{1,3}(?:\.\d{1,3}){0,49}$/.test(given)) throw new PageUnknown();
    const answers = given === "" ? [] : given.split(".").map(Number);
    const { serviceGuide } = await ask(GuideDocument, { name: param("name"), answers, labels });
    if (!serviceGuide) throw new PageUnknown();
    return { step: serviceGuide, answers };
  },
  title: ({ step: { name } }) => name,
  view: ({ data: { step, answers } }: { readonly data: Data }) => {
    const { t } = useWords();
    const address = (chosen: readonly number[]): string => {
      const path = `/guides/${encodeURIComponent(step.name)}`;
      return chosen.length === 0 ? path : `${path}?answers=${chosen.join(".")}`;
    };
    return (
      <>
        <p class="row quiet">
          <Link to="/guides">{t("guides.title")}</Link>
        </p>
        <h1>{step.name}</h1>
        {step.answers.length > 0 && (
          <ol>
            {step.answers.map(({ question, label }, at) => (
              <li>
                {question} <strong>{label}</strong>{" "}
                <Link to={address(answers.slice(0, at))}>{t("guides.change", { number: at + 1 })}</Link>
              </li>
            ))}
          </ol>
        )}
        {step.question !== null ? (
          <section aria-labelledby="question">
            <h2 id="question">{step.question}</h2>
            <ul class="cards">
              {step.choices.map(({ order, label }) => (
                <li class="card">
                  <Link to={address([...answers, order])}>{label}</Link>
                </li>
              ))}
            </ul>
          </section>
        ) : (
          <Result item={step.item} materials={step.neededMaterials} />
        )}
      </>
    );
  },
});
