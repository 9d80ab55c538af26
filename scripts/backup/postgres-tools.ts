/**
 * pg_dump and pg_restore of the machine: on PATH, or where Debian and Red Hat keep those of each version. The
 * newest is taken; pg_dump refuses servers that are newer than itself.
 */
import { execFile } from "node:child_process";
import { access, constants, glob } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { HubError } from "#schema/errors.js";

export type ToolName = "pg_dump" | "pg_restore";

const PLACES = ["/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin"];

/** `least`: the major version that is needed. Throws BACKUP_TOOL. */
export async function findTool(name: ToolName, least: number, path = process.env["PATH"]): Promise<string> {
  const found: { readonly file: string; readonly version: number }[] = [];
  for await (const file of candidates(name, path ?? "")) {
    const version = await versionOf(file);
    if (version !== null) found.push({ file, version });
  }
  const [best] = found.toSorted((one, other) => other.version - one.version);
  if (best && best.version >= least) return best.file;
  throw new HubError("BACKUP_TOOL", {
    tool: name,
    least,
    ...(best
      ? {
          reason: `找到的是 ${best.version} 版（${best.file}）`,
          reasonEn: `${best.file} is of version ${best.version}`,
        }
      : { reason: "没有找到", reasonEn: "none was found" }),
  });
}

async function* candidates(name: ToolName, path: string): AsyncGenerator<string> {
  for (const folder of path.split(delimiter).filter(Boolean)) yield join(folder, name);
  for (const place of PLACES) yield* glob(join(place, name));
}

/** Null for what is none, or cannot be run. */
async function versionOf(file: string): Promise<number | null> {
  try {
    await access(file, constants.X_OK);
    const { stdout } = await promisify(execFile)(file, ["--version"]);
    const major = /\(PostgreSQL\) (\d+)/.exec(stdout)?.[1];
    return major === undefined ? null : Number(major);
  } catch {
    return null;
  }
}

export interface Address {
  /** Without the password, which the list of processes would show. */
  readonly url: string;
  readonly environment: NodeJS.ProcessEnv;
}

export function addressOf(databaseUrl: string): Address {
  const url = new URL(databaseUrl);
  const password = decodeURIComponent(url.password) || url.searchParams.get("password");
  url.password = "";
  url.searchParams.delete("password");
  return { url: url.href, environment: { ...process.env, ...(password && { PGPASSWORD: password }) } };
}
