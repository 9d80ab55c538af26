/** The version of this program, as its package says. */
import { readFileSync } from "node:fs";

const PACKAGE = new URL("../../../package.json", import.meta.url);

export const VERSION = versionOf(JSON.parse(readFileSync(PACKAGE, "utf8")));

/** True if a version of three numbers is later than another: `0.10.0` than `0.9.1`. */
export function isLater(version: string, than: string): boolean {
  return version.localeCompare(than, "en", { numeric: true }) > 0;
}

function versionOf(read: unknown): string {
  if (typeof read === "object" && read !== null && "version" in read && typeof read.version === "string")
    return read.version;
  throw new Error("The package has no version");
}
