/** The service over HTTP: `POST /graphql`, for the gateway. */
import { ApolloServer } from "@apollo/server";
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { startStandaloneServer } from "@apollo/server/standalone";
import { CALLER_HEADER, createVerifyCaller, type Context } from "./caller.js";
import { schema } from "./schema.js";

/** The subgraph's name in the district's graph. The gateway signs for it by this name. */
export const NAME = "sample-name";

export interface ServiceOptions {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Address of the hub, at which the gateway's public keys are. */
  readonly hubUrl: string;
}

export interface Service {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

export async function startService({ host, port, hubUrl }: ServiceOptions): Promise<Service> {
  const verifyCaller = createVerifyCaller({ hubUrl, name: NAME });
  const server = new ApolloServer<Context>({
    schema,
    includeStacktraceInErrorResponses: false,
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginInlineTraceDisabled()],
  });
  const { url } = await startStandaloneServer(server, {
    listen: { host, port },
    context: async ({ req }) => ({ caller: await verifyCaller(req.headers[CALLER_HEADER]) }),
  });
  return { url: new URL("graphql", url).href, stop: () => server.stop() };
}
