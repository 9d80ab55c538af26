import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { ERRORS } from "#schema/errors.js";
import { RULES } from "../../gateway/registry/checks/rules.js";
import { SETTINGS } from "../../scripts/start/settings.js";
import { FINDING_TEXTS } from "../../services/kit/check/finding-texts.js";
import { UNUSUAL_KINDS } from "../../services/kit/store/write/unusual.js";

const ROOT = new URL("../../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), "utf8");

test("every error code stands in PROTOCOL.md, and every code there is one", () => {
  const named = new Set([...read("schema/PROTOCOL.md").matchAll(/`([A-Z]+(?:_[A-Z]+)+|INTERNAL|FORBIDDEN)`/g)].map(([, code]) => code));
  const settings = Object.values(SETTINGS).map(({ variable }) => variable);
  const notErrors = new Set(["RECEIVED", ...UNUSUAL_KINDS, ...Object.keys(FINDING_TEXTS), ...Object.keys(RULES), ...settings]);
  expect(Object.keys(ERRORS).filter((code) => !named.has(code))).toEqual([]);
  expect([...named].filter((code) => code !== undefined && !(code in ERRORS) && !notErrors.has(code))).toEqual([]);
});

test("every rule of a subgraph's check stands in PROTOCOL.md with its severity", () => {
  const rows = read("schema/PROTOCOL.md").split("\n");
  expect(Object.entries(RULES).filter(([code, { severity }]) => !rows.some((row) => row.includes(`| ${severity} |`) && row.includes(`\`${code}\``))).map(([code]) => code)).toEqual([]);
});

test("every placeholder of an error's Chinese sentence is in its English one, or has an English twin", () => {
  const names = (text: string): readonly string[] => [...text.matchAll(/\{(\w+?)(?:En)?\}/g)].map(([, name]) => name ?? "");
  const uneven = Object.entries(ERRORS).filter(([, { zh, en }]) => names(zh).toSorted().join() !== names(en).toSorted().join());
  expect(uneven.map(([code]) => code)).toEqual([]);
});

test("every command stands in the README", () => {
  const readme = read("README.md");
  const commands = readdirSync(new URL("scripts/cli/commands/", ROOT)).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts")).map((file) => file.replace(".ts", ""));
  expect(commands.filter((command) => !readme.includes(`tongcha ${command}`) && command !== "start")).toEqual([]);
});

test("no two settings read the same variable", () => {
  const variables = Object.values(SETTINGS).map(({ variable }) => variable);
  expect(new Set(variables).size).toBe(variables.length);
});
