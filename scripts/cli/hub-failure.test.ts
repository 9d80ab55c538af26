import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createServer as createHubServer } from "../../gateway/adapters/http/create-server.js";
import { askHub } from "./ask-hub.js";
import { freePort } from "../bench/free-port.js";
import { readSettings } from "../start/settings.js";

const servers: Server[] = [];
async function serve(server: Server): Promise<string> {
  servers.push(server.listen(0, "127.0.0.1"));
  await once(server, "listening");
  return `127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
}
const onSocket = (answer: (socket: Socket) => void): Promise<string> =>
  serve(createServer((socket) => answer(socket.on("error", () => undefined).unref())));
const onRequest = (answer: RequestListener): Promise<string> => serve(createHttpServer(answer));
const hub = createHubServer({ trustedProxies: "", log: () => undefined });
let hubUrl: string;
beforeAll(async () => {
  hub.post("/graphql/locked", (_request, reply) =>
    reply
      .status(401)
      .send({ errors: [{ message: "x", extensions: { code: "TOKEN_MISSING", english: "x" } }] }),
  );
  hub.post("/graphql/newer", () => ({
    errors: [{ message: "太新", extensions: { code: "CODE_OF_TOMORROW", english: "too new" } }],
    data: null,
  }));
  hub.get("/health/live", () => ({}));
  hubUrl = await hub.listen({ host: "127.0.0.1", port: 0 });
});
afterAll(async () => {
  for (const server of servers) server.close();
  await hub.close();
});

test.each<readonly [string, string, RegExp, () => Promise<string>]>([
  ["nothing listens", "HUB_DOWN", /npm start/, async () => `http://127.0.0.1:${await freePort()}`],
  ["the host's name is none", "HUB_ADDRESS_WRONG", /没有此主机名/, async () => "http://nowhere.invalid"],
  ["the address is no URL", "HUB_ADDRESS_WRONG", /不是有效的网址/, async () => "127.0.0.1:4000"],
  [
    "the address has no scheme",
    "HUB_ADDRESS_WRONG",
    /应以 http:\/\/ 或 https:\/\/ 开头/,
    async () => "localhost:4000",
  ],
  ["nobody answers", "HUB_SLOW", /0.2秒/, async () => `http://${await onSocket(() => undefined)}`],
  [
    "another protocol answers",
    "HUB_OTHER",
    /响应不是 HTTP/,
    async () => `http://${await onSocket((socket) => socket.write("SSH-2.0-OpenSSH_9.6\r\n"))}`,
  ],
  ["no TLS is spoken", "HUB_OTHER", /应写 http:\/\//, async () => hubUrl.replace("http:", "https:")],
  [
    "a page answers",
    "HUB_OTHER",
    /响应不是 JSON（HTTP 502）/,
    async () => `http://${await onRequest((_, response) => void response.writeHead(502).end("<html>"))}`,
  ],
  [
    "JSON of another kind answers",
    "HUB_OTHER",
    /响应不是通查的/,
    async () => `http://${await onRequest((_, response) => void response.end("[]"))}`,
  ],
  [
    "the connection ends at once",
    "HUB_LOST",
    /断开了连接/,
    async () => `http://${await onSocket((socket) => socket.destroy())}`,
  ],
  [
    "the connection ends within the answer",
    "HUB_LOST",
    /断开了连接/,
    async () => `http://${await onRequest((_, response) => response.write("{", () => response.destroy()))}`,
  ],
  [
    "the path is none",
    "PATH_UNKNOWN",
    /（HTTP 404）：该地址没有此路径。请核对 --hub/,
    async () => `${hubUrl}/graphq`,
  ],
  [
    "the path takes no queries",
    "METHOD_NOT_ALLOWED",
    /（HTTP 405）：此路径不接受查询/,
    async () => `${hubUrl}/health/live`,
  ],
  [
    "a token is needed",
    "TOKEN_MISSING",
    /（HTTP 401）：此操作需要令牌。请用 --token/,
    async () => `${hubUrl}/graphql/locked`,
  ],
  ["the hub is newer", "CODE_OF_TOMORROW", /（HTTP 200）：太新/, async () => `${hubUrl}/graphql/newer`],
])("when %s, a command says %s, names the address, and what to do", async (_, code, message, address) => {
  const url = await address();
  const error = await askHub(
    {
      settings: readSettings({}),
      environment: {},
      parameters: [],
      options: { hub: url, timeout: code === "HUB_SLOW" ? "0.2" : "30" },
    },
    "{ __typename }",
    {},
  ).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code,
    message: expect.stringMatching(message),
    english: expect.stringContaining(url),
  });
  expect(error).toMatchObject({ message: expect.stringContaining(url) });
});
