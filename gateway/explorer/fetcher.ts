/**
 * Asks a view: over HTTP, with the parts of `@defer` as they come, and subscriptions over graphql-ws. Every
 * answer is asked for its cost. The name tells the registry that what people try out is nobody's need.
 */
import { createGraphiQLFetcher, isAsyncIterable, type Fetcher } from "@graphiql/toolkit";
import { costIn, type LastCost } from "./cost.js";

/** `path`: of the view, such as `/graphql/public`. */
export function createFetcher(path: string, cost: LastCost): Fetcher {
  const url = new URL(path, location.href);
  const socket = new URL(url);
  socket.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const ask = createGraphiQLFetcher({
    url: url.href,
    subscriptionUrl: socket.href,
    headers: { "tongcha-cost": "true", "graphql-client-name": "explorer" },
  });
  const asPerson: Fetcher = async (parameters, options) =>
    ask(
      parameters,
      (await isSignedIn()) ? { ...options, headers: { ...options?.headers, ...AS_PERSON } } : options,
    );
  return async (parameters, options) => {
    if (parameters.operationName === "IntrospectionQuery") return asPerson(parameters, options);
    cost.set(null);
    const result = await asPerson(parameters, options);
    if (isAsyncIterable(result)) return seen(result, (value) => cost.set(costIn(value) ?? cost.get()));
    cost.set(costIn(result));
    return result;
  };
}

/** A header of a token counts before it. A WebSocket, which has none, is the person's by its cookie. */
const AS_PERSON = { "tongcha-session": "1" };

/**
 * Each time: people sign in and out in other windows meanwhile. A gateway without a hub has no such address.
 */
async function isSignedIn(): Promise<boolean> {
  const response = await fetch("/desk/session");
  if (!response.ok) return false;
  const session: unknown = await response.json();
  return (
    typeof session === "object" && session !== null && "signedIn" in session && session.signedIn === true
  );
}

/** No generator: one that waits for a next value could not be ended meanwhile. */
function seen<Value>(
  values: AsyncIterable<Value>,
  see: (value: Value) => void,
): AsyncIterableIterator<Value> {
  const iterator = values[Symbol.asyncIterator]();
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: async () => {
      const result: IteratorResult<Value> = await iterator.next();
      if (result.done !== true) see(result.value);
      return result;
    },
    return: async (value) => (await iterator.return?.(value)) ?? { done: true, value: undefined },
  };
}
