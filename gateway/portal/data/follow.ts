/** Live updates over WebSocket (graphql-ws), which is loaded and connected when the first is followed. */
import type { Client } from "graphql-ws";
import { hashOf, type GraphDocument } from "./ask";
import { pauseBefore } from "./pause-before";

export interface Told<Data> {
  readonly next: (data: Data) => void;
  /** Nothing comes any more: the stream is complete, was refused, or has lost something. */
  readonly ended: () => void;
}

/** Returns what ends it. */
export type Follow = <Data, Variables extends object>(
  document: GraphDocument<Data, Variables>,
  variables: Variables,
  told: Told<Data>,
) => () => void;

/** `view`: such as /graphql/public. */
export function createFollow(view: string): Follow {
  let client: Promise<Client> | null = null;
  const connect = async (): Promise<Client> => {
    const { createClient } = await import("graphql-ws");
    const url = new URL(view, location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    return createClient({
      url: url.href,
      retryAttempts: Infinity,
      shouldRetry: () => true,
      retryWait: (retries) => pauseBefore(retries + 1),
    });
  };
  return <Data, Variables extends object>(
    document: GraphDocument<Data, Variables>,
    variables: Variables,
    told: Told<Data>,
  ) => {
    let end: (() => void) | null = null;
    let isEnded = false;
    const finish = (): void => {
      if (isEnded) return;
      isEnded = true;
      end?.();
      told.ended();
    };
    const begin = async (): Promise<void> => {
      client ??= connect();
      const connected = await client;
      if (isEnded) return;
      end = connected.subscribe<Data>(
        // the gateway knows the text
        {
          query: "",
          extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(document) } },
          variables: Object.fromEntries(Object.entries(variables)),
        },
        {
          next: ({ data }) => {
            if (data) told.next(data);
            else finish();
          },
          error: finish,
          complete: finish,
        },
      );
    };
    begin().catch(finish);
    return () => {
      isEnded = true;
      end?.();
    };
  };
}
