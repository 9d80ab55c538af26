/**
 * Runs this gateway's engine in a program's own Apollo Server, in place of `ApolloGateway`: `new
 * ApolloServer({ gateway: new TongchaGateway({ supergraphSdl }) })`. The constructor refuses unsupported
 * options by name.
 */
import type {
  GatewayInterface,
  GatewayLoadResult,
  GatewaySchemaLoadOrUpdateCallback,
  GatewayUnsubscriber,
} from "@apollo/server-gateway-interface";
import { UNLIMITED_ANSWER, type AnswerLimits } from "#schema/runtime/meter.js";
import { parseInSlices } from "../../engine/parse-in-slices.js";
import { readGraphs } from "../../graph/read-graphs.js";
import { createExecutor } from "./executor.js";
import { LOG_AS_LINES, logBy, type Logger } from "./logger.js";
import { RemoteGraphQLDataSource } from "./remote-data-source.js";
import type { RightsHook } from "./rights-hook.js";
import { openServedGraph, type Served, type ServedGraph } from "./served-graph.js";
import { createServices, type BuildService, type Services } from "./services.js";
import { hookOf, type SupergraphManager, type SupergraphSdlHook } from "./supergraph-hook.js";

export interface TongchaGatewayOptions {
  /** The supergraph's text, or a hook or manager that provides and updates it. */
  supergraphSdl: string | SupergraphSdlHook | SupergraphManager;
  /** Makes each subgraph's data source; default: HTTP, at the URL in the supergraph. */
  buildService?: BuildService;
  /** Default: lines of JSON on stderr. */
  logger?: Logger;
  /** Timeout for subgraphs that `buildService` did not make, in milliseconds; default: 10,000. */
  subgraphTimeoutMs?: number;
  /** Longest time for a query, in milliseconds; default: 30,000. Mutations always run to their end. */
  operationTimeoutMs?: number;
  /** Limits of one answer (ANSWER_TOO_LARGE); default: 256 MiB, and any number of objects. */
  answerLimits?: AnswerLimits;
  /**
   * Grants a request's rights for fields and types with `@authenticated`, `@requiresScopes` or `@policy`.
   * Undefined: all of them are null, with UNAUTHORIZED_FIELD_OR_TYPE.
   */
  rights?: RightsHook;
}

type State =
  | { readonly phase: "initialized" | "loading" | "failed to load" | "stopped" }
  | {
      readonly phase: "loaded";
      readonly graph: ServedGraph;
      readonly cleanup: (() => Promise<void>) | undefined;
    };

const OPTIONS: ReadonlySet<string> = new Set([
  "supergraphSdl",
  "buildService",
  "logger",
  "subgraphTimeoutMs",
  "operationTimeoutMs",
  "answerLimits",
  "rights",
]);

export class TongchaGateway implements GatewayInterface {
  readonly #options: TongchaGatewayOptions;
  readonly #services: Services;
  readonly #logger: Logger;
  readonly #listeners = new Set<GatewaySchemaLoadOrUpdateCallback>();
  #state: State = { phase: "initialized" };

  constructor(options: TongchaGatewayOptions) {
    const unknown = Object.keys(options).filter((name) => !OPTIONS.has(name));
    if (unknown.length > 0)
      throw new Error(
        `TongchaGateway does not carry out ${unknown.join(", ")}; its options are ${[...OPTIONS].join(", ")}`,
      );
    const { subgraphTimeoutMs: timeoutMs = 10_000 } = options;
    this.#options = options;
    this.#logger = options.logger ?? LOG_AS_LINES;
    this.#services = createServices(
      options.buildService ?? (({ url = "" }) => new RemoteGraphQLDataSource({ url, timeoutMs })),
    );
  }

  /** Calls back with the loaded schema, and with each later one; returns a function that unsubscribes. */
  onSchemaLoadOrUpdate(callback: GatewaySchemaLoadOrUpdateCallback): GatewayUnsubscriber {
    this.#listeners.add(callback);
    return () => {
      this.#listeners.delete(callback);
    };
  }

  /** Rejects with the error in the supergraph, or in its hook or manager. */
  async load(): Promise<GatewayLoadResult> {
    if (this.#state.phase !== "initialized")
      throw new Error(`TongchaGateway.load called in surprising state ${this.#state.phase}`);
    this.#state = { phase: "loading" };
    let cleanup: (() => Promise<void>) | undefined;
    try {
      const given = await hookOf(this.#options.supergraphSdl)({
        update: (text) => this.#update(text),
        healthCheck: (text) => this.#checkHealth(text),
        getDataSource: this.#services.of,
      });
      ({ cleanup } = given);
      const graph = await openServedGraph({
        supergraph: given.supergraphSdl,
        openClient: this.#services.openClient,
        onServed: (served) => this.#tell(served),
        log: logBy(this.#logger),
      });
      if (this.#isStopped()) {
        await graph.close();
        throw new Error("The gateway was stopped while it loaded");
      }
      this.#state = { phase: "loaded", graph, cleanup };
      const { operationTimeoutMs = 30_000, answerLimits = UNLIMITED_ANSWER } = this.#options;
      return {
        executor: createExecutor({
          current: graph.current,
          services: this.#services,
          operationTimeoutMs,
          answerLimits,
          rights: this.#options.rights,
        }),
      };
    } catch (error) {
      if (!this.#isStopped()) this.#state = { phase: "failed to load" };
      await this.#end(cleanup);
      throw error;
    }
  }

  /** Requests in flight are still answered. */
  async stop(): Promise<void> {
    const before = this.#state;
    this.#state = { phase: "stopped" };
    if (before.phase !== "loaded") return;
    await this.#end(before.cleanup);
    await before.graph.close();
  }

  #isStopped(): boolean {
    return this.#state.phase === "stopped";
  }

  #update(text: string): void {
    const { phase } = this.#state;
    if (phase === "failed to load" || phase === "stopped")
      throw new Error(`Can't call \`update\` callback: the gateway is ${phase}.`);
    // Before `load` has finished, an update is ignored: the supergraph that the hook returns is newer.
    if (this.#state.phase === "loaded") this.#state.graph.take(text);
  }

  async #checkHealth(text: string): Promise<void> {
    await this.#services.checkHealth(readGraphs(await parseInSlices(text)));
  }

  #tell({ supergraph: coreSupergraphSdl, engine: { schema: apiSchema } }: Served): void {
    for (const listener of this.#listeners) {
      try {
        listener({ apiSchema, coreSupergraphSdl });
      } catch (error) {
        this.#logger.error(
          `A listener of the schema failed, and it is served nevertheless: ${String(error)}`,
        );
      }
    }
  }

  async #end(cleanup: (() => Promise<void>) | undefined): Promise<void> {
    try {
      await cleanup?.();
    } catch (error) {
      this.#logger.error(`What gave the supergraph could not be ended: ${String(error)}`);
    }
  }
}
