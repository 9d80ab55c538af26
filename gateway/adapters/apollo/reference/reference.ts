/**
 * The reference: `@apollo/server` with `@apollo/gateway`, for the same supergraph file or URL, which is
 * polled.
 */
import { ApolloGateway } from "@apollo/gateway";
import { ApolloServer } from "@apollo/server";
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { describeLibrary, type Log } from "../../../log.js";
import { watchSupergraph } from "../supergraph-hook.js";
import { logBelow } from "./log-below.js";

/** Starts the reference; the caller must stop it. Rejects with the error in the supergraph. */
export async function openReference(where: string, log: Log): Promise<ApolloServer> {
  // Disables usage reports to Apollo.
  process.env["APOLLO_TELEMETRY_DISABLED"] = "true";
  const logger = logBelow(log);
  const refuse = (error: unknown): void =>
    log({
      level: "error",
      ...describeLibrary(error),
      message: "A new supergraph cannot be served by @apollo/gateway, and the old one stays",
    });
  const source = watchSupergraph(where, { onFailure: refuse });
  const gateway = new ApolloGateway({
    logger,
    supergraphSdl: ({ update, ...more }) =>
      source.initialize({
        ...more,
        update: (text) => {
          try {
            update(text);
          } catch (error) {
            refuse(error);
          }
        },
      }),
  });
  const server = new ApolloServer({
    gateway,
    logger,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await server.start();
  return server;
}
