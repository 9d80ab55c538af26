/**
 * Errors of clients → the hub's own. Their messages are left out: they quote addresses, accounts and what
 * servers answer.
 */
import { HubError } from "#schema/errors.js";
import { strange } from "./access.js";

export function toSourceError(error: unknown): HubError {
  const hub = hubErrorIn(error);
  if (hub) return hub;
  const code = textOf(error, "code");
  const state = textOf(error, "sqlState") || (/^[0-9A-Z]{5}$/.test(code) ? code : "");
  if (state !== "" || code.startsWith("ER_")) return ofDatabase(code, state);
  if (
    textOf(error, "level") === "client-authentication" ||
    /authentication methods failed/.test(messageOf(error))
  )
    return denied("SSH");
  if (NO_RIGHT.has(code)) return denied(code);
  if (NO_FILE.has(code)) return strange("没有这个文件夹或文件", "there is no such folder or file");
  if (/^HPE_|^UND_ERR_(?:REQ|RES|PRX)/.test(code)) return strange("不是正确的 HTTP", "it is no valid HTTP");
  const [reason, reasonEn] = reasonOf(code);
  return new HubError("SOURCE_UNREACHABLE", { reason, reasonEn });
}

/** Of an error that a client has wrapped. */
function hubErrorIn(error: unknown): HubError | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1)
    if (at instanceof HubError) return at;
  return null;
}

/** As a file system says it, and as SFTP does (draft-ietf-secsh-filexfer-02, section 7). */
const NO_FILE: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR", "ELOOP", "ERR_BAD_PATH", "2"]);
const NO_RIGHT: ReadonlySet<string> = new Set(["EACCES", "EPERM", "3"]);
const MISSING: ReadonlySet<string> = new Set(["42P01", "42703", "3F000", "42S02", "42S22"]);
const TIMED_OUT: ReadonlySet<string> = new Set(["57014", "ER_STATEMENT_TIMEOUT", "ER_QUERY_TIMEOUT"]);

function ofDatabase(code: string, state: string): HubError {
  const told = state === "" ? code : `SQLSTATE ${state}`;
  if (TIMED_OUT.has(code) || TIMED_OUT.has(state))
    return new HubError("SOURCE_UNREACHABLE", { reason: "查询超时", reasonEn: "its query took too long" });
  if (state.startsWith("28") || state === "42501" || /ACCESS_DENIED|DBACCESS/.test(code)) return denied(told);
  if (MISSING.has(state))
    return strange(
      `没有这个表、数据库视图或列（${told}）`,
      `there is no such table, view or column (${told})`,
    );
  return strange(`数据库报告错误（${told}）`, `its database reports an error (${told})`);
}

function denied(reason: string): HubError {
  return new HubError("SOURCE_DENIED", { reason, reasonEn: reason });
}

function reasonOf(code: string): readonly [zh: string, en: string] {
  if (/CERT|SELF_SIGNED|TLS|SSL/.test(code))
    return ["证书不可信或不支持加密连接", "its certificate is not trusted, or it has no TLS"];
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return ["没有响应", "it does not answer"];
  if (/ENOTFOUND|EAI_AGAIN/.test(code)) return ["主机名无法解析", "its name is not known"];
  return /ECONNREFUSED/.test(code)
    ? ["拒绝连接", "it refuses connections"]
    : ["连接中断", "the connection broke off"];
}

function textOf(error: unknown, name: string): string {
  const value: unknown = typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined;
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "";
}
