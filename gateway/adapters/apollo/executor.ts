/** Executes operations that Apollo Server has parsed and validated. */
import type {
  GatewayExecutionResult,
  GatewayExecutor,
  GatewayGraphQLRequestContext,
} from "@apollo/server-gateway-interface";
import { GraphQLError, OperationTypeNode } from "graphql";
import { HubError } from "#schema/errors.js";
import { startLifetime, type EndableLifetime } from "#schema/runtime/lifetime.js";
import type { AnswerLimits } from "#schema/runtime/meter.js";
import type { SubgraphError } from "#schema/subgraph.js";
import { NOBODY } from "../../rights/rights.js";
import { UNLIMITED } from "../../engine/planning-budget.js";
import type { Outcome } from "../../engine/engine.js";
import { restBetween } from "../../operation/long-request.js";
import { readAsked } from "../../operation/read-asked.js";
import { meansOf, toItsEnd } from "../../operation/use-revision.js";
import { readRights, type RightsHook } from "./rights-hook.js";
import type { Served } from "./served-graph.js";
import type { Services } from "./services.js";

export interface ExecutorParts {
  readonly current: () => Served;
  readonly services: Pick<Services, "begin">;
  /** Longest time for a query. */
  readonly operationTimeoutMs: number;
  readonly answerLimits: AnswerLimits;
  /** Undefined: no caller sees protected elements of the graph. */
  readonly rights?: RightsHook | undefined;
}

export function createExecutor({
  current,
  services,
  operationTimeoutMs,
  answerLimits: limits,
  rights,
}: ExecutorParts): GatewayExecutor {
  const execute = async (incoming: GatewayGraphQLRequestContext): Promise<GatewayExecutionResult> => {
    const { revision, engine } = current();
    const asked = {
      text: incoming.source,
      operationName: incoming.request.operationName ?? null,
      variables: incoming.request.variables ?? {},
    };
    const read = await readAsked(engine, asked, {
      guard: null,
      budget: UNLIMITED,
      refuseKind,
      rest: restBetween(asked),
    });
    // The errors get Apollo Server's own codes.
    if (!read.ok)
      return {
        errors: read.errors.map(({ message, nodes }) => new GraphQLError(message, { nodes: nodes ?? null })),
      };
    const { isGuarded, policies } = read.operation;
    const runnable = await engine.plan(read.operation, read.variables, {
      mayDefer: false,
      budget: UNLIMITED,
      rights: isGuarded ? await readRights(rights, incoming, policies) : NOBODY,
    });
    const run = (lifetime: EndableLifetime): Promise<Outcome> => {
      services.begin(lifetime, incoming);
      return engine.run(
        runnable,
        read.variables,
        meansOf(revision, { caller: null, client: "", lifetime, limits }),
      );
    };
    return toResult(
      await (read.kind === OperationTypeNode.MUTATION
        ? toItsEnd(revision, run)
        : run(startLifetime(operationTimeoutMs))),
    );
  };
  return async (incoming) => {
    const release = current().revision.hold();
    try {
      return await execute(incoming);
    } catch (error) {
      if (error instanceof HubError) return { errors: [toError(error)] };
      throw error;
    } finally {
      release();
    }
  };
}

function refuseKind(kind: OperationTypeNode): void {
  if (kind === OperationTypeNode.SUBSCRIPTION)
    throw new GraphQLError("Execution of subscriptions not supported by gateway");
}

/** Parses the answer, because Apollo Server serialises it itself. */
function toResult({ data, errors }: Outcome): GatewayExecutionResult {
  // the engine writes an object, or null
  const values = JSON.parse(data) as NonNullable<GatewayExecutionResult["data"]> | null;
  return errors.length === 0 ? { data: values } : { errors: errors.map(toGraphQLError), data: values };
}

function toGraphQLError({ message, path, extensions }: SubgraphError): GraphQLError {
  return new GraphQLError(message, { path: path ?? null, extensions: extensions ?? null });
}

function toError({ message, code, english, details }: HubError): GraphQLError {
  return new GraphQLError(message, { extensions: { code, english, details } });
}
