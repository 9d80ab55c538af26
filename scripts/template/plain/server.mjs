// A Federation 2 subgraph without a federation library, to be read by whoever writes one in another language.
// Beside its schema it answers two more fields: `_service { sdl }` says its schema, `_entities` finds objects
// by their keys. Settings: HOST, PORT, HUB_URL.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { buildSchema, graphql } from "graphql";
import { createRemoteJWKSet, jwtVerify } from "jose";

const NAME = "sample-name";
const { HOST = "127.0.0.1", PORT = "4101", HUB_URL = "http://127.0.0.1:4000" } = process.env;
const LIMIT_BYTES = 1_048_576;

// Invented, in memory: put your database here.
const POINTS = [
  { id: "1", name: "示例鼓楼服务点", area: { __typename: "Area", code: "110118001" } },
  { id: "2", name: "示例果园服务点", area: { __typename: "Area", code: "110118002" } },
];
const pointOf = ({ id }) => POINTS.find((point) => point.id === id) ?? null;
const areaOf = ({ code }) => ({ code, sampleNamePoints: POINTS.filter(({ area }) => area.code === code) });
const withType = (__typename, object) => object && { __typename, ...object };

const sdl = readFileSync(new URL("schema.graphql", import.meta.url), "utf8");
// assumeValidSDL: federation's directives (@key, …) need no definition here.
const schema = buildSchema(
  `${sdl}
  scalar _Any
  union _Entity = SampleNamePoint | Area
  type _Service { sdl: String }
  extend type Query { _service: _Service _entities(representations: [_Any!]!): [_Entity]! }`,
  { assumeValidSDL: true },
);

const rootValue = {
  sampleNamePoint: pointOf,
  _service: { sdl },
  // One answer for each representation, in their order; null for what is not known.
  _entities: ({ representations }) =>
    representations.map(({ __typename: type, ...key }) =>
      withType(type, type === "Area" ? areaOf(key) : pointOf(key)),
    ),
};

// The gateway states who asks: a JWT for this subgraph and this body only, a minute old at most. Its claim
// `caller` is null for visitors; `body` is the SHA-256 of what is asked.
const keys = createRemoteJWKSet(new URL("/.well-known/tongcha-callers.json", HUB_URL));
const statementOf = async (statement) =>
  (
    await jwtVerify(statement, keys, {
      algorithms: ["ES256"],
      typ: "tongcha-caller+jwt",
      audience: NAME,
      maxTokenAge: 60,
      clockTolerance: 5,
    })
  ).payload;

const UNSIGNED = [
  401,
  {
    errors: [
      {
        message: "只接受通查网关签名的请求 / Only requests that the gateway has signed are answered",
        extensions: { code: "CALLER_UNSIGNED" },
      },
    ],
  },
];

async function answer(request) {
  const stated = await statementOf(request.headers["tongcha-caller"]).catch(() => null);
  if (stated === null) return UNSIGNED;
  let text = "";
  for await (const part of request.setEncoding("utf8"))
    if ((text += part).length > LIMIT_BYTES)
      return [413, { errors: [{ message: "请求过大 / The request is too large" }] }];
  if (stated.body !== createHash("sha256").update(text).digest("base64url")) return UNSIGNED;
  const { query, variables, operationName } = JSON.parse(text);
  return [
    200,
    await graphql({
      schema,
      source: query,
      rootValue,
      contextValue: { caller: stated.caller },
      variableValues: variables,
      operationName,
    }),
  ];
}

createServer((request, response) => {
  void answer(request)
    .catch(() => [400, { errors: [{ message: "应为 JSON 请求 / The body is no JSON" }] }])
    .then(([status, body]) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body)),
    );
}).listen(Number(PORT), HOST, function () {
  console.log(`${NAME}: http://${HOST}:${this.address().port}/graphql`);
});
