/**
 * GET of an address that a source names. No redirect is followed: the source's address is the one that was
 * looked at. An answer that does not say where it ends is refused, since half of it would look whole.
 */
import { Agent, request, type Dispatcher } from "undici";
import type { Access } from "./access.js";
import { strange } from "./access.js";
import { HubError } from "#schema/errors.js";
import type { Auth } from "../definition.js";

/** Longest silence in the middle of an answer. */
const SILENCE_MS = 60_000;

export interface HttpAnswer {
  readonly status: 200 | 304;
  readonly header: (name: string) => string | null;
  readonly body: Dispatcher.ResponseData["body"];
}

export interface Http {
  readonly get: (url: string, headers?: Readonly<Record<string, string>>) => Promise<HttpAnswer>;
  readonly close: () => Promise<void>;
}

export function openHttp({ networks, secretOf, signal }: Access, auth: Auth): Http {
  const dispatcher = new Agent({
    connect: networks.connect,
    headersTimeout: SILENCE_MS,
    bodyTimeout: SILENCE_MS,
    maxResponseSize: -1,
  });
  const authorization = headersOf(auth, secretOf);
  return {
    get: async (url, headers = {}) => {
      networks.assertUrl(url);
      const {
        statusCode,
        headers: given,
        body,
      } = await request(url, {
        headers: { "user-agent": "Tongcha", ...headers, ...authorization },
        dispatcher,
        signal,
      });
      const header = (name: string): string | null => {
        const value = given[name];
        return typeof value === "string" ? value : null;
      };
      if (statusCode === 401 || statusCode === 403)
        throw new HubError("SOURCE_DENIED", { reason: `HTTP ${statusCode}`, reasonEn: `HTTP ${statusCode}` });
      if (statusCode >= 300 && statusCode < 400 && statusCode !== 304)
        throw strange(
          `HTTP ${statusCode}，要转到其他地址；请填写最终的地址`,
          `HTTP ${statusCode}, a redirect; write the address that it leads to`,
        );
      if (statusCode !== 200 && statusCode !== 304) throw strange(`HTTP ${statusCode}`, `HTTP ${statusCode}`);
      if ((header("content-encoding") ?? "identity") !== "identity")
        throw strange("内容经过压缩，但并未要求压缩", "it is compressed, which was not asked for");
      if (statusCode === 200 && header("content-length") === null && header("transfer-encoding") === null)
        throw strange(
          "没有写明长度（Content-Length），无法确认是否完整",
          "it has no length (Content-Length): nobody can tell whether it is whole",
        );
      return { status: statusCode, header, body };
    },
    close: () => dispatcher.destroy(),
  };
}

function headersOf(auth: Auth, secretOf: Access["secretOf"]): Readonly<Record<string, string>> {
  switch (auth?.kind) {
    case "bearer":
      return { authorization: `Bearer ${secretOf(auth.secret)}` };
    case "basic":
      return {
        authorization: `Basic ${Buffer.from(`${auth.user}:${secretOf(auth.secret)}`).toString("base64")}`,
      };
    case "header":
      return { [auth.name.toLowerCase()]: secretOf(auth.secret) };
    case undefined:
      return {};
  }
}
