/** What the gazette must say as the documents do that it prints (domain 12 §8). */
import type { Agreement } from "#kit";

export const withDocuments: Agreement<"documentKey" | "title"> = {
  id: "documents",
  title: { zh: "政府公报与政策文件", en: "The gazette and policy documents" },
  by: "documentKey",
  other: { feed: "policy.documents", by: "documentKey" },
  onlyHere: {
    code: "YZ-41",
    zh: "公报登载的文件没有作为政策文件公开",
    en: "The gazette has a document that is not published",
  },
  same: [
    {
      code: "YZ-42",
      zh: "公报登载的标题与文件标题不一致",
      en: "The titles differ",
      field: "title",
      other: "title",
    },
  ],
};
