/** How pages ask the graph: by typed documents that the gateway knows by their hashes. */

export interface GraphAnswer {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
}

/** As graphql-codegen writes it, whatever the view. */
export interface GraphDocument<Data, Variables> {
  readonly __apiType?: (variables: Variables) => Data;
  readonly __meta__?: Readonly<Record<string, unknown>> | undefined;
}

/** Mutations are sent otherwise than queries, which a store may answer. */
export type Kind = "query" | "mutation";

/** `id`: of a document. Rejects with a GraphFault when there is no answer. */
export type Transport = (id: string, variables: object, kind: Kind) => Promise<GraphAnswer>;

/** Rejects with a GraphFault: what it resolves to is whole. */
export type Ask = <Data, Variables extends object>(
  document: GraphDocument<Data, Variables>,
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

export function createAsk(transport: Transport, kind: Kind = "query"): Ask {
  return async (document, variables) => {
    const { data, errors } = await transport(`sha256:${hashOf(document)}`, variables, kind);
    const [error] = errors ?? [];
    if (error) throw faultOf(error);
    // what the document says
    return data as never;
  };
}

/** The SHA-256 of its text, in 64 digits. */
export function hashOf({ __meta__: meta }: Pick<GraphDocument<never, never>, "__meta__">): string {
  return String(meta?.["hash"]).replace("sha256:", "");
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

/** Whether a fault is of what an address asks, not of the graph. */
export function isAskedWrongly(code: string): boolean {
  return ASKED_WRONGLY.has(code);
}

const ASKED_WRONGLY: ReadonlySet<string> = new Set([
  "BAD_USER_INPUT",
  "FILTER_INVALID",
  "PAGE_ARGUMENTS",
  "CURSOR_INVALID",
  "DOWNLOAD_INVALID",
]);
