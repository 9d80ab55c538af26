/** The API schema: the part of a supergraph that clients see. */
import type { GraphQLSchema } from "graphql";
import { buildSupergraph } from "./build-supergraph.js";

export function toApiSchema(supergraph: string): GraphQLSchema {
  return buildSupergraph(supergraph).apiSchema().toGraphQLJSSchema({ includeDefer: true });
}
