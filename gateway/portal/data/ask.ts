/** How pages ask the graph: by typed documents that the gateway knows by their hashes. */
import type { TypedDocumentString } from "../graph/public/graphql";

export interface GraphAnswer {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
}

/** `id`: of a document. Rejects with a GraphFault when there is no answer. */
export type Transport = (id: string, variables: object) => Promise<GraphAnswer>;

/** Rejects with a GraphFault: what it resolves to is whole. */
export type Ask = <Data, Variables extends object>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
) => Promise<Data>;

/** A refusal or a failure, with its stable code (PROTOCOL.md) and a sentence in both languages. */
export class GraphFault extends Error {
  readonly code: string;
  readonly english: string | null;

  constructor(code: string, message: string, english: string | null) {
    super(message);
    this.code = code;
    this.english = english;
  }
}

export function createAsk(transport: Transport): Ask {
  return async (document, variables) => {
    const { data, errors } = await transport(idOf(document), variables);
    const [error] = errors ?? [];
    if (error) throw faultOf(error);
    // what the document says
    return data as never;
  };
}

export function idOf({
  __meta__: meta,
}: {
  readonly __meta__?: Record<string, unknown> | undefined;
}): string {
  return String(meta?.["hash"]);
}

export function faultOf({
  message,
  extensions = {},
}: NonNullable<GraphAnswer["errors"]>[number]): GraphFault {
  const { code, english } = extensions;
  return new GraphFault(
    typeof code === "string" ? code : "INTERNAL",
    message,
    typeof english === "string" ? english : null,
  );
}
