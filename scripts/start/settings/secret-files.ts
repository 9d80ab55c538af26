/**
 * Secrets may stand in files, as Docker, Kubernetes and systemd hand them out:
 * `HUB_KEY_FILE=/run/secrets/hub` in place of `HUB_KEY`.
 */
import { readFileSync } from "node:fs";
import { HubError } from "#schema/errors.js";
import { systemWords } from "../read-text.js";

export const FILE_SUFFIX = "_FILE";

type Environment = Readonly<Record<string, string | undefined>>;

/** The text of a secret; null where none is given. Throws SETTING_INVALID. */
export function readSecret(variable: string, environment: Environment): string | null {
  const name = `${variable}${FILE_SUFFIX}`;
  const given = environment[variable] || null;
  const file = environment[name] || null;
  if (file === null) return given;
  if (given !== null) throw invalid(name, `不能与 ${variable} 同时填写`, `unset where ${variable} is set`);
  const found = readOrRefuse(file, name).trim();
  if (found === "") throw invalid(name, "所指的文件是空的", "the path of a file that is not empty");
  return found;
}

function readOrRefuse(file: string, name: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { reason, reasonEn } = systemWords(error);
    throw invalid(
      name,
      `所指的文件无法读取（${reason}）`,
      `the path of a file that can be read (${reasonEn})`,
    );
  }
}

function invalid(name: string, reason: string, reasonEn: string): HubError {
  return new HubError("SETTING_INVALID", { name, reason, reasonEn });
}
