/** API keys in the graph. */
import { pageOf, type PageGiven } from "#schema/runtime/pages.js";
import type { Plan } from "../../api-keys/plan.js";
import type { ApiKeys, MadeApiKey } from "../api-keys.js";
import type { ApiKey } from "../store/key-rows.js";
import { resolver } from "./resolver.js";

const PLAN_OF = {
  ANONYMOUS: "anonymous",
  REGISTERED: "registered",
  PARTNER: "partner",
} as const satisfies Record<string, Plan>;

interface ApiKeyArguments {
  readonly name: string;
  readonly owner: string;
  readonly plan: keyof typeof PLAN_OF;
  readonly days?: number | null;
}

export function createKeyResolvers(apiKeys: ApiKeys) {
  return {
    Query: {
      apiKeys: resolver<PageGiven>(async (_, pages, { caller, statements }) => {
        const all = await apiKeys.list(caller, statements);
        return pageOf(all, ({ id }) => id, pages);
      }),
    },
    Mutation: {
      createApiKey: resolver<{ readonly input: ApiKeyArguments }>((_, { input }, { caller }) =>
        apiKeys.make(caller, { ...input, plan: PLAN_OF[input.plan], days: input.days ?? null }),
      ),
      revokeApiKey: resolver<{ readonly id: string; readonly reason: string }>(
        (_, { id, reason }, { caller }) => apiKeys.revoke(caller, id, reason),
      ),
      suspendApiKey: resolver<{ readonly id: string; readonly reason: string }>(
        (_, { id, reason }, { caller }) => apiKeys.suspend(caller, id, reason),
      ),
      resumeApiKey: resolver<{ readonly id: string; readonly reason: string }>(
        (_, { id, reason }, { caller }) => apiKeys.resume(caller, id, reason),
      ),
    },
    NewApiKey: {
      key: resolver<object, MadeApiKey>(({ text }) => text),
      apiKey: resolver<object, MadeApiKey>(({ key }) => key),
    },
    ApiKey: {
      plan: resolver<object, ApiKey>(({ plan }) => plan.toUpperCase()),
      madeBy: resolver<object, ApiKey>(({ madeBy }) => madeBy.name),
      revokedBy: resolver<object, ApiKey>(({ revokedBy }) => revokedBy?.name ?? null),
      suspendedBy: resolver<object, ApiKey>(({ suspendedBy }) => suspendedBy?.name ?? null),
    },
  };
}
