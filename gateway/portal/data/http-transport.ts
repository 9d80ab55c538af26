/** A transport over HTTP: queries by GET, which the gateway answers from its store. */
import { GraphFault, type GraphAnswer, type Transport } from "./ask";

/** Longer addresses are cut by some proxies: the variables go into a body then. */
const LONGEST_ADDRESS = 4_000;
const PATIENCE_MS = 30_000;

/** `view`: such as /graphql/public. `more`: headers of every request. */
export function createHttpTransport(view: string, more: Readonly<Record<string, string>> = {}): Transport {
  return async (id, variables, kind) => {
    const asked = { documentId: id, variables };
    const address = `${view}?${new URLSearchParams({ documentId: id, variables: JSON.stringify(variables) })}`;
    const headers = { accept: "application/graphql-response+json", "graphql-client-name": "portal", ...more };
    const response = await reach(
      kind === "mutation" || address.length > LONGEST_ADDRESS
        ? new Request(view, {
            method: "POST",
            headers: { ...headers, "content-type": "application/json" },
            body: JSON.stringify(asked),
          })
        : new Request(address, { headers }),
    );
    const answer: unknown = await response.json().catch(() => null);
    if (typeof answer !== "object" || answer === null) throw unreachable();
    return answer satisfies GraphAnswer;
  };
}

async function reach(request: Request): Promise<Response> {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch {
    throw unreachable();
  }
}

function unreachable(): GraphFault {
  return new GraphFault(
    "OFFLINE",
    "网络不通，或服务暂时没有响应。请检查网络后重试。",
    "The network or the service does not answer. Check the network and try again.",
  );
}
