import { createServer, type IncomingHttpHeaders } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openTracing, type OpenTracing } from "../../scripts/start/open-tracing.js";
import {
  answerJson,
  openTestGateway,
  serveSubgraph,
  type HttpSubgraph,
  type TestGateway,
} from "./open-gateway.js";

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly status: { readonly message?: string };
}

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const PARENT = "b7ad6b7169203331";
const spans: Span[] = [];
const seen: IncomingHttpHeaders[] = [];
const collector = createServer((request, response) => {
  const parts: Buffer[] = [];
  request
    .on("data", (part: Buffer) => parts.push(part))
    .on("end", () => {
      const { resourceSpans } = JSON.parse(Buffer.concat(parts).toString()) as {
        resourceSpans: { scopeSpans: { spans: Span[] }[] }[];
      }; // OTLP's JSON
      for (const { scopeSpans } of resourceSpans) for (const scope of scopeSpans) spans.push(...scope.spans);
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
}).listen(0, "127.0.0.1");
let words: HttpSubgraph;
let traces: OpenTracing;
let gateway: TestGateway;
beforeAll(async () => {
  await once(collector, "listening");
  const { port } = collector.address() as AddressInfo; // it listens on a port
  const opened = await openTracing({ tracesUrl: `http://127.0.0.1:${port}/v1/traces`, traceShare: 100 });
  if (!opened) throw new Error("Nothing is traced");
  traces = opened;
  words = await serveSubgraph((body, response, { headers }) => {
    seen.push(headers);
    // its private name
    const key = /\w+(?=:\s*word)/.exec((JSON.parse(body) as { query: string }).query)?.[0] ?? "word";
    answerJson(response, { data: { [key]: "词" } });
  });
  gateway = await openTestGateway([{ name: "words", sdl: "type Query { word: String }", url: words.url }], {
    tracing: traces.tracing,
  });
});
afterAll(async () => {
  await gateway.close();
  words.close();
  collector.close();
  collector.closeAllConnections();
});

test("an operation, its stages and its calls are spans of the client's trace, and a subgraph is told which", async () => {
  const response = await gateway.send(
    { query: "{ word }" },
    { headers: { traceparent: `00-${TRACE}-${PARENT}-01` } },
  );
  expect(await response.json()).toEqual({ data: { word: "词" } });
  await gateway.send({ query: "{ nothing }" });
  await gateway.send({ query: `{ ${"word ".repeat(3_000)} }` });
  await traces.close();

  const known = spans.filter(({ traceId }) => traceId === TRACE);
  const operation = known.find(({ name }) => name === "graphql.operation");
  const idOf = (wanted: string): string | undefined => known.find(({ name }) => name === wanted)?.spanId;
  expect(operation?.parentSpanId).toBe(PARENT);
  expect(Object.fromEntries(known.map(({ name, parentSpanId }) => [name, parentSpanId]))).toEqual({
    "graphql.operation": PARENT,
    "graphql.document": operation?.spanId,
    "graphql.admit": operation?.spanId,
    "graphql.plan": operation?.spanId,
    "graphql.run": operation?.spanId,
    "subgraph.words": idOf("graphql.run"),
  });
  expect(seen[0]?.["traceparent"]).toBe(`00-${TRACE}-${idOf("subgraph.words") ?? ""}-01`);
  expect(
    spans.filter(({ name }) => name === "graphql.operation").map(({ status }) => status.message),
  ).toEqual([undefined, undefined, "QUERY_TOO_LARGE"]);
});
