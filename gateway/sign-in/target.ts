/** Where a browser goes after it has signed in: a path of this hub, and nowhere else. */
import { HubError } from "#schema/errors.js";

const LONGEST = 2_000;
/** Stands for the hub's origin, which a path does not leave. */
const HERE = "http://here.invalid";

/** The path with its query and fragment. Throws SIGN_IN_TARGET_INVALID. */
export function readTarget(given: unknown): string {
  if (given === undefined) return "/";
  const text = typeof given === "string" && given.length <= LONGEST ? given : "";
  const url = URL.parse(text, HERE);
  // `//host` and `/\host` are other hosts to a browser, and so is what `/.//host` becomes.
  const isPath = url?.origin === HERE && /^\/(?![/\\])/.test(text) && !url.pathname.startsWith("//");
  if (!url || !isPath) throw new HubError("SIGN_IN_TARGET_INVALID");
  return `${url.pathname}${url.search}${url.hash}`;
}
