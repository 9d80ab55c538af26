/** One document: its title, whether it is in force, and the words around what was found. */
import type { FunctionalComponent } from "vue";
import type { PolicyShownFragment } from "../../graph/public/graphql";
import { Link } from "../../parts/link";
import { Marked } from "../../parts/marked";
import { useWords } from "../../words";

export interface PolicyHitProps {
  readonly policy: PolicyShownFragment;
  readonly excerpt: string | null;
  readonly text: string;
}

export const PolicyHit: FunctionalComponent<PolicyHitProps> = ({ policy, excerpt, text }) => {
  const { day } = useWords();
  const { permalink, title, validityLabel, documentNumber, issuer, publishedOn } = policy;
  return (
    <li>
      <article>
        <Link to={permalink}>
          <Marked text={title} words={text} />
        </Link>
        {excerpt !== null && (
          <p>
            <Marked text={excerpt} words={text} />
          </p>
        )}
        <p class="row quiet">
          <span class="tag">{validityLabel}</span>
          {documentNumber && <span>{documentNumber}</span>}
          <span>{issuer}</span>
          <time datetime={publishedOn}>{day(publishedOn)}</time>
        </p>
      </article>
    </li>
  );
};
PolicyHit.props = ["policy", "excerpt", "text"];
