/**
 * A department's own service for a test: real HTTP, a schema that can change while it runs. Resolvers see the
 * path that was asked as `url`.
 */
import { buildSubgraphSchema } from "@apollo/subgraph";
import { execute, parse, type GraphQLSchema } from "graphql";
import { answerJson, serveSubgraph } from "../gateway/open-gateway.js";

export type Resolvers = NonNullable<
  Parameters<typeof buildSubgraphSchema>[0] extends infer M
    ? M extends readonly (infer P)[]
      ? P extends { resolvers?: infer R }
        ? R
        : never
      : never
    : never
>;

export interface DepartmentService {
  readonly url: string;
  /** Requests that it got, with their headers. */
  readonly seen: { readonly body: string; readonly headers: Readonly<Record<string, unknown>> }[];
  readonly deploy: (sdl: string, resolvers?: Resolvers) => void;
  readonly close: () => void;
}

export async function startDepartmentService(
  sdl: string,
  resolvers: Resolvers = {},
): Promise<DepartmentService> {
  const make = (text: string, by: Resolvers): GraphQLSchema =>
    buildSubgraphSchema([{ typeDefs: parse(text), resolvers: by }]);
  let schema = make(sdl, resolvers);
  const seen: DepartmentService["seen"] = [];
  const { url, close } = await serveSubgraph((body, response, request) => {
    seen.push({ body, headers: request.headers });
    const { query, variables } = JSON.parse(body) as {
      readonly query: string;
      readonly variables?: Readonly<Record<string, unknown>>;
    }; // what a gateway sends
    void Promise.resolve(
      execute({
        schema,
        document: parse(query),
        variableValues: variables ?? {},
        contextValue: { url: request.url },
      }),
    ).then((result) => answerJson(response, result));
  });
  return {
    url,
    seen,
    close,
    deploy: (text, by = resolvers) => {
      schema = make(text, by);
    },
  };
}
