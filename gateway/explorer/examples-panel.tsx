/** The panel of examples: those that the view's schema has all fields for, by domain. */
import { useGraphiQL, type GraphiQLPlugin } from "@graphiql/react";
import { parse, validate } from "graphql";
import { useMemo } from "react";
import { EXAMPLES } from "./examples.js";
import { followLink, type Linked } from "./link.js";
import { useOpenOperation } from "./use-open-operation.js";

export const EXAMPLES_PANEL: GraphiQLPlugin = {
  title: "示例 Examples",
  icon: () => (
    <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden="true">
      <path d="M2 3.5h12M2 8h8M2 12.5h5M11 10.5l3 2-3 2z" strokeLinejoin="round" />
    </svg>
  ),
  content: ExamplesPanel,
};

function ExamplesPanel() {
  const { schema, isIntrospecting } = useGraphiQL(({ schema, isIntrospecting }) => ({
    schema,
    isIntrospecting,
  }));
  const open = useOpenOperation();
  const show = (linked: Linked): void => {
    followLink(linked);
    open(linked);
  };
  const examples = useMemo(
    () => (schema ? EXAMPLES.filter(({ text }) => validate(schema, parse(text)).length === 0) : []),
    [schema],
  );
  const domains = Map.groupBy(examples, ({ domain }) => domain.zh);
  return (
    <section className="examples" aria-label={EXAMPLES_PANEL.title}>
      <div className="graphiql-doc-explorer-title">{EXAMPLES_PANEL.title}</div>
      {!schema && !isIntrospecting && (
        <p>
          没有读到模式。请在 Headers 中填写令牌，再按左下角的刷新按钮。
          <small lang="en">
            The schema could not be read: write a token under Headers, then press the button that fetches the
            schema again, below on the left.
          </small>
        </p>
      )}
      {schema && examples.length === 0 && (
        <p>
          本接口视图没有示例。<small lang="en">This view has none.</small>
        </p>
      )}
      {[...domains].map(([domain, all]) => (
        <div key={domain}>
          <h3>
            {domain} <span lang="en">{all[0]?.domain.en}</span>
          </h3>
          <ul>
            {all.map(({ title, text }) => (
              <li key={title.zh}>
                <button type="button" onClick={() => show({ query: text, variables: "" })}>
                  {title.zh}
                  <small lang="en">{title.en}</small>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
