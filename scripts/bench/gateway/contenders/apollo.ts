import { readFile } from "node:fs/promises";
import { ApolloGateway } from "@apollo/gateway";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import type { Place } from "./place.js";

export async function serveApollo({ supergraph }: Place): Promise<string> {
  const server = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl: await readFile(supergraph, "utf8") }), introspection: true });
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: "127.0.0.1" } });
  return new URL(url).origin;
}
