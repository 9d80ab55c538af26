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

/** A request before its document is known, with all that its transport tells of who asks and how. */
export interface Question extends Omit<GraphQLRequest, "text"> {
  readonly document: AskedDocument;
  /** The contract of the view that is asked; null is the whole graph, or what of it is the caller's. */
  readonly contract: string | null;
  readonly identity: Identity;
  readonly address: string;
  /** By which a client says who it is, and names labels of @override. */
  readonly headers: IncomingHttpHeaders;
  /** True when the client reads an answer in parts. */
  readonly mayDefer: boolean;
  /** Throws where this transport is not for this kind of operation. */
  readonly refuseKind: (kind: OperationTypeNode) => void;
}
