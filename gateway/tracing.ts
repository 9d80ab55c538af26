/**
 * Where the time of an operation goes: one span for it, one for each stage, one for each call of a subgraph
 * (OpenTelemetry; W3C Trace Context from the client to the subgraphs). Where nothing is exported there is no
 * tracing at all: `NO_TRACE` only calls what it is given.
 */
import type { IncomingHttpHeaders } from "node:http";
import {
  context,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Tracer,
} from "@opentelemetry/api";

/** Of one operation. */
export interface OperationTrace {
  /** Does the work in a span of its own, below the operation's. */
  readonly stage: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  /** Once, when its answer is there, or it was refused: `failure` is why. */
  readonly end: (failure?: unknown) => void;
}

export interface Tracing {
  /** The span belongs to the trace that the client's headers name, if they name one. */
  readonly startOperation: (headers: IncomingHttpHeaders) => OperationTrace;
  readonly call: <T>(subgraph: string, work: () => Promise<T>) => Promise<T>;
  /** Headers by which a subgraph's spans belong to the one that is active; names and values in turn. */
  readonly outgoing: () => readonly string[];
}

export const NO_TRACE: OperationTrace = { stage: (_name, work) => work(), end: () => undefined };

export function createTracing(tracer: Tracer): Tracing {
  const inSpan = async <T>(
    name: string,
    kind: SpanKind,
    above: Context,
    work: () => Promise<T>,
  ): Promise<T> => {
    const span = tracer.startSpan(name, { kind }, above);
    try {
      return await context.with(trace.setSpan(above, span), work);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: codeOf(error) });
      throw error;
    } finally {
      span.end();
    }
  };
  return {
    startOperation: (headers) => {
      const above = propagation.extract(context.active(), headers);
      const span = tracer.startSpan("graphql.operation", { kind: SpanKind.SERVER }, above);
      const here = trace.setSpan(above, span);
      return {
        stage: (name, work) => inSpan(`graphql.${name}`, SpanKind.INTERNAL, here, work),
        end: (failure) => {
          if (failure !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: codeOf(failure) });
          span.end();
        },
      };
    },
    call: (subgraph, work) => inSpan(`subgraph.${subgraph}`, SpanKind.CLIENT, context.active(), work),
    outgoing: () => {
      const headers: Record<string, string> = {};
      propagation.inject(context.active(), headers);
      return Object.entries(headers).flat();
    },
  };
}

/** Text that people wrote stays out of traces. */
function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : "INTERNAL";
}
