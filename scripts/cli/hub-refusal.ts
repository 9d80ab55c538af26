/**
 * A hub's refusal, in the words of a command line: its own code and sentence, the address, and what to do
 * here.
 */
import { ERRORS } from "#schema/errors.js";

export interface Refused {
  readonly code: string;
  readonly message: string;
  readonly english: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Thrown by a command. Its code is the hub's, also one that this version does not know. */
export class HubRefusal extends Error {
  readonly code: string;
  readonly english: string;
  readonly address: string;
  /**
   * Status of the HTTP answer; that of the code, where the answer has other parts as well and came with 200.
   */
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(address: string, httpStatus: number, { code, message, english, details }: Refused) {
    const known = Object.entries(ERRORS).find(([name]) => name === code)?.[1].status;
    const status = httpStatus >= 400 ? httpStatus : (known ?? httpStatus);
    const advice = ADVICE[code] ?? { zh: "", en: "" };
    super(`${address}（HTTP ${status}）：${advice.instead ? "" : message}${advice.zh}`);
    this.name = "HubRefusal";
    this.code = code;
    this.english = `${address} (HTTP ${status}): ${advice.instead ? "" : `${english} `}${advice.en}`.trim();
    this.address = address;
    this.status = status;
    this.details = details;
  }
}

interface Advice {
  readonly zh: string;
  readonly en: string;
  /** It stands in place of the hub's sentence, which speaks to programs. */
  readonly instead?: true;
}

const ADVICE: Readonly<Record<string, Advice>> = {
  TOKEN_MISSING: {
    instead: true,
    zh: "此操作需要令牌。请用 --token 给出，或设环境变量 TONGCHA_TOKEN。",
    en: "This needs a token. Give it with --token, or in TONGCHA_TOKEN.",
  },
  TOKEN_INVALID: {
    zh: "新的令牌用 --token 给出，或设环境变量 TONGCHA_TOKEN。",
    en: "Give the new one with --token, or in TONGCHA_TOKEN.",
  },
  FORBIDDEN: {
    zh: "请使用有此权限的人员的令牌（--token）。",
    en: "Use the token (--token) of somebody who may.",
  },
  SUBGRAPH_UNKNOWN: {
    zh: "已有的名称见 npx tongcha subgraph list。",
    en: "For the names see npx tongcha subgraph list.",
  },
  PATH_UNKNOWN: {
    instead: true,
    zh: "该地址没有此路径。请核对 --hub：不写路径即为 /graphql。",
    en: "There is no such path. Check --hub: without a path it is /graphql.",
  },
  METHOD_NOT_ALLOWED: {
    instead: true,
    zh: "此路径不接受查询。请核对 --hub：不写路径即为 /graphql。",
    en: "This path takes no queries. Check --hub: without a path it is /graphql.",
  },
  REQUEST_TOO_LARGE: {
    zh: "模式可删除注释，清单可分成几个文件。",
    en: "Leave comments out of a schema, split a manifest.",
  },
};

/** The first error of a GraphQL answer, or that of any other route; null where there is none with a code. */
export function readRefusal(json: unknown): Refused | null {
  if (typeof json !== "object" || json === null) return null;
  if (!("errors" in json)) return "code" in json && "message" in json ? toRefused(json, json) : null;
  const first: unknown = Array.isArray(json.errors) ? json.errors[0] : undefined;
  if (typeof first !== "object" || first === null) return null;
  const extensions =
    "extensions" in first && typeof first.extensions === "object" && first.extensions !== null
      ? first.extensions
      : {};
  return toRefused(first, extensions);
}

function toRefused(
  error: { readonly message?: unknown },
  extensions: { readonly code?: unknown; readonly english?: unknown; readonly details?: unknown },
): Refused | null {
  const { code, english, details } = extensions;
  const { message } = error;
  if (typeof code !== "string" || typeof message !== "string") return null;
  return {
    code,
    message,
    english: typeof english === "string" ? english : message,
    details: typeof details === "object" && details !== null ? { ...details } : {},
  };
}
