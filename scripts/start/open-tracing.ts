/**
 * Sends traces to a collector (OTLP over HTTP), where the setting names one. The libraries are loaded then
 * alone. What they send and how is told by OpenTelemetry's own variables (OTEL_EXPORTER_OTLP_HEADERS,
 * OTEL_BSP_…).
 */
import { createTracing, type Tracing } from "../../gateway/tracing.js";
import type { Settings } from "./settings.js";

export interface OpenTracing {
  readonly tracing: Tracing;
  /** Sends what is left. */
  readonly close: () => Promise<void>;
}

/** Null: nothing is traced. */
export async function openTracing({
  tracesUrl,
  traceShare,
}: Pick<Settings, "tracesUrl" | "traceShare">): Promise<OpenTracing | null> {
  if (tracesUrl === null) return null;
  const [
    { context, propagation },
    { AsyncLocalStorageContextManager },
    { OTLPTraceExporter },
    { BatchSpanProcessor, TracerProvider, TraceIdRatioBasedSampler },
    { W3CTraceContextPropagator },
  ] = await Promise.all([
    import("@opentelemetry/api"),
    import("@opentelemetry/context-async-hooks"),
    import("@opentelemetry/exporter-trace-otlp-http"),
    import("@opentelemetry/sdk-trace"),
    import("@opentelemetry/core"),
  ]);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  // By the trace's own number: a stranger who marks a request as one to be traced does not decide that it is.
  const provider = new TracerProvider({
    sampler: new TraceIdRatioBasedSampler(traceShare / 100),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url: tracesUrl }) })],
  });
  return {
    tracing: createTracing(provider.getTracer("tongcha")),
    close: async () => {
      await provider.shutdown();
      context.disable();
      propagation.disable();
    },
  };
}
