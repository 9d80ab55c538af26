/** The service as the gateway uses it: over HTTP, with a signed statement of who asks. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { after, test } from "node:test";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { CALLER_HEADER, digestOf, STATEMENT_TYPE, type Caller } from "../src/caller.js";
import { SDL } from "../src/schema.js";
import { NAME, startService } from "../src/service.js";

const CLERK: Caller = { subject: "1", department: "jtj", roles: ["clerk"] };

/** Stands for the hub: it has the public key of what is signed here. */
const { privateKey, publicKey } = await generateKeyPair("ES256");
const publicJwk = await exportJWK(publicKey);
const hub = createServer((_request, response) => {
  response
    .writeHead(200, { "content-type": "application/json" })
    .end(JSON.stringify({ keys: [{ ...publicJwk, alg: "ES256" }] }));
});
await new Promise<void>((resolve) => {
  hub.listen(0, "127.0.0.1", resolve);
});
const address = hub.address();
const service = await startService({
  host: "127.0.0.1",
  port: 0,
  hubUrl: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
});
after(async () => {
  await service.stop();
  hub.close();
});

/** Of the body that it stands beside. */
type Statement = (body: string) => Promise<string>;

function sign({
  caller = null,
  audience = NAME,
  age = 0,
  typ = STATEMENT_TYPE,
  key = privateKey,
}: {
  readonly caller?: Caller | null;
  readonly audience?: string;
  readonly age?: number;
  readonly typ?: string;
  readonly key?: CryptoKey;
} = {}): Statement {
  return (body) =>
    new SignJWT({ caller: caller && { ...caller }, body: digestOf(body) })
      .setProtectedHeader({ alg: "ES256", typ })
      .setAudience(audience)
      .setIssuedAt(Math.floor(Date.now() / 1000) - age)
      .sign(key);
}

async function ask(
  query: string,
  statement: Statement | null,
  variables: object = {},
): Promise<{
  readonly status: number;
  readonly body: {
    readonly data?: unknown;
    readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
  };
}> {
  const asked = JSON.stringify({ query, variables });
  const response = await fetch(service.url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(statement === null ? {} : { [CALLER_HEADER]: await statement(asked) }),
    },
    body: asked,
  });
  return { status: response.status, body: (await response.json()) as { readonly data?: unknown } };
}

void test("an area has its service points", async () => {
  const query =
    "query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Area { sampleNamePoints { name } } } }";
  const { body } = await ask(query, sign(), {
    representations: [{ __typename: "Area", code: "110118001" }],
  });
  assert.deepEqual(body, {
    data: { _entities: [{ sampleNamePoints: [{ name: "示例鼓楼服务点" }, { name: "示例鼓楼东服务点" }] }] },
  });
});

void test("a service point is found by its identifier, with the key of its area", async () => {
  const { body } = await ask('{ sampleNamePoint(id: "2") { name area { code } } }', sign());
  assert.deepEqual(body, {
    data: { sampleNamePoint: { name: "示例果园服务点", area: { code: "110118002" } } },
  });
});

void test("a page of more than a hundred is refused", async () => {
  const { body } = await ask("{ sampleNamePoints(first: 101) { id } }", sign());
  assert.equal(body.errors?.[0]?.extensions?.code, "PAGE_ARGUMENTS");
});

void test("a remark is for staff", async () => {
  const query = '{ sampleNamePoint(id: "1") { remark } }';
  assert.deepEqual((await ask(query, sign())).body, { data: { sampleNamePoint: { remark: null } } });
  assert.deepEqual((await ask(query, sign({ caller: CLERK }))).body, {
    data: { sampleNamePoint: { remark: "周三盘点" } },
  });
});

void test("nobody but the gateway is answered", async () => {
  const other = await generateKeyPair("ES256");
  const statements = [
    null,
    () => Promise.resolve("no JWT"),
    (body: string) => sign()(`${body} `),
    sign({ audience: "another-subgraph" }),
    sign({ age: 120 }),
    sign({ typ: "JWT" }),
    sign({ key: other.privateKey }),
  ];
  for (const statement of statements) {
    const { status, body } = await ask("{ sampleNamePoints { id } }", statement);
    assert.equal(status, 401);
    assert.equal(body.errors?.[0]?.extensions?.code, "CALLER_UNSIGNED");
  }
});

void test("schema.graphql is the schema that runs: after a change, npm run schema", async () => {
  assert.equal(await readFile("schema.graphql", "utf8"), SDL);
});
