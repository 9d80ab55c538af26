/**
 * Opens an operation in the editor: in its tab if it has one, in the present one if that has comments at
 * most, else in another.
 */
import { useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import type { Linked } from "./link.js";

export function useOpenOperation(): (linked: Linked) => void {
  const actions = useGraphiQLActions();
  const { tabs, queryEditor, variableEditor } = useGraphiQL(({ tabs, queryEditor, variableEditor }) => ({
    tabs,
    queryEditor,
    variableEditor,
  }));
  return ({ query, variables }) => {
    const open = tabs.findIndex((tab) => tab.query === query && (tab.variables ?? "") === variables);
    if (open >= 0) return actions.changeTab(open);
    if (/^\s*[^#\s]/m.test(queryEditor?.getValue() ?? "")) actions.addTab();
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables);
  };
}
