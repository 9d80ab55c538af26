/**
 * A department's own service, each of whose versions has a schema and an address of its own, and says which
 * version it was asked at.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { graphql, parse, type GraphQLSchema } from "graphql";

export interface Department {
  /** Address of a version. */
  readonly url: (version: number) => string;
  readonly sdl: (version: number) => string;
  readonly close: () => void;
}

const sdl = (
  version: number,
): string => `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
type Department @key(fields: "code") {
  code: String!
  """第几版所答 / Which version answers"""
  spliceVersion: Int
  """第${version}版所加 / What version ${version} adds"""
  splice${version}: Int
}
`;

export async function startDepartment(): Promise<Department> {
  const schemas = new Map<number, GraphQLSchema>();
  const schemaOf = (version: number): GraphQLSchema => {
    const known =
      schemas.get(version) ??
      buildSubgraphSchema([
        {
          typeDefs: parse(sdl(version)),
          resolvers: {
            Department: {
              __resolveReference: ({ code }: { readonly code: string }) => ({ code, spliceVersion: version }),
            },
          },
        },
      ]);
    schemas.set(version, known);
    return known;
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request
      .on("data", (part: Buffer) => parts.push(part))
      .on("end", () => {
        const { query, variables } = JSON.parse(Buffer.concat(parts).toString()) as {
          readonly query: string;
          readonly variables?: Record<string, unknown>;
        }; // what a gateway sends
        const schema = schemaOf(
          Number(new URL(request.url ?? "", "http://localhost").searchParams.get("version")),
        );
        void graphql({ schema, source: query, variableValues: variables }).then((result) =>
          response.setHeader("content-type", "application/json").end(JSON.stringify(result)),
        );
      });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // it listens on a port
  return {
    sdl,
    url: (version) => `http://127.0.0.1:${port}/graphql?version=${version}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
