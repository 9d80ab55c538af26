/**
 * Why a database server could not be connected to, told from its code, Node's or the driver's; with the
 * server's name and without its password.
 */
import pg from "pg";
import { HubError } from "#schema/errors.js";

export function explainRefusal(error: unknown, url: string): HubError {
  const { name, user } = POSTGRES.test(url) ? nameOf(url) : { name: "DATABASE_URL", user: "" };
  const words = POSTGRES.test(url) ? wordsOf(error) : NO_URL;
  const [reason, reasonEn] = words ?? [textOf(error), textOf(error)];
  return new HubError("DATABASE_REFUSED", {
    database: name,
    reason: reason.replace("{user}", () => user),
    reasonEn: reasonEn.replace("{user}", () => user),
  });
}

/** True if the server may exist but did not answer in time. */
export function isSilence(error: unknown): boolean {
  return wordsOf(error) === SILENT;
}

function wordsOf(error: unknown): readonly [string, string] | undefined {
  const [code, text] = [codeOf(error), textOf(error)];
  if (NOT_ENCRYPTED.test(text)) return ENCRYPTED;
  if (CERTIFICATE.test(code)) return UNTRUSTED;
  if (code === "ENOENT" && text.includes(" open ")) return NO_FILE;
  return WORDS[code] ?? WORDS[text];
}

function textOf(error: unknown): string {
  return typeof error === "object" && error !== null && "message" in error
    ? String(error.message)
    : String(error);
}

const DOWN = ["该地址没有数据库在监听", "nothing listens there"] as const;
const SILENT = ["数据库没有响应", "it does not answer"] as const;
const NO_HOST = ["没有此主机名", "there is no host of that name"] as const;
const NO_ROUTE = ["网络无法到达该地址", "the network does not reach it"] as const;
const OTHER = [
  "连接被断开，该地址可能不是 PostgreSQL",
  "it ended the connection, and may be no PostgreSQL",
] as const;
const STARTING = [
  "数据库正在启动、恢复或停止，请稍后再试",
  "it is starting, recovering or stopping: try again later",
] as const;
const PASSWORD = [
  "用户 {user} 的口令不正确或未填写",
  "the password of the user {user} is wrong or missing",
] as const;
/** The server's own words: its rules of who may log in match no connection without TLS. */
const NOT_ENCRYPTED = /pg_hba\.conf.*no encryption$/;
const ENCRYPTED = [
  "用户 {user} 须加密登录，请在地址后加 `?sslmode=verify-full`，证书由内部机构签发的再加 `&sslrootcert=文件`",
  "the user {user} has to log in encrypted: add ?sslmode=verify-full, and &sslrootcert=FILE if your own authority signed its certificate",
] as const;
const CERTIFICATE = /CERT|^UNABLE_TO_|^ERR_TLS_/;
const UNTRUSTED = [
  "其证书不受信任、已过期或与主机名不符，请用 `sslrootcert=文件` 指明签发机构的证书",
  "its certificate is not trusted, has expired or is another host's: name its authority's by sslrootcert=FILE",
] as const;
const NO_FILE = [
  "地址中所写的证书或密钥文件不存在",
  "a file of a certificate or a key that its address names is missing",
] as const;
const NO_URL = [
  "地址应写作 `postgres://用户:口令@主机:5432/库名`",
  "its address must be as postgres://user:password@host:5432/name",
] as const;
/** Any other text is a mistake: the driver would take it for the name of a database. */
const POSTGRES = /^(?:postgres(?:ql)?|socket):|^\//;
const WORDS: Readonly<Record<string, readonly [string, string]>> = {
  ECONNREFUSED: DOWN,
  ENOENT: DOWN,
  ETIMEDOUT: SILENT,
  "timeout expired": SILENT,
  "Connection terminated due to connection timeout": SILENT,
  "timeout exceeded when trying to connect": SILENT,
  ENOTFOUND: NO_HOST,
  EAI_AGAIN: NO_HOST,
  EHOSTUNREACH: NO_ROUTE,
  ENETUNREACH: NO_ROUTE,
  ECONNRESET: OTHER,
  EPIPE: OTHER,
  "Connection terminated unexpectedly": OTHER,
  "57P01": STARTING,
  "57P02": STARTING,
  "57P03": STARTING,
  "28P01": PASSWORD,
  "SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string": PASSWORD,
  28000: [
    "不允许用户 {user} 从此处登录（pg_hba.conf）",
    "the user {user} may not log in from here (pg_hba.conf)",
  ],
  "3D000": ["没有此数据库，请先建立", "there is no such database: create it first"],
  42501: ["用户 {user} 没有所需的权限", "the user {user} lacks a privilege"],
  53300: ["连接数已用尽", "it has no connection left"],
  "The server does not support SSL connections": [
    "数据库不支持 SSL，请删除 sslmode",
    "it has no SSL: leave out sslmode",
  ],
  "22P05": [
    "数据库的编码不是 UTF8，请按 ENCODING 'UTF8' LOCALE 'C.UTF-8' 重建",
    "its encoding is not UTF8: create it again with ENCODING 'UTF8' LOCALE 'C.UTF-8'",
  ],
  ERR_INVALID_URL: NO_URL,
};

/** The first that has one: several addresses that all refuse come as one error. */
function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  return "errors" in error && Array.isArray(error.errors)
    ? (error.errors.map(codeOf).find((code) => code !== "") ?? "")
    : "";
}

function nameOf(url: string): { readonly name: string; readonly user: string } {
  try {
    const { host, port, database = "", user = "" } = new pg.Client({ connectionString: url });
    return { name: `${host}:${port}/${database}`, user };
  } catch {
    return { name: "DATABASE_URL", user: "" };
  }
}
