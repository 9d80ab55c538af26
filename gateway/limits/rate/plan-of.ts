/** Which plan a request is on. */
import type { Identity } from "../../rights/identity.js";
import type { Plan } from "../../api-keys/plan.js";

/** Who shows a key pays by it, whoever asks by its program. */
export function planOf({ caller, key }: Identity): Plan {
  if (key) return key.plan;
  if (!caller) return "anonymous";
  return caller.roles.length > 0 ? "partner" : "registered";
}
