import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { valueAt } from "../start-hub.js";
import { startDepartmentService, type DepartmentService } from "../registry/department-service.js";
import { DEVELOPER, LINK, openSmallHub, type SmallHub } from "../registry/open-small-hub.js";
import { until } from "../until.js";

const sdl = (field: string): string => `${LINK}
type Area @key(fields: "code") {
  code: String!
${field}
}
`;
const LINES = '  """公交线路数 / Bus lines"""\n  busLines: Int';
const STOPS = '  """公交站数 / Bus stops"""\n  busStops: Int';

let hub: SmallHub;
let service: DepartmentService;
beforeAll(async () => {
  hub = await openSmallHub();
  service = await startDepartmentService(sdl(`${LINES}\n${STOPS}`), {
    Area: {
      __resolveReference: ({ code }: { readonly code: string }) => ({ code, busLines: 7, busStops: 21 }),
    },
  });
  expect(await publishSubgraph(`${LINES}\n${STOPS}`)).toMatchObject({ ok: true });
});
afterAll(async () => {
  service.close();
  await hub.close();
});

async function publishSubgraph(fields: string): Promise<unknown> {
  const text = sdl(fields);
  service.deploy(text);
  const { data, errors } = await hub.ask(
    "mutation ($input: SubgraphInput!) { publishSubgraph(input: $input) { ok findings { code severity coordinate message { zh en } uses { client requests operations } } } }",
    { input: { name: "transport", url: service.url, sdl: text } },
    DEVELOPER,
  );
  return valueAt(data, "publishSubgraph") ?? errors;
}

const idOf = (text: string): string => createHash("sha256").update(text).digest("hex");
const publish = (text: string, client = "app"): ReturnType<SmallHub["ask"]> =>
  hub.ask(
    "mutation ($client: ID!, $documents: [DocumentInput!]!) { publishDocuments(client: $client, documents: $documents) { ok added } }",
    { client, documents: [{ id: idOf(text), text }] },
    DEVELOPER,
  );
const withdraw = (text: string): ReturnType<SmallHub["ask"]> =>
  hub.ask(
    'mutation ($ids: [ID!]!) { withdrawDocuments(client: "app", ids: $ids) }',
    { ids: [idOf(text)] },
    DEVELOPER,
  );
const askAt = async (url: string, text: string): Promise<unknown> =>
  (
    await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ documentId: idOf(text) }),
    })
  ).json();

test("a field that only a registered document uses cannot be taken away: the client and its operation are named; withdrawn, it can", async () => {
  const text = 'query LinesOfLastYear { area(code: "1") { busLines } }';
  expect((await publish(text)).data).toEqual({ publishDocuments: { ok: true, added: 1 } });
  const refused = await publishSubgraph(STOPS);
  expect(refused).toMatchObject({
    ok: false,
    findings: [
      {
        code: "CHANGE_BREAKING",
        severity: "BREAKING",
        coordinate: "Area.busLines",
        uses: [{ client: "app", requests: 0, operations: ["LinesOfLastYear"] }],
      },
    ],
  });
  expect(valueAt(refused, "findings", 0, "message", "zh")).toContain("app（已登记的查询文档）");
  expect(valueAt(refused, "findings", 0, "message", "en")).toContain("app (registered documents)");
  expect((await withdraw(text)).data).toEqual({ withdrawDocuments: 1 });
  expect(await publishSubgraph(STOPS)).toMatchObject({ ok: true });
  expect(valueAt((await publish(text)).data, "publishDocuments", "ok")).toBe(false);
  expect(await publishSubgraph(`${LINES}\n${STOPS}`)).toMatchObject({ ok: true });
});

/** Holds up what is stored until both are examined and wait, the first one first in the queue. */
async function bothAtOnce(
  first: () => Promise<unknown>,
  second: () => Promise<unknown>,
): Promise<readonly unknown[]> {
  const waiting = async (count: number): Promise<void> => {
    for (let found = -1; found < count; await pause(20))
      found =
        (
          await hub.database.pool.query<{ count: number }>(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'registry.revision'::regclass",
          )
        ).rows[0]?.count ?? 0;
  };
  return hub.database
    .transaction(async (client) => {
      await client.query("LOCK TABLE registry.revision IN EXCLUSIVE MODE");
      const one = first();
      await waiting(1);
      const other = second();
      await waiting(2);
      return [one, other];
    })
    .then((begun) => Promise.all(begun));
}

test("of a document that is registered while the field that it uses goes, whichever is stored first stays, and the other is refused", async () => {
  if (hub.database.kind === "embedded") return;
  const text = 'query Race { area(code: "1") { busLines } }';
  const [registered, kept] = await bothAtOnce(
    () => publish(text),
    () => publishSubgraph(STOPS),
  );
  expect(valueAt(registered, "data", "publishDocuments")).toEqual({ ok: true, added: 1 });
  expect(kept).toMatchObject({
    ok: false,
    findings: [{ code: "CHANGE_BREAKING", uses: [{ client: "app", operations: ["Race"] }] }],
  });
  await withdraw(text);
  const [removed, refused] = await bothAtOnce(
    () => publishSubgraph(STOPS),
    () => publish(text),
  );
  expect(removed).toMatchObject({ ok: true });
  expect(valueAt(refused, "data", "publishDocuments", "ok")).toBe(false);
  expect(await publishSubgraph(`${LINES}\n${STOPS}`)).toMatchObject({ ok: true });
});

test("another gateway on the same database knows a new document when it is asked, and soon one that is withdrawn no more", async () => {
  if (hub.database.kind === "embedded") return;
  const other = await hub.openAnother();
  const text = 'query Elsewhere { area(code: "1") { name } }';
  await publish(text);
  const known = { data: { area: { name: "示例街道" } } };
  await until(async () => valueAt(await askAt(other.url, text), "data") !== undefined);
  expect(await askAt(other.url, text)).toEqual(known);
  expect(await askAt(hub.gateway.url, text)).toEqual(known);
  await withdraw(text);
  expect(await askAt(hub.gateway.url, text)).toMatchObject({
    errors: [{ extensions: { code: "DOCUMENT_UNKNOWN" } }],
  });
  await until(async () => valueAt(await askAt(other.url, text), "data") === undefined);
  expect(await askAt(other.url, text)).toMatchObject({
    errors: [{ extensions: { code: "DOCUMENT_UNKNOWN" } }],
  });
  await other.close();
});

test("a gateway that starts later has all of them, and many who register at once lose none", async () => {
  const texts = Array.from({ length: 12 }, (_, n) => `query Many${n} { area(code: "${n}") { name } }`);
  await Promise.all(texts.map((text, n) => publish(text, `app-${n % 3}`)));
  const later = await hub.openAnother();
  for (const text of texts)
    for (const url of [hub.gateway.url, later.url])
      expect(await askAt(url, text)).toEqual({ data: { area: { name: "示例街道" } } });
  await later.close();
});
