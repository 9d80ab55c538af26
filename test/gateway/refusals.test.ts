import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { specifiedRules } from "graphql";
import { generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { CALLER_HEADER, stateBody, stateRoute, type StatedRequest } from "#schema/caller.js";
import { SENTENCES } from "../../gateway/engine/prepare/explain-fault.js";
import { createIssuer, generateIssuerKey } from "../../gateway/rights/issuer.js";
import { demoPerson } from "../../scripts/start/demo-people.js";
import { createSignCaller } from "../../gateway/rights/sign-caller.js";
import { askWrongly } from "../ask-wrongly.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "directory" });
});
afterAll(() => hub.close());

const post = (body: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(`${hub.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
const codeOf = async (response: Response): Promise<unknown> =>
  valueAt(await response.json(), "errors", 0, "extensions", "code");
const query = (text: string): string => JSON.stringify({ query: text });

describe("a token is refused", () => {
  const claims = { roles: ["supervisor"], name: "x" };
  test.each<readonly [string, () => Promise<string>]>([
    [
      "that another issuer's key signed",
      async () =>
        createIssuer({ keys: [await generateIssuerKey()], issuer: "tongcha", audience: "tongcha" }).issue(
          { subject: "x", name: "x", department: null, roles: ["supervisor"] },
          1,
        ),
    ],
    [
      "that nobody signed",
      async () =>
        new UnsecuredJWT(claims)
          .setSubject("x")
          .setIssuer("tongcha")
          .setAudience("tongcha")
          .setExpirationTime("1h")
          .encode(),
    ],
    [
      "that is signed with the public key as a secret",
      async () => {
        const keys = await (await fetch(`${hub.url}/.well-known/jwks.json`)).text();
        return new SignJWT(claims)
          .setProtectedHeader({ alg: "HS256" })
          .setSubject("x")
          .setIssuer("tongcha")
          .setAudience("tongcha")
          .setExpirationTime("1h")
          .sign(Buffer.from(keys));
      },
    ],
    [
      "of an algorithm that is not allowed",
      async () =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: "EdDSA" })
          .setSubject("x")
          .setIssuer("tongcha")
          .setAudience("tongcha")
          .setExpirationTime("1h")
          .sign((await generateKeyPair("EdDSA")).privateKey),
    ],
    [
      "that has expired",
      async () => hub.issuer.issue({ subject: "x", name: "x", department: null, roles: ["supervisor"] }, -1),
    ],
    ["that is no token", async () => "abc"],
  ])("%s", async (_, make) => {
    const response = await post(query("{ feeds { nodes { id } } }"), {
      authorization: `Bearer ${await make()}`,
    });
    expect(response.status).toBe(401);
    expect(await codeOf(response)).toBe("TOKEN_INVALID");
  });
});

test("whatever is asked of whatever route, what is refused has a code, a Chinese sentence and an English one", async () => {
  const { codes, faults } = await askWrongly(hub.app, hub.url);
  expect(faults).toEqual([]);
  expect([...codes]).toEqual(
    expect.arrayContaining([
      "CONTENT_ENCODING",
      "CONTENT_TYPE",
      "CONTRACT_UNKNOWN",
      "EXPECTATION_REFUSED",
      "FEED_UNKNOWN",
      "GRAPHQL_PARSE_FAILED",
      "HEADERS_TOO_LARGE",
      "HTTP_INVALID",
      "METHOD_NOT_ALLOWED",
      "PATH_INVALID",
      "PATH_TOO_LONG",
      "PATH_UNKNOWN",
      "REQUEST_INVALID",
      "REQUEST_TOO_LARGE",
      "STANDING_QUERY_UNKNOWN",
      "SUBGRAPH_UNSIGNED",
      "SUBMISSION_UNKNOWN",
      "TOKEN_INVALID",
    ]),
  );
});

describe("a request is refused", () => {
  test("in a character set other than UTF-8, before it is decoded", async () => {
    const response = await post(query("{ feeds { nodes { id } } }"), {
      "content-type": "application/json; charset=utf-7",
    });
    expect([response.status, await codeOf(response)]).toEqual([415, "CONTENT_TYPE"]);
  });

  test("as a form, which a browser sends across sites without asking", async () => {
    const response = await post("query=%7Bfeeds%7Bid%7D%7D", {
      "content-type": "application/x-www-form-urlencoded",
    });
    expect(response.status).toBe(415);
  });

  test("as a mutation over GET", async () => {
    const response = await fetch(
      `${hub.url}/graphql?query=${encodeURIComponent('mutation { publish(id: "x") { id } }')}`,
      {
        headers: {
          "apollo-require-preflight": "1",
          authorization: `Bearer ${await hub.token("reviewer", "scjgj")}`,
        },
      },
    );
    expect(response.status).toBe(405);
  });

  test("as an array of queries", async () => {
    expect((await post(JSON.stringify([{ query: "{ feeds { nodes { id } } }" }]))).status).toBe(400);
  });

  test("over a megabyte", async () => {
    expect((await post(query(`{ feeds { nodes { id } } } # ${"x".repeat(1_100_000)}`))).status).toBe(413);
  });
});

describe("a query is refused before it is planned", () => {
  test("when its fragments, used again and again, expand to thousands of selections", async () => {
    // A planner that had to tell would be ended for its time, and the code would be another.
    const levels = 60;
    const fragments = Array.from(
      { length: levels },
      (_, level) =>
        `fragment F${level} on Department { x${level}: parent { ...F${level + 1} } y${level}: parent { ...F${level + 1} } }`,
    );
    const response = await post(
      query(
        `{ department(code: "scjgj") { ...F0 } } ${fragments.join(" ")} fragment F${levels} on Department { id }`,
      ),
    );
    expect([response.status, await codeOf(response)]).toEqual([400, "QUERY_TOO_LARGE"]);
  });

  test("when inline fragments overlap in it thousands of times, which validation would have to compare each with each", async () => {
    const overlapping = (times: number): string =>
      `{ ${`... { department(code: "scjgj") { ${"... { id } ".repeat(times)} } } `.repeat(times)} }`;
    expect(await codeOf(await post(query(overlapping(60))))).toBe("QUERY_TOO_LARGE");
    // As many as are allowed would still be compared for too long: validation gives up by itself.
    expect(
      valueAt(await (await post(query(overlapping(40)))).json(), "errors", 0, "extensions", "english"),
    ).toBe("The document compares too many fields of one name.");
  });

  test("when it hides its depth in fragments", async () => {
    const levels = 40;
    const fragments = Array.from(
      { length: levels },
      (_, level) => `fragment F${level} on Department { parent { ...F${level + 1} } }`,
    );
    expect(
      await codeOf(
        await post(
          query(
            `{ department(code: "scjgj") { ...F0 } } ${fragments.join(" ")} fragment F${levels} on Department { id }`,
          ),
        ),
      ),
    ).toBe("QUERY_TOO_DEEP");
  });

  test("when a fragment spreads itself", async () => {
    expect(
      await codeOf(await post(query("{ feeds { nodes { ...F } } } fragment F on Feed { id ...F }"))),
    ).toBe("GRAPHQL_VALIDATION_FAILED");
  });
});

test("aliases and variables named __proto__ or constructor pollute nothing", async () => {
  for (const name of ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"]) {
    const response = await post(
      JSON.stringify({
        query: `query ($${name}: Boolean = true) { ${name}: department(code: "scjgj") { ${name}: name @include(if: $${name}) } }`,
        variables: { [name]: true },
      }),
    );
    expect(response.status).toBeLessThan(500);
  }
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  expect(({} as Record<string, unknown>)["name"]).toBeUndefined();
});

test("an unknown error is masked, and the log has it under the reference", async () => {
  await hub.parts.database.pool.query("ALTER TABLE directory.areas RENAME TO areas_away");
  const answer = await hub.query("{ areas { nodes { name } } }");
  await hub.parts.database.pool.query("ALTER TABLE directory.areas_away RENAME TO areas");
  expect(answer.errors?.[0]?.extensions["code"]).toBe("INTERNAL");
  const reference = String(valueAt(answer.errors?.[0]?.extensions, "details", "requestId"));
  expect(JSON.stringify(answer)).not.toContain("areas_away");
  expect(hub.logged.some((line) => line.includes(reference))).toBe(true);
});

describe("a contract of the hub", () => {
  const ask = async (
    contract: string,
    text: string,
    token?: string,
  ): Promise<readonly [number, unknown, unknown]> => {
    const response = await fetch(`${hub.url}/graphql/${contract}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: query(text),
    });
    const answer: unknown = await response.json();
    return [response.status, valueAt(answer, "errors", 0, "extensions", "code"), valueAt(answer, "data")];
  };
  const submissions = "{ submissions { nodes { id } } }";
  const groups = "{ areas { groups(by: [KIND]) { count } } }";

  test("shows everyone what is public, without the desk; an app gets no statistics over whole lists", async () => {
    const clerk = await hub.token("clerk", "scjgj");
    for (const contract of ["public", "mobile"]) {
      expect(await ask(contract, "{ areas(first: 1) { nodes { code } } }")).toEqual([
        200,
        undefined,
        { areas: { nodes: [{ code: expect.any(String) }] } },
      ]);
      for (const text of [submissions, 'mutation { publish(id: "1") { id } }'])
        expect((await ask(contract, text, clerk))[0]).toBe(400);
    }
    expect((await ask("public", groups))[1]).toBeUndefined();
    expect((await ask("mobile", groups)).slice(0, 2)).toEqual([400, "GRAPHQL_VALIDATION_FAILED"]);
  });

  test("gives nobody a right that they have not", async () => {
    expect((await ask("internal", submissions))[1]).toBe("TOKEN_MISSING");
    expect((await ask("internal", submissions, "abc")).slice(0, 2)).toEqual([401, "TOKEN_INVALID"]);
    expect(await ask("internal", submissions, await hub.token("clerk", "scjgj"))).toEqual([
      200,
      undefined,
      { submissions: { nodes: [] } },
    ]);
  });
});

describe("a subgraph", () => {
  const BODY = query("{ __typename }");
  const ask = (headers: Readonly<Record<string, string>>): Promise<Response> =>
    fetch(`${hub.url}/directory/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: BODY,
    });

  test("answers nobody but the gateway", async () => {
    const response = await ask({});
    expect([response.status, await codeOf(response)]).toEqual([401, "SUBGRAPH_UNSIGNED"]);
  });

  test("refuses what another key signed", async () => {
    const sign = createSignCaller(crypto.getRandomValues(new Uint8Array(32)));
    const forged = await sign(null, "directory", stateBody(BODY));
    expect((await ask({ [CALLER_HEADER]: forged })).status).toBe(401);
  });

  test("refuses a statement beside another body, and one that was made for a route or a connection", async () => {
    const sign = createSignCaller(hub.keys.hub[0]);
    const statusOf = async (stated: StatedRequest): Promise<number> =>
      (await ask({ [CALLER_HEADER]: await sign(null, "directory", stated) })).status;
    expect(await statusOf(stateBody(BODY))).toBe(200);
    for (const stated of [stateBody(`${BODY} `), stateRoute("POST", "/directory/graphql"), {}])
      expect(await statusOf(stated)).toBe(401);
    const upload = async (stated: StatedRequest): Promise<number> => {
      const clerk = demoPerson("clerk", "zwfwj");
      const headers = { [CALLER_HEADER]: await sign(clerk, "disclosure", stated) };
      return (await fetch(`${hub.url}/intake/directory.areas`, { method: "POST", headers, body: "" })).status;
    };
    expect(await upload(stateRoute("POST", "/intake/directory.areas"))).toBe(422);
    for (const stated of [stateRoute("POST", "/intake/directory.departments"), stateBody(""), {}])
      expect(await upload(stated)).toBe(401);
  });
});

describe("a wrong query is told in Chinese, with the library's words in English", () => {
  const told = async (body: object): Promise<unknown> =>
    valueAt(await (await post(JSON.stringify(body))).json(), "errors", 0);
  test.each<readonly [string, object, string, RegExp, object]>([
    [
      "no GraphQL",
      { query: "{ areas(" },
      "GRAPHQL_PARSE_FAILED",
      /^查询有语法错误，在第1行第9列：Syntax Error: /,
      {},
    ],
    [
      "a field that is not there",
      { query: "{ areas { nope } }" },
      "GRAPHQL_VALIDATION_FAILED",
      /^此处没有字段“nope”：Cannot query field "nope"/,
      { rule: "FieldsOnCorrectType" },
    ],
    [
      "a variable that is not defined",
      { query: "{ areas(first: $n) { totalCount } }" },
      "GRAPHQL_VALIDATION_FAILED",
      /^没有定义变量“n”：/,
      { rule: "NoUndefinedVariables" },
    ],
    [
      "a wrong value for a variable",
      { query: "query ($n: Int) { areas(first: $n) { totalCount } }", variables: { n: "x" } },
      "BAD_USER_INPUT",
      /^变量“n”的值缺失或有误：Variable "\$n"/,
      {},
    ],
    [
      "two operations",
      { query: "query A { __typename } query B { __typename }" },
      "OPERATION_RESOLUTION_FAILURE",
      /^有多个操作时/,
      { rule: "operationName" },
    ],
    [
      "an operation that is not there",
      { query: "query A { __typename }", operationName: "B" },
      "OPERATION_RESOLUTION_FAILURE",
      /^查询中没有此名称的操作：/,
      { rule: "operationUnknown" },
    ],
  ])("%s", async (_, body, code, message, details) => {
    const error = await told(body);
    expect(error).toMatchObject({ message: expect.stringMatching(message), extensions: { code, details } });
    expect(valueAt(error, "extensions", "english")).toMatch(/^[\x20-\x7e]+$/);
  });

  test("what a subgraph finds wrong, such as the form of a time", async () => {
    expect(
      await told({
        query: "query ($at: DateTime) { areas(asOf: $at) { totalCount } }",
        variables: { at: "yesterday" },
      }),
    ).toMatchObject({
      message: expect.stringMatching(/^时刻应按 RFC 3339 书写，并带时区：/),
      extensions: { code: "BAD_USER_INPUT", english: expect.stringMatching(/^[\x20-\x7e]+$/) },
    });
  });

  test("there is a sentence for every rule of the library", () => {
    expect(
      specifiedRules
        .map(({ name }) => name.replace(/Rule$/, ""))
        .filter((rule) => SENTENCES[rule] === undefined),
    ).toEqual([]);
  });
});
