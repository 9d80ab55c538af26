/** The constraints of a field, each read by its kind; what is wrong is told by its code. */
import { RE2JS } from "re2js";

const MAX_CHOICES = 200;
const MAX_TEXT = 5_000;

export interface ConstraintReader {
  readonly number: (name: string) => number | null;
  readonly size: (name: string) => number | null;
  readonly flag: (name: string) => boolean;
  readonly pattern: () => RE2JS | null;
  readonly choices: () => readonly string[] | null;
}

export function createConstraintReader(
  constraints: Readonly<Record<string, unknown>>,
  say: (code: "CONSTRAINT" | "PATTERN") => void,
): ConstraintReader {
  const given = (name: string): unknown => constraints[name] ?? null;
  const refused = (): null => {
    say("CONSTRAINT");
    return null;
  };
  const number = (name: string): number | null => {
    const value = given(name);
    return value === null || (typeof value === "number" && Number.isFinite(value)) ? value : refused();
  };
  return {
    number,
    size: (name) => {
      const value = number(name);
      return value === null || (Number.isInteger(value) && value >= 0 && value <= MAX_TEXT)
        ? value
        : refused();
    },
    flag: (name) => {
      const value = given(name);
      if (value !== null && typeof value !== "boolean") say("CONSTRAINT");
      return value === true;
    },
    pattern: () => {
      const value = given("pattern");
      if (value === null) return null;
      if (typeof value !== "string" || value.length > 200) return refused();
      try {
        return RE2JS.compile(`^(?:${value})$`);
      } catch {
        say("PATTERN");
        return null;
      }
    },
    choices: () => {
      const value = given("enum");
      if (value === null) return null;
      const isList =
        Array.isArray(value) &&
        value.length > 0 &&
        value.length <= MAX_CHOICES &&
        value.every((item) => (typeof item === "string" && item !== "") || typeof item === "number");
      return isList ? value.map(String) : refused();
    },
  };
}
