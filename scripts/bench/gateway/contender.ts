/** One gateway as a process of its own: `contender.js <kind> <supergraph file> <port>`. Prints a line when it serves, and how much CPU it used when it is asked. */
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { ApolloGateway } from "@apollo/gateway";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { openPlanner } from "../../../gateway/plan/open-planner.js";
import { openStandaloneGateway } from "../../../gateway/standalone.js";
import { openSource } from "../../../gateway/supergraph/source.js";

const [, , kind = "", file = "", portText = "0"] = process.argv;
const port = Number(portText);

if (kind === "constant") {
  const buffer = await readFile(file);
  createServer((request, response) => {
    request.resume();
    request.on("end", () => response.writeHead(200, { "content-type": "application/json", "content-length": buffer.length }).end(buffer));
  }).listen(port, "127.0.0.1");
} else if (kind === "apollo") {
  const server = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl: await readFile(file, "utf8") }), introspection: true });
  await startStandaloneServer(server, { listen: { port, host: "127.0.0.1" } });
} else {
  await openStandaloneGateway({
    source: openSource(file), makePlanner: await openPlanner(), host: "127.0.0.1", port, limits: { selections: 100_000, depth: 50, tokens: 20_000 }, subgraphTimeoutMs: 10_000, operationTimeoutMs: 60_000, planningBudgetMs: 60_000, trustedProxies: "", shareInFlight: kind === "shared",
    log: (entry) => process.stderr.write(`${JSON.stringify(entry)}\n`),
  });
}
process.on("message", () => process.send?.({ ...process.cpuUsage(), rss: process.memoryUsage().rss }));
process.send?.("ready");
