/** The editors' options: Chinese punctuation is not marked as if it were mistaken for a Latin sign. */
import { useGraphiQL } from "@graphiql/react";
import { useEffect } from "react";

const OPTIONS = { unicodeHighlight: { ambiguousCharacters: false, nonBasicASCII: false } };

export function useEditors(): void {
  const editors = useGraphiQL(({ queryEditor, variableEditor, headerEditor, responseEditor }) => [
    queryEditor,
    variableEditor,
    headerEditor,
    responseEditor,
  ]);
  useEffect(() => {
    for (const editor of editors) editor?.updateOptions(OPTIONS);
  }, [editors]);
}
