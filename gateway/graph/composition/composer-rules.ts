/** The reference composer's codes, each with its rule. */
import { authRules } from "./explain/auth.js";
import { contextRules } from "./explain/context.js";
import { costRules } from "./explain/cost.js";
import { definitionRules } from "./explain/definitions.js";
import { disagreementRules } from "./explain/disagreement.js";
import { externalRules } from "./explain/external.js";
import { fieldSetRules, keyFieldTypeRules } from "./explain/field-sets.js";
import { graphqlRules } from "./explain/graphql.js";
import { inaccessibleRules } from "./explain/inaccessible.js";
import { interfaceRules } from "./explain/interfaces.js";
import { linkRules } from "./explain/links.js";
import { satisfiabilityRules } from "./explain/satisfiability.js";
import { overrideRules, sharingRules } from "./explain/sharing.js";
import type { Rules } from "./composer-error.js";

export const RULES: Rules = {
  ...graphqlRules,
  ...definitionRules,
  ...linkRules,
  ...fieldSetRules,
  ...keyFieldTypeRules,
  ...externalRules,
  ...disagreementRules,
  ...sharingRules,
  ...overrideRules,
  ...interfaceRules,
  ...contextRules,
  ...inaccessibleRules,
  ...costRules,
  ...authRules,
  ...satisfiabilityRules,
};
