/**
 * GraphiQL on the view whose address is open. What is typed stays as long as the browser's tab, headers too:
 * a machine that many use keeps nobody's token.
 */
import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import "./style.css";
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import { createRoot } from "react-dom/client";
import { createLastCost } from "./cost.js";
import { EXAMPLES_PANEL } from "./examples-panel.js";
import { createFetcher } from "./fetcher.js";
import { Footer } from "./footer.js";
import { readLink, showLink } from "./link.js";

const WELCOME = `# 左侧有现成的示例。
# 按 Ctrl+Enter 运行。
# Examples are on the left;
# Ctrl+Enter runs the operation.
`;

const linked = readLink();
const last = createLastCost();
const fetcher = createFetcher(location.pathname === "/explorer" ? "/graphql" : location.pathname, last);
const place = document.querySelector("#explorer");
if (!place) throw new Error("The page has no place for the explorer");

createRoot(place).render(
  <GraphiQL
    fetcher={fetcher}
    storage={sessionStorage}
    shouldPersistHeaders
    plugins={[EXAMPLES_PANEL, HISTORY_PLUGIN]}
    visiblePlugin={EXAMPLES_PANEL}
    defaultQuery={WELCOME}
    {...(linked && { initialQuery: linked.query, initialVariables: linked.variables })}
    inputValueDeprecation
    schemaDescription
    onTabChange={({ tabs, activeTabIndex }) => {
      const { query, variables } = tabs[activeTabIndex] ?? {};
      showLink({ query: query ?? "", variables: variables ?? "" });
    }}
  >
    <GraphiQL.Logo>查询台 Explorer</GraphiQL.Logo>
    <GraphiQL.Footer>
      <Footer last={last} />
    </GraphiQL.Footer>
  </GraphiQL>,
);
