/** From an item to the policy documents on which it is based, and from a document to its items. */
import { entitiesField, entityStub, listField, type ClassType } from "#kit";
import { items } from "../feeds/items.js";

const PolicyDocument = entityStub("services-guide", "PolicyDocument", "documentKey");

export const policyLinks: readonly ClassType[] = [
  entitiesField({
    on: items,
    name: "policyDocuments",
    description: {
      zh: "依据的政策文件，已公开的",
      en: "Published policy documents of the district on which it is based",
    },
    type: PolicyDocument,
    key: "documentKey",
    feed: "policy.documents",
    from: "policyKeys",
  }),
  listField({
    on: PolicyDocument,
    name: "serviceItems",
    description: { zh: "依据该文件办理的政务服务事项", en: "Service items that are based on it" },
    of: items,
    by: "policyKeys",
    value: ({ documentKey }) => documentKey,
  }),
];
