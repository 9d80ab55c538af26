/**
 * Names in the environment that are meant to be settings and are none. The environment is everybody's: only
 * what is one of ours but for a slip is refused, and what carries our own prefix.
 */
import { HubError } from "#schema/errors.js";
import { slips } from "../../../gateway/nearest-name.js";
import { FILE_SUFFIX } from "./secret-files.js";

const PREFIX = "TONGCHA_";
/** Variables that Kubernetes sets for a service named `tongcha`. */
const KUBERNETES = /_(?:SERVICE_(?:HOST|PORT(?:_\w+)?)|PORT_\d+_(?:TCP|UDP)(?:_\w+)?)$/;

/** SETTING_UNKNOWN for each, with the setting that may be meant. */
export function refuseUnknown(
  environment: Readonly<Record<string, string | undefined>>,
  known: readonly string[],
): readonly HubError[] {
  const names = new Set(known);
  return Object.entries(environment).flatMap(([name, value = ""]) => {
    if (names.has(name) || value === "") return [];
    const near = known.find((candidate) => isNear(name, candidate));
    if (near !== undefined) return [unknown(name, near)];
    return name.startsWith(PREFIX) && !isOfKubernetes(name, value)
      ? [
          unknown(
            name,
            known.find((candidate) => isNear(name.slice(PREFIX.length), candidate)),
          ),
        ]
      : [];
  });
}

function unknown(name: string, near: string | undefined): HubError {
  return new HubError("SETTING_UNKNOWN", {
    name,
    hint: near === undefined ? "所有设置见 npx tongcha settings" : `是否为 ${near}`,
    hintEn: near === undefined ? "npx tongcha settings lists all" : `perhaps ${near} is meant`,
  });
}

function isOfKubernetes(name: string, value: string): boolean {
  return KUBERNETES.test(name) || value.startsWith("tcp://");
}

const wordCount = (name: string): number => name.split("_").length;
const firstWords = (name: string): string => name.split("_").slice(0, 2).join("_");

/** One letter in five may be wrong, or all after the first two words of a name that has more. */
function isNear(name: string, known: string): boolean {
  const given = name.toUpperCase();
  if (wordCount(known) > 2 && !known.endsWith(FILE_SUFFIX) && firstWords(given) === firstWords(known))
    return true;
  const longer = Math.max(given.length, known.length);
  return (
    Math.abs(given.length - known.length) < 3 && slips(given, known) <= Math.max(1, Math.floor(longer / 5))
  );
}
