/** The request of an operation, over whatever transport. */
import type { IncomingHttpHeaders } from "node:http";
import type { OperationTypeNode } from "graphql";
import type { AskedDocument } from "../documents/asked-document.js";
import type { Identity } from "../rights/identity.js";

export interface GraphQLRequest {
  readonly text: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A request before its document is resolved, with the caller, the address and the transport's abilities. */
export interface Question extends Omit<GraphQLRequest, "text"> {
  readonly document: AskedDocument;
  /** The contract of the view that is asked; null is the whole graph, or what of it is the caller's. */
  readonly contract: string | null;
  readonly identity: Identity;
  readonly address: string;
  /** Contains the client's name, and the labels of @override that it names. */
  readonly headers: IncomingHttpHeaders;
  /** True when the client accepts an incremental answer. */
  readonly mayDefer: boolean;
  /** True when the client does not wait any more. */
  readonly hasLeft: () => boolean;
  /** Throws if this transport does not accept this kind of operation. */
  readonly refuseKind: (kind: OperationTypeNode) => void;
}
