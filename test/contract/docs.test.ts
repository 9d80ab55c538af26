import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "@jest/globals";
import { ERRORS } from "#schema/errors.js";
import { RULES } from "../../gateway/registry/checks/rules.js";
import type { Command } from "../../scripts/cli/command.js";
import { settingsTable } from "../../scripts/cli/settings-table.js";
import { VARIABLES } from "../../scripts/start/settings.js";
import { refuseUnknown } from "../../scripts/start/settings/unknown.js";
import { discoverContracts } from "../../services/kit/graph/serve/discover.js";
import { FINDING_TEXTS } from "../../services/kit/check/finding-texts.js";
import { UNUSUAL_KINDS } from "../../services/kit/store/write/unusual.js";
import { blocksOf, codeSpansOf, GUIDES, proseOf } from "../guides.js";
import { SCALE } from "../scale.js";

const ROOT = new URL("../../../", import.meta.url);
/** They have tables and long lines, and are looked up rather than read. */
const REFERENCES: ReadonlySet<string> = new Set([
  "schema/PROTOCOL.md",
  "schema/CHANGELOG.md",
  "scripts/bench/README.md",
]);
/** Or by whoever runs one. */
const MADE_BY_A_HUB: ReadonlySet<string> = new Set([
  "issuer.json",
  "callers.json",
  "log.json",
  "report.json",
]);

const contracts = await discoverContracts();
const read = (path: string): string => readFileSync(new URL(path, ROOT), "utf8");

test("every error code stands in PROTOCOL.md, and every code there is one", () => {
  const named = new Set(
    [...read("schema/PROTOCOL.md").matchAll(/`([A-Z]+(?:_[A-Z]+)+|INTERNAL|FORBIDDEN)`/g)].map(
      ([, code]) => code,
    ),
  );
  const notErrors = new Set([
    "RECEIVED",
    ...UNUSUAL_KINDS,
    ...Object.keys(FINDING_TEXTS),
    ...contracts.flatMap(({ setMasks }) => setMasks.map(({ code }) => code)),
    ...Object.keys(RULES),
    ...VARIABLES,
  ]);
  expect(Object.keys(ERRORS).filter((code) => !named.has(code))).toEqual([]);
  expect(
    [...named].filter((code) => code !== undefined && !(code in ERRORS) && !notErrors.has(code)),
  ).toEqual([]);
});

test("every rule of a subgraph's check stands in PROTOCOL.md with its severity", () => {
  const rows = read("schema/PROTOCOL.md").split("\n");
  expect(
    Object.entries(RULES)
      .filter(
        ([code, { severity }]) =>
          !rows.some((row) => row.includes(`| ${severity} |`) && row.includes(`\`${code}\``)),
      )
      .map(([code]) => code),
  ).toEqual([]);
});

test("every placeholder of an error's Chinese sentence is in its English one, or has an English twin", () => {
  const names = (text: string): readonly string[] =>
    [...text.matchAll(/\{(\w+?)(?:En)?\}/g)].map(([, name]) => name ?? "");
  const uneven = Object.entries(ERRORS).filter(
    ([, { zh, en }]) => names(zh).toSorted().join() !== names(en).toSorted().join(),
  );
  expect(uneven.map(([code]) => code)).toEqual([]);
});

test("every command stands in a guide, and every command and option of a guide is one", async () => {
  const folder = new URL("scripts/cli/commands/", new URL("dist/", ROOT));
  const files = readdirSync(folder).filter((file) => file.endsWith(".js") && !file.endsWith(".test.js"));
  const commands = new Map(
    await Promise.all(
      files.map(async (file) => {
        const { default: command }: { readonly default: Command } = await import(new URL(file, folder).href);
        return [command.name, command] as const;
      }),
    ),
  );
  const written = GUIDES.flatMap((guide) =>
    [
      ...codeSpansOf(guide),
      ...blocksOf(guide)
        .filter(({ language }) => language === "bash")
        .map(({ text }) => text),
    ].flatMap((code) =>
      [...code.matchAll(/\bnpx tongcha ([a-z-]+)([^\n#|)]*)/g)].map(([, name = "", rest = ""]) => ({
        guide,
        name,
        options: [...rest.matchAll(/ (--[a-z-]+)/g)].map(([, option]) => option),
      })),
    ),
  );
  const wrong = written.filter(({ name, options }) => {
    const known = new Set(commands.get(name)?.options?.map(({ flags }) => flags.split(" ")[0]));
    return !commands.has(name) || options.some((option) => !known.has(option));
  });
  expect(wrong).toEqual([]);
  const told = new Set(written.map(({ name }) => name));
  expect([...commands.keys()].filter((name) => !told.has(name) && name !== "start")).toEqual([]);
});

/** Held by `test/portal/embed.test.ts`. */
const OF_SITES = ["html"];
/** Held by `services/open-data/tools.test.ts`. */
const OF_DATA_TOOLS = ["powerquery", "python", "r", "sql"];

test("a block of a guide says what it is, in the words by which its commands and queries are found and tried", () => {
  const known = new Set(["", "text", "bash", "graphql", "json", "ts", "js", ...OF_SITES, ...OF_DATA_TOOLS]);
  expect(
    GUIDES.flatMap(blocksOf)
      .filter(({ language }) => !known.has(language))
      .map(({ guide, line, language }) => `${guide}:${line} ${language}`),
  ).toEqual([]);
});

test("every link of a guide leads to what is there, and to a heading that is there", () => {
  const broken = GUIDES.flatMap((guide) =>
    [...proseOf(guide).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link = ""]) => link)
      .filter((link) => !link.startsWith("https://"))
      .filter((link) => {
        const [path = "", anchor] = link.split("#");
        const target = path === "" ? guide : join(dirname(guide), decodeURI(path));
        if (!existsSync(new URL(target, ROOT))) return true;
        return anchor !== undefined && !headingsOf(target.replaceAll("\\", "/")).includes(decodeURI(anchor));
      })
      .map((link) => `${guide}: ${link}`),
  );
  expect(broken).toEqual([]);
});

test("every file that a guide names is there", () => {
  const files = globSync("**/*.{ts,mjs,json,md,graphql,yml,csv,xlsx}", {
    cwd: ROOT,
    exclude: (name) => /^(?:node_modules|dist|\..+)$/.test(name),
  }).map((file) => `/${file.replaceAll("\\", "/")}`);
  const missing = GUIDES.flatMap((guide) =>
    codeSpansOf(guide)
      .filter(
        (code) =>
          /^[\w./-]+\.(?:ts|mjs|json|md|graphql|yml)$/.test(code) &&
          !code.startsWith("/") &&
          !code.startsWith("HUB_URL/"),
      )
      .filter(
        (code) =>
          !MADE_BY_A_HUB.has(code) &&
          !files.some((file) => file.endsWith(`/${normalize(code).replace(/^(?:\.\.\/)+/, "")}`)),
      )
      .map((code) => `${guide}: ${code}`),
  );
  expect(missing).toEqual([]);
});

test.each(GUIDES.filter((guide) => !REFERENCES.has(guide)))(
  "no line of prose of %s is longer than 120 characters",
  (guide) => {
    const isFront = !guide.includes("/") && guide.startsWith("README");
    const lines = (isFront ? read(guide) : proseOf(guide))
      .split("\n")
      .map((text, at) => ({ line: at + 1, text }));
    expect(lines.filter(({ text }) => text.length > 120 && (isFront || !text.startsWith("|")))).toEqual([]);
    if (isFront) expect(lines.length).toBeLessThan(130);
  },
);

test("no line of prose in a comment is longer than 110 characters", () => {
  const files = globSync("{gateway,services,schema,scripts,test}/**/*.{ts,tsx,mjs,css}", {
    cwd: ROOT,
    exclude: (name) => /^(?:node_modules|dist|graph)$/.test(name),
  });
  expect(files.length).toBeGreaterThan(1_000);
  const tooLong = files.flatMap((file) =>
    read(file)
      .split("\n")
      .flatMap((line, at) =>
        line.length > 110 && /^\s*(?:\/\*\*?|\*|\/\/) (?! )/.test(line) ? [`${file}:${at + 1}`] : [],
      ),
  );
  expect(tooLong).toEqual([]);
});

test("no two settings read the same variable, and the guide of operators lists all of them as the code has them", () => {
  expect(new Set(VARIABLES).size).toBe(VARIABLES.length);
  expect(read("gateway/OPERATORS.md")).toContain(settingsTable());
});

test("no guide sets what would be refused as a slip of a setting's name", () => {
  const written = GUIDES.flatMap((guide) =>
    [...codeSpansOf(guide), ...blocksOf(guide).map(({ text }) => text)].flatMap((code) =>
      [...code.matchAll(/\b([A-Z][A-Z_]+)=/g)].map(([, name = ""]) => name),
    ),
  );
  expect(written).toContain("WEBHOOK_NETWORKS");
  expect(refuseUnknown(Object.fromEntries(written.map((name) => [name, "x"])), VARIABLES)).toEqual([]);
});

test("what only a deep run proves stands in the tests' guide", () => {
  const guide = read("test/README.md");
  expect(Object.keys(SCALE).filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
});

/** As GitHub names the anchors of headings. */
function headingsOf(file: string): readonly string[] {
  return [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replaceAll(" ", "-"),
  );
}
