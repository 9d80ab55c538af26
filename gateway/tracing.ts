/**
 * Traces operations: one span for the operation, one for each stage, one for each subgraph call
 * (OpenTelemetry; W3C Trace Context from the client to the subgraphs). Without an exporter there is no
 * tracing at all: `NO_TRACE` only calls the functions that it is given.
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

/** The trace of one operation. */
export interface OperationTrace {
  /** Runs the work in a child span of the operation's. */
  readonly stage: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  /** Called once, when the answer is ready or the operation was refused; `failure` is the error. */
  readonly end: (failure?: unknown) => void;
}

export interface Tracing {
  /** Starts a span, in the trace that the client's headers name, if any. */
  readonly startOperation: (headers: IncomingHttpHeaders) => OperationTrace;
  readonly call: <T>(subgraph: string, work: () => Promise<T>) => Promise<T>;
  /** Headers that make the active span the parent of a subgraph's spans; name, value, name, value. */
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

/** Traces contain error codes only, no text that people wrote. */
function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : "INTERNAL";
}
