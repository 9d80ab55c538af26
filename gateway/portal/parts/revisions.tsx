/** Revisions of the graph: when, by whom, and what each changed for those who ask. */
import type { FunctionalComponent, VNodeChild } from "vue";
import { useWords } from "../words";

export interface Revision {
  readonly number: number;
  readonly at: string;
  readonly by: string;
  readonly subject: string;
  readonly note: string | null;
  readonly changes: readonly {
    readonly coordinate: string;
    readonly severity: "BREAKING" | "DANGEROUS" | "SAFE";
    readonly message: { readonly zh: string; readonly en: string };
  }[];
}

export interface RevisionsProps {
  readonly revisions: readonly Revision[];
  /** What stands below each; `position` is 0 for the first of the page. */
  readonly more?: (revision: Revision, position: number) => VNodeChild;
}

export const Revisions: FunctionalComponent<RevisionsProps> = ({ revisions, more }) => {
  const { t, moment, language } = useWords();
  return (
    <ol class="plain">
      {revisions.map((revision, position) => {
        const { number, at, by, subject, note, changes } = revision;
        return (
          <li key={number}>
            <p class="row">
              <strong>{t("schema.revision", { number })}</strong>
              <time datetime={at}>{moment(at)}</time>
              <span>{by}</span>
              <code>{subject}</code>
            </p>
            {note !== null && <p>{note}</p>}
            {changes.length > 0 && (
              <details>
                <summary>{t("schema.changesCount", { count: changes.length })}</summary>
                <ul>
                  {changes.map(({ coordinate, severity, message }) => (
                    <li>
                      <code class={severity === "BREAKING" && "bad"}>{coordinate}</code> {message[language]}
                    </li>
                  ))}
                </ul>
              </details>
            )}
            {more?.(revision, position)}
          </li>
        );
      })}
    </ol>
  );
};
Revisions.props = ["revisions", "more"];
