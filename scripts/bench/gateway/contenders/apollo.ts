import { readFile } from "node:fs/promises";
import { ApolloGateway } from "@apollo/gateway";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { TongchaGateway } from "../../../../gateway/adapters/apollo/index.js";
import type { ContenderSetup } from "./contender-setup.js";

/** With the original's gateway, or with ours in its place. */
export async function serveApollo(
  { supergraph }: ContenderSetup,
  { isOurs }: { readonly isOurs: boolean },
): Promise<string> {
  const supergraphSdl = await readFile(supergraph, "utf8");
  const server = new ApolloServer({
    gateway: isOurs ? new TongchaGateway({ supergraphSdl }) : new ApolloGateway({ supergraphSdl }),
    introspection: true,
  });
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: "127.0.0.1" } });
  return new URL(url).origin;
}
