/** The parameters of an address: what cannot be read is refused with DOWNLOAD_INVALID. */
import { HubError } from "#schema/errors.js";
import { FORMATS, type FormatName } from "./formats/index.js";

/** Refuses a parameter that is none of `known`, and one that is there twice. */
export function namedParameters<const Name extends string>(
  known: readonly Name[],
  parameters: Readonly<Record<string, unknown>>,
): ReadonlyMap<Name, string> {
  const given = new Map<Name, string>();
  for (const [written, value] of Object.entries(parameters)) {
    const name = known.find((parameter) => parameter === written);
    if (name === undefined)
      throw invalid(
        `没有参数 ${written.slice(0, 60)}，可用的参数：${known.join("、")}`,
        `there is no parameter ${written.slice(0, 60)}; there are ${known.join(", ")}`,
      );
    if (typeof value !== "string") throw invalid(`参数 ${name} 只能写一次`, `${name} is there twice`);
    given.set(name, value);
  }
  return given;
}

/** Names parted by commas. */
export function listed(text: string | undefined): readonly string[] {
  return text === undefined || text === "" ? [] : text.split(",").map((name) => name.trim());
}

/** True for codes, false for words; what the format usually has where nobody says. */
export function codesOf(text: string | undefined, format: FormatName): boolean {
  return text === undefined ? FORMATS[format].usualCodes : oneOf(["true", "false"], "codes", text) === "true";
}

export function oneOf<const T extends string>(choices: readonly T[], name: string, text: string): T {
  const chosen = choices.find((choice) => choice === text);
  if (chosen === undefined)
    throw invalid(`${name} 应为 ${choices.join(" 或 ")}`, `${name} is ${choices.join(" or ")}`);
  return chosen;
}

export function invalid(reason: string, reasonEn: string): HubError {
  return new HubError("DOWNLOAD_INVALID", { reason, reasonEn });
}
