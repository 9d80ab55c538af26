/**
 * Asks every route of a server wrongly, in each way that there is, and tells which refusals have not our
 * form.
 */
import { connect } from "node:net";
import type { FastifyInstance } from "fastify";
import { ERRORS, type ErrorCode } from "#schema/errors.js";
import { routesOf } from "../gateway/adapters/http/create-server.js";
import { valueAt } from "./start-hub.js";

export interface WrongAsking {
  /** Codes that were met. */
  readonly codes: ReadonlySet<string>;
  /** Each way of asking whose answer was no refusal in our form. */
  readonly faults: readonly string[];
}

interface Refusal {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly allow: string | null;
}

const METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"];
const JSON_BODY = { "content-type": "application/json" };
/**
 * Wrong headers and bodies; whether a route reads them is its own matter, but what it refuses it refuses in
 * our form.
 */
const WAYS: readonly (readonly [string, Readonly<Record<string, string>>, string | null])[] = [
  ["a body that is no JSON", JSON_BODY, "{x"],
  ["an empty body", JSON_BODY, ""],
  ["a list for a body", JSON_BODY, "[]"],
  ["a body that pollutes", JSON_BODY, '{"__proto__":{}}'],
  ["an unknown content type", { "content-type": "application/x-nothing" }, "x"],
  ["a content type that is none", { "content-type": "///" }, "x"],
  ["a form", { "content-type": "application/x-www-form-urlencoded" }, "query=x"],
  ["another character set", { "content-type": "application/json; charset=utf-16" }, "{}"],
  ["a compressed body", { ...JSON_BODY, "content-encoding": "gzip" }, "x"],
  ["over a mebibyte", JSON_BODY, JSON.stringify({ query: "x".repeat(1_100_000) })],
  ["a token that is none", { authorization: "Bearer x" }, null],
  ["another scheme", { authorization: "Basic eDp4" }, null],
];
const QUERIES = ["?query=%7Bx&before=a&before=b", "?%zz=%zz", "?query=a&query=b"];

export async function askWrongly(app: FastifyInstance, origin: string): Promise<WrongAsking> {
  const codes = new Set<string>();
  const faults: string[] = [];
  const take = (way: string, answer: Refusal, wanted: ErrorCode | null): void => {
    const fault = faultOf(answer, wanted);
    if (fault !== null) faults.push(`${way}: ${fault}`);
    if (answer.status >= 400) codes.add(codeOf(answer));
  };
  const ask = async (
    method: string,
    path: string,
    headers: Readonly<Record<string, string>> = {},
    body: string | null = null,
  ): Promise<Refusal> => {
    const response = await fetch(`${origin}${path}`, { method, headers, body });
    return {
      status: response.status,
      type: response.headers.get("content-type") ?? "",
      text: await response.text(),
      allow: response.headers.get("allow"),
    };
  };

  for (const url of new Set(routesOf(app).map((route) => route.url))) {
    const taken = new Set<string>(
      routesOf(app)
        .filter((route) => route.url === url)
        .map(({ method }) => method),
    );
    const path = fill(url, "x");
    for (const method of METHODS) {
      if (!taken.has(method))
        take(
          `${method} ${url}`,
          await ask(method, path, JSON_BODY, method === "GET" ? null : "{"),
          "METHOD_NOT_ALLOWED",
        );
      else
        for (const query of QUERIES)
          take(`${method} ${url}${query}`, await ask(method, `${path}${query}`), null);
    }
    for (const method of METHODS.filter((name) => taken.has(name))) {
      for (const [way, headers, body] of WAYS)
        if (body === null || method !== "GET")
          take(`${method} ${url} with ${way}`, await ask(method, path, headers, body), null);
      if (path === url) continue;
      take(
        `${method} ${url} with a long parameter`,
        await ask(method, fill(url, "x".repeat(300))),
        url.includes("*") ? null : "PATH_TOO_LONG",
      );
      take(
        `${method} ${url} with a malformed parameter`,
        await ask(method, fill(url, "%zz")),
        "PATH_INVALID",
      );
      take(`${method} ${url} with U+0000`, await ask(method, fill(url, "%00")), null);
    }
    const head = (line: string): string => `${line}\r\nhost: x\r\n`;
    const first = METHODS.find((name) => taken.has(name)) ?? "GET";
    for (const [way, text, code] of [
      [
        "headers of 20 KiB",
        `${head(`${first} ${path} HTTP/1.1`)}x: ${"x".repeat(20_000)}\r\n\r\n`,
        "HEADERS_TOO_LARGE",
      ],
      [
        "an address of 20 KiB",
        `${head(`${first} ${path}?${"x".repeat(20_000)} HTTP/1.1`)}\r\n`,
        "HEADERS_TOO_LARGE",
      ],
      ["no Host", `${first} ${path} HTTP/1.1\r\n\r\n`, "HTTP_INVALID"],
      ["an expectation", `${head(`${first} ${path} HTTP/1.1`)}expect: x\r\n\r\n`, "EXPECTATION_REFUSED"],
      [
        "two lengths",
        `${head(`POST ${path} HTTP/1.1`)}content-length: 1\r\ntransfer-encoding: chunked\r\n\r\n`,
        "HTTP_INVALID",
      ],
      ["a header that is none", `${head(`${first} ${path} HTTP/1.1`)}x\r\n\r\n`, "HTTP_INVALID"],
    ] as const)
      take(`${first} ${url} with ${way}`, await askRaw(origin, text), code);
  }
  take("an unknown path", await ask("GET", "/nothing/here"), "PATH_UNKNOWN");
  take(
    "an unknown path with a body",
    await ask("POST", "/nothing", { "content-type": "x/y" }, "x"),
    "PATH_UNKNOWN",
  );
  take("no HTTP", await askRaw(origin, "\u0016\u0003\u0001"), "HTTP_INVALID");
  return { codes, faults };
}

/** Null when all is well. An answer that is no refusal is no fault where none is wanted. */
function faultOf(answer: Refusal, wanted: ErrorCode | null): string | null {
  const { status, type, text, allow } = answer;
  if (status < 400) return wanted === null ? null : `${status} in place of ${wanted}`;
  const code = codeOf(answer);
  const [message, english] = ["message", "english"].map(
    (name) =>
      valueAt(parse(text), name) ??
      valueAt(parse(text), "errors", 0, name) ??
      valueAt(parse(text), "errors", 0, "extensions", name) ??
      valueAt(parse(text), "error", "data", name),
  );
  if (!Object.hasOwn(ERRORS, code) || (wanted !== null && code !== wanted) || status >= 500)
    return `${status} ${text.slice(0, 200)}`;
  if (!/^application\/(?:graphql-response\+)?json/.test(type)) return `the type ${type}`;
  if (
    typeof message !== "string" ||
    !/\p{Script=Han}/u.test(message) ||
    typeof english !== "string" ||
    english === "" ||
    /\p{Script=Han}/u.test(english)
  )
    return `the sentences ${String(message)} and ${String(english)}`;
  // it is one of them
  if (ERRORS[code as ErrorCode].status !== status) return `the status ${status} for ${code}`;
  return status === 405 && (allow === null || allow === "") ? "no header allow" : null;
}

function codeOf({ text }: Refusal): string {
  const read = parse(text);
  return String(
    valueAt(read, "code") ??
      valueAt(read, "errors", 0, "extensions", "code") ??
      valueAt(read, "error", "data", "code"),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function fill(url: string, value: string): string {
  return url.replaceAll(/:\w+|\*/g, value);
}

/**
 * Sends text that no client writes. Resolves with all that comes back until the server ends the connection.
 */
async function askRaw(origin: string, text: string): Promise<Refusal> {
  const { hostname, port } = new URL(origin);
  const answer = await new Promise<string>((resolve, reject) => {
    let received = "";
    const socket = connect(Number(port), hostname, () => socket.write(text, "latin1"));
    socket
      .on("data", (data: Buffer) => {
        received += data.toString();
      })
      .on("error", reject)
      .on("close", () => resolve(received));
  });
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  return {
    status: Number(head.split(" ")[1]),
    type: /content-type: (.*)/i.exec(head)?.[1] ?? "",
    text: body,
    allow: null,
  };
}
