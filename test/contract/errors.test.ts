/** Errors of every kind are told in Chinese, with English beside it. */
import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { GraphQLError } from "graphql";
import { ERRORS, HubError, toFault, type ErrorCode } from "#schema/errors.js";
import { explainFault, SENTENCES } from "../../gateway/engine/prepare/explain-fault.js";
import { ROOT } from "../guides.js";

const CODES = Object.keys(ERRORS) as readonly ErrorCode[]; // the keys of the table
const FAULTS = [
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_USER_INPUT",
  "OPERATION_RESOLUTION_FAILURE",
] as const;

/** Clients know these by their words, which Apollo's protocol of persisted queries has in English. */
const WORDED_BY_A_PROTOCOL: ReadonlySet<ErrorCode> = new Set([
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
]);

function placeholdersOf(code: ErrorCode): readonly string[] {
  const { zh, en } = ERRORS[code];
  return [...new Set([...`${zh}${en}`.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name))];
}

function hasChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

test.each(CODES)("%s is told in both languages, with all that it names, and is not mixed", (code) => {
  const details = Object.fromEntries(placeholdersOf(code).map((name) => [name, `<${name}>`]));
  const error = new HubError(code, details);
  const shown = JSON.parse(JSON.stringify(error));
  expect(shown).toEqual({ code, message: error.message, english: error.english, details });
  expect(hasChinese(error.english)).toBe(false);
  if (!WORDED_BY_A_PROTOCOL.has(code)) expect(hasChinese(error.message)).toBe(true);
  for (const name of placeholdersOf(code)) {
    const isOfEnglish = name.endsWith("En");
    expect((isOfEnglish ? error.english : error.message).includes(`<${name}>`)).toBe(true);
    if (isOfEnglish) expect(error.message).not.toContain(`<${name}>`);
  }
  expect(`${error.message}${error.english}`).not.toMatch(/[{}]/);
});

test.each(FAULTS)(
  "%s, which the GraphQL library finds, begins in Chinese and has the library's English beside it",
  (code) => {
    const { message, extensions } = toFault(code, "Syntax Error");
    expect(message.startsWith(ERRORS[code].zh)).toBe(true);
    expect(extensions).toEqual({ code, english: "Syntax Error" });
  },
);

test.each(Object.keys(SENTENCES))("what is wrong by the rule %s is said in Chinese", (rule) => {
  const { message, extensions } = explainFault(
    new GraphQLError("It is wrong.", { extensions: { rule } }),
    "GRAPHQL_VALIDATION_FAILED",
  );
  expect(hasChinese(message)).toBe(true);
  expect(extensions).toMatchObject({ code: "GRAPHQL_VALIDATION_FAILED", english: "It is wrong." });
});

describe("wherever an error is made", () => {
  interface Place {
    readonly at: string;
    readonly code: ErrorCode;
    readonly details: string;
  }
  const places = globSync("{gateway,services,schema,scripts}/**/*.ts", { cwd: ROOT })
    .filter((file) => !/\.test(?:-data)?\.ts$|node_modules/.test(file))
    .flatMap((file): readonly Place[] => {
      const text = readFileSync(`${ROOT}${file}`, "utf8");
      return [...text.matchAll(/new HubError\(\s*"(?<code>\w+)"/g)].map((found) => ({
        at: `${file}:${text.slice(0, found.index).split("\n").length}`,
        code: found.groups?.["code"] as ErrorCode, // the compiler has checked the call
        details: callAt(text, found.index),
      }));
    });

  /** From the place on to the end of the call's parentheses. */
  function callAt(text: string, from: number): string {
    let depth = 0;
    for (let at = text.indexOf("(", from); at < text.length; at += 1) {
      if (text[at] === "(") depth += 1;
      if (text[at] === ")" && (depth -= 1) === 0) return text.slice(from, at);
    }
    return text.slice(from);
  }

  test("it has what its sentences name, in either language", () => {
    expect(places.length).toBeGreaterThan(100);
    const lacking = places.flatMap(({ at, code, details }) => {
      // Details that are made elsewhere cannot be read here.
      if (details.includes("...") || /",\s*[\w.]+(?:\([^{]*)?,?\s*$/.test(details)) return [];
      // What is the same in both languages has no twin.
      const missing = placeholdersOf(code).filter(
        (name) => !new RegExp(`\\b${name}\\b`).test(details) && (!name.endsWith("En") || hasChinese(details)),
      );
      return missing.length > 0 ? [`${at} ${code} lacks ${missing.join(", ")}`] : [];
    });
    expect(lacking).toEqual([]);
  });
});
