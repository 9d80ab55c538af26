/** The API schema: the part of a supergraph that clients see. */
import { Supergraph } from "@apollo/federation-internals";
import type { GraphQLSchema } from "graphql";

export function toApiSchema(supergraph: string): GraphQLSchema {
  return Supergraph.build(supergraph).apiSchema().toGraphQLJSSchema({ includeDefer: true });
}
