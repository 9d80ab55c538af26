import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { WebSocket } from "ws";
import { MARKET, penaltyCsv, penaltyRow } from "../penalty-file.js";
import { WITH_PENALTIES } from "../prepared.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { codeOf, followOverEventStream, followOverWebSocket, type Following } from "./clients.js";

let hub: TestHub;
let published = 0;
beforeAll(async () => {
  hub = await startHub({
    domains: WITH_PENALTIES,
    holds: "directory",
    settings: { DOCUMENT_MODES: "mobile=trusted-only" },
  });
});
afterAll(() => hub.close());

const TRANSPORTS: readonly (readonly [string, (contract: string, query: string) => Promise<Following>])[] = [
  ["an event stream", (contract, query) => followOverEventStream(`${hub.url}/graphql/${contract}`, query)],
  [
    "WebSocket",
    (contract, query) => Promise.resolve(followOverWebSocket(`${hub.url}/graphql/${contract}`, query)),
  ],
];

describe.each(TRANSPORTS)("over %s", (_, follow) => {
  /** The text of a refusal: the only answer of a stream, or the body of plain HTTP. */
  const refusal = async (contract: string, query: string): Promise<unknown> => {
    const following = await follow(contract, query);
    const response: unknown = valueAt(following, "response");
    const said =
      response instanceof Response && response.status !== 200
        ? await response.json()
        : await following.next().catch((error: unknown) => error);
    following.stop();
    return codeOf(said);
  };

  test("a contract's view can be subscribed to, and has nothing that the contract hides", async () => {
    const latest = String(
      valueAt(
        (await hub.query("{ releases(first: 1) { nodes { cursor } } }")).data,
        "releases",
        "nodes",
        0,
        "cursor",
      ),
    );
    const following = await follow("public", `subscription { released(after: "${latest}") { feed { id } } }`);
    await hub.publish("enforcement.penalties", penaltyCsv([penaltyRow((published += 1))]), MARKET.code);
    expect(await following.next()).toEqual({ data: { released: { feed: { id: "enforcement.penalties" } } } });
    following.stop();
    expect(await refusal("public", "subscription { submissionChanged { cursor } }")).toBe(
      "GRAPHQL_VALIDATION_FAILED",
    );
  });

  test("where only registered documents are answered, no other is subscribed to or asked", async () => {
    for (const query of ["subscription { released { number } }", "{ feeds { nodes { id } } }"])
      expect(await refusal("mobile", query)).toBe("DOCUMENT_REQUIRED");
  });
});

test("an upgrade at a contract that there is not is refused", async () => {
  const socket = new WebSocket(`${hub.url.replace("http", "ws")}/graphql/nothing`, "graphql-transport-ws");
  expect(
    await new Promise((resolve) => {
      socket.once("error", (error) => resolve(error.message));
    }),
  ).toMatch(/404/);
});
