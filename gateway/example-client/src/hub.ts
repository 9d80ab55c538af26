/**
 * Asks the graph by typed documents. An error is thrown, so that what only an error makes null is never null
 * where an answer is used.
 */
import { Client, fetchExchange, subscriptionExchange, type AnyVariables } from "@urql/core";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { createClient } from "graphql-ws";

export interface Hub {
  readonly ask: <Data, Variables extends AnyVariables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ) => Promise<Data>;
  /** Tells every event until what it returns is called, or an error, after which nothing comes. */
  readonly follow: <Data, Variables extends AnyVariables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    told: { readonly event: (data: Data) => void; readonly error: (error: Error) => void },
  ) => () => void;
  readonly close: () => Promise<void>;
}

/** `url`: of a view, such as http://127.0.0.1:4000/graphql/public. */
export function openHub(url: string): Hub {
  const socket = createClient({ url: url.replace(/^http/, "ws") });
  const client = new Client({
    url,
    preferGetMethod: true,
    exchanges: [
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = "", variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe({ query, variables: { ...variables } }, sink),
          }),
        }),
      }),
    ],
  });
  return {
    ask: async (document, variables) => {
      const { data, error } = await client.query(document, variables);
      if (error || data === undefined) throw error ?? new Error("There is no answer");
      return data;
    },
    follow: (document, variables, told) =>
      client.subscription(document, variables).subscribe(({ data, error }) => {
        if (error) told.error(error);
        else if (data !== undefined) told.event(data);
      }).unsubscribe,
    close: async () => {
      await socket.dispose();
    },
  };
}
