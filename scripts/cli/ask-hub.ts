/**
 * The client of commands that speak with a running hub. Every fault is thrown as a sentence that names the
 * address and says what to do.
 */
import { HubError } from "#schema/errors.js";
import { textOption, type CommandInput, type CommandOption } from "./command.js";
import { explainFailure } from "./hub-failure.js";
import { HubRefusal, readRefusal } from "./hub-refusal.js";

/** Options of every command that asks a hub. */
export const HUB_OPTIONS: readonly CommandOption[] = [
  { flags: "--hub <url>", help: "通查的地址 Address of the hub (default: HOST and PORT)." },
  { flags: "--token <token>", help: "令牌；也可用环境变量 TONGCHA_TOKEN Token, or in TONGCHA_TOKEN." },
  {
    flags: "--timeout <seconds>",
    help: "最多等多少秒 Longest wait for an answer, in seconds.",
    fallback: "120",
  },
];

const DEFAULT_SECONDS = 120;

/** Throws HUB_ADDRESS_WRONG. */
export function hubUrl(input: CommandInput): URL {
  const { host, port } = input.settings;
  const own = ANY[host] ?? host;
  const given = textOption(input, "hub") ?? `http://${own.includes(":") ? `[${own}]` : own}:${port}`;
  const url = URL.parse(given);
  if (!url)
    throw new HubError("HUB_ADDRESS_WRONG", {
      address: given,
      reason: "不是有效的网址",
      reasonEn: "it is no URL",
    });
  if (!/^https?:$/.test(url.protocol))
    throw new HubError("HUB_ADDRESS_WRONG", {
      address: given,
      reason: "应以 http:// 或 https:// 开头",
      reasonEn: "it must begin with http:// or https://",
    });
  return url;
}

/** Where a hub listens that listens everywhere. */
const ANY: Readonly<Record<string, string>> = { "0.0.0.0": "127.0.0.1", "::": "::1" };

/** The header that says who asks; none without a token. */
export function authorization(token: string | null): Readonly<Record<string, string>> {
  if (token === null) return {};
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new HubError("OPTION_INVALID", {
      option: "--token",
      wanted: "eyJhbGciOi…（不含空格和换行）",
      wantedEn: "eyJhbGciOi… (without spaces and line breaks)",
    });
  return { authorization: `Bearer ${token}` };
}

export function tokenOf(input: CommandInput): string | null {
  return textOption(input, "token") ?? input.settings.token;
}

export interface HubAnswer {
  readonly status: number;
  readonly json: unknown;
}

/** Sends one request, and reads the JSON of its answer. */
export async function send(input: CommandInput, url: URL, init: RequestInit): Promise<HubAnswer> {
  const address = told(url);
  const seconds = secondsOf(input);
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(seconds * 1000) });
    const text = await response.text();
    const json = parseOrNull(text);
    if (json === null)
      throw new HubError("HUB_OTHER", {
        address,
        reason: `响应不是 JSON（HTTP ${response.status}）`,
        reasonEn: `its answer is no JSON (HTTP ${response.status})`,
      });
    return { status: response.status, json };
  } catch (error) {
    throw error instanceof HubError ? error : explainFailure(error, address, seconds);
  }
}

/** The body of an answer, as it comes. Throws as `askHub` does. */
export async function openAnswer(
  input: CommandInput,
  url: URL,
  init: RequestInit,
): Promise<ReadableStream<Uint8Array>> {
  const address = told(url);
  const seconds = secondsOf(input);
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(seconds * 1000) });
    if (response.ok && response.body) return response.body;
    const refusal = readRefusal(parseOrNull(await response.text()));
    if (refusal) throw new HubRefusal(address, response.status, refusal);
    throw new HubError("HUB_OTHER", {
      address,
      reason: `响应不是通查的（HTTP ${response.status}）`,
      reasonEn: `its answer is not a hub's (HTTP ${response.status})`,
    });
  } catch (error) {
    throw error instanceof HubError || error instanceof HubRefusal
      ? error
      : explainFailure(error, address, seconds);
  }
}

/** An address with a path is that of a view. */
function endpoint(input: CommandInput): URL {
  const url = hubUrl(input);
  return url.pathname === "/" ? new URL("/graphql", url) : url;
}

/** Address to which operations are sent, as it is printed. */
export function addressOf(input: CommandInput): string {
  return told(endpoint(input));
}

function told({ origin, pathname }: URL): string {
  return `${origin}${pathname}`;
}

/**
 * The data of a GraphQL operation. Throws a HubRefusal with the code of the hub, or what `explainFailure`
 * gives.
 */
export async function askHub(
  input: CommandInput,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  token = tokenOf(input),
): Promise<Readonly<Record<string, unknown>>> {
  const url = endpoint(input);
  const { status, json } = await send(input, url, {
    method: "POST",
    headers: { "content-type": "application/json", ...authorization(token) },
    body: JSON.stringify({ query, variables }),
  });
  const address = told(url);
  const refusal = readRefusal(json);
  // Who has no token gets the public view, where most of what commands ask for does not exist.
  if (refusal?.code === "GRAPHQL_VALIDATION_FAILED" && token === null) {
    const missing = new HubError("TOKEN_MISSING");
    throw new HubRefusal(address, missing.status, missing.toJSON());
  }
  if (refusal) throw new HubRefusal(address, status, refusal);
  const data =
    typeof json === "object" && json !== null && "data" in json && !("errors" in json) ? json.data : null;
  if (typeof data !== "object" || data === null)
    throw new HubError("HUB_OTHER", {
      address,
      reason: `响应不是通查的（HTTP ${status}）`,
      reasonEn: `its answer is not a hub's (HTTP ${status})`,
    });
  return { ...data };
}

function secondsOf(input: CommandInput): number {
  const given = textOption(input, "timeout");
  const seconds = given === null ? DEFAULT_SECONDS : Number(given);
  if (!(seconds > 0 && seconds <= 86_400))
    throw new HubError("OPTION_INVALID", { option: "--timeout", wanted: "1至86400", wantedEn: "1 to 86400" });
  return seconds;
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
