/**
 * Checks a database before anything is done in it. A requirement that it does not meet is DATABASE_UNUSABLE,
 * with one sentence that says what to do.
 */
import { HubError } from "#schema/errors.js";
import type { Queryable } from "./queryable.js";

const OLDEST_SERVER = 150_000;

interface Found {
  /** `server_version_num`: 150004 for 15.4. */
  readonly version: number;
  readonly encoding: string;
  readonly chinese: boolean;
  readonly dates: string;
}

export async function refuseUnusable(database: Queryable): Promise<void> {
  const {
    rows: [found],
  } = await database.query<Found>(`
    SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding,
      '示例' ~ '^[[:alpha:]]+$' AS chinese, current_setting('datestyle') AS dates`);
  const reasons = found && reasonsOf(found);
  if (reasons) throw unusable(...reasons);
}

export function unusable(reason: string, reasonEn: string): HubError {
  return new HubError("DATABASE_UNUSABLE", { reason, reasonEn });
}

/** In Chinese and in English; null when it is as it must be. */
function reasonsOf({ version, encoding, chinese, dates }: Found): readonly [string, string] | null {
  if (version < OLDEST_SERVER) {
    const name = nameOf(version);
    return [
      `需要 PostgreSQL 15 或更新的版本，此服务器是 ${name}，请升级`,
      `PostgreSQL 15 or later is needed, and this server is ${name}: upgrade it`,
    ];
  }
  if (encoding !== "UTF8")
    return [`编码不是 UTF8，请重建：${CREATE}`, `its encoding is not UTF8, create it again: ${CREATE}`];
  if (!chinese)
    return [
      `字符分类（ctype）不识汉字，请重建：${CREATE}`,
      `its ctype knows no Chinese, create it again: ${CREATE}`,
    ];
  if (!dates.startsWith("ISO"))
    return [`日期格式不是 ISO，请执行：${SET_DATES}`, `its dates are not ISO, run: ${SET_DATES}`];
  return null;
}

const CREATE = "CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'";
const SET_DATES = "ALTER DATABASE … SET datestyle TO 'ISO'";

/** `14.9`; before 10 a version had three parts: `9.6.24`. */
function nameOf(version: number): string {
  const [first, rest] = [Math.floor(version / 10_000), version % 10_000];
  return first >= 10 ? `${first}.${rest}` : `${first}.${Math.floor(rest / 100)}.${rest % 100}`;
}
