/** What a record is of, in words: the matter of a stage, the call of a view or a result. */
import type { DerivedColumn } from "#kit";
import { consultationReference, matterReference } from "./references.js";

export const matterTitle: DerivedColumn<"text", { readonly matterKey: string }> = {
  zh: "决策事项名称",
  en: "Name of the matter",
  kind: "text",
  indexed: true,
  from: ({ matterKey }, _secrets, { lookup }) => lookup(matterReference, matterKey)?.title ?? null,
};

export const consultationTitle: DerivedColumn<"text", { readonly consultationNumber: string }> = {
  zh: "征集标题",
  en: "Title of the call",
  kind: "text",
  indexed: true,
  from: ({ consultationNumber: number }, _secrets, { lookup }) =>
    lookup(consultationReference, number)?.title ?? null,
};
