/** From a power to the policy documents on which it is based, and from a document to the powers of it. */
import { entitiesField, entityStub, listField, type ClassType } from "#kit";
import { powers } from "../feeds/powers.js";

const PolicyDocument = entityStub("enforcement", "PolicyDocument", "documentKey");

export const policyLinks: readonly ClassType[] = [
  entitiesField({
    on: powers,
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
    name: "administrativePowers",
    description: { zh: "依据该文件行使的职权", en: "Powers that are based on it" },
    of: powers,
    by: "policyKeys",
    value: ({ documentKey }) => documentKey,
  }),
];
