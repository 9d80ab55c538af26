/** A question, its answer, and the document on which that rests. */
import type { FunctionalComponent } from "vue";
import type { AskPoliciesQuery } from "../../graph/public/graphql";
import { Link } from "../../parts/link";
import { Marked } from "../../parts/marked";
import { StructuredText } from "../../parts/structured-text";
import { useWords } from "../../words";

export interface AnswerProps {
  readonly record: AskPoliciesQuery["answers"]["nodes"][number]["record"];
  readonly text: string;
}

export const Answer: FunctionalComponent<AnswerProps> = ({ record, text }) => {
  const { t } = useWords();
  // taken down since it was found
  if (!record || !("question" in record)) return null;
  const { permalink, question, answerBlocks, policyDocument } = record;
  return (
    <li>
      <article>
        <h3>
          <Link to={permalink}>
            <Marked text={question} words={text} />
          </Link>
        </h3>
        <StructuredText blocks={answerBlocks} under={3} />
        {policyDocument && (
          <p class="quiet">
            {t("policies.from")} <Link to={policyDocument.permalink}>{policyDocument.title}</Link>
          </p>
        )}
      </article>
    </li>
  );
};
Answer.props = ["record", "text"];
