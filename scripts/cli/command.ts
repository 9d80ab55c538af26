/** The default export of each file in `commands/`. */
import { HubError } from "#schema/errors.js";
import { nearestName } from "../../services/kit/read/near-name.js";
import type { Environment, Settings } from "../start/settings.js";

export interface Command {
  readonly name: string;
  /** Positional arguments as commander writes them: `<feed> <file>`. */
  readonly parameters?: string;
  readonly help: { readonly zh: string; readonly en: string };
  readonly options?: readonly CommandOption[];
  /** It serves until it is stopped, and what it writes to the standard error is a log. */
  readonly isServer?: true;
  /** The exit code; nothing means 0. */
  readonly run: (input: CommandInput) => Promise<number | void>;
}

export interface CommandOption {
  readonly flags: string;
  readonly help: string;
  readonly fallback?: string;
}

export interface CommandInput {
  /** Throws SETTING_INVALID or SETTING_UNKNOWN. */
  readonly settings: Settings;
  readonly environment: Environment;
  readonly parameters: readonly string[];
  /** Options by camelCase name: text, or true for a flag. */
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
}

/** The values of an option that takes several; none when it was not given. */
export function listOption(input: CommandInput, name: string): readonly string[] {
  const value = input.options[name];
  return typeof value === "object" ? value : [];
}

/** An option's text, or null when it was not given. */
export function textOption(input: CommandInput, name: string): string | null {
  const value = input.options[name];
  return typeof value === "string" ? value : null;
}

/** COMMAND_INVALID for a word that stands for nothing, with the nearest that does. */
export function unknownName(parameter: string, given: string, known: readonly string[]): HubError {
  const near = nearestName(given, known);
  const all = known.join(" | ");
  return new HubError("COMMAND_INVALID", {
    reason: `${parameter} 没有“${given}”${near === null ? "" : `，是否为“${near}”`}；可用：${all}`,
    reasonEn: `there is no ${parameter} '${given}'${near === null ? "" : `, perhaps '${near}'`}; known: ${all}`,
  });
}
