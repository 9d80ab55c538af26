import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/**
 * Which part may import which; a domain is any folder of `services` but the kit and those of the whole hub.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  schema: [],
  kit: ["schema"],
  domain: ["schema", "kit"],
  hub: ["schema", "kit"],
  gateway: ["schema"],
  scripts: ["schema", "kit", "domain", "hub", "gateway"],
  test: ["schema", "kit", "domain", "hub", "gateway", "scripts"],
};

/** Services that work for the whole hub: they alone reach the database behind a request. */
const OF_THE_HUB = ["alerts", "discrepancies", "disclosure", "downloads", "open-data", "progress", "search"];

/** The doors of the kit, by the name that is imported. */
const DOORS: Readonly<Record<string, string>> = {
  "#kit": "services/kit/index.ts",
  "#kit/archive": "services/kit/archive.ts",
  "#kit/hub": "services/kit/hub-services.ts",
  "#kit/workbook": "services/kit/workbook.ts",
};

/** What a thread or a process loads for one file or one plan: it is there in a few hundredths of a second. */
const APART = [
  "gateway/engine/plan/planning-process.ts",
  "services/disclosure/attachments/read/read-process.ts",
  "services/downloads/formats/apart/thread.ts",
  "services/downloads/formats/apart/write-parquet.ts",
  "services/downloads/formats/apart/write-workbook.ts",
  "services/kit/read/xls/xls-process.ts",
  "services/kit/report/mark-process.ts",
];

/**
 * The rooms of a folder, from the top down: each may import those below it. Files beside the rooms are
 * everybody's (a log's type, a value). In the gateway that is the way of an operation, from its transport to
 * the subgraphs.
 */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  gateway: [
    // A browser's, and a front end's own: they import nothing of the rest, but for types.
    "portal",
    "explorer",
    "example-client",
    "adapters",
    "subscriptions",
    "registry",
    "operation",
    "documents",
    "usage",
    "graph",
    "freshness",
    "subgraphs",
    "limits",
    "engine",
    "sign-in",
    "rights",
    "api-keys",
  ],
  "gateway/portal": ["pages", "embed", "app", "parts", "data", "words", "graph"],
  "services/kit/graph": ["serve", "resolve", "types"],
  "services/kit/store": ["write", "follow", "read", "open"],
  scripts: ["bench", "cli", "backup", "start", "template"],
};

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
  /** The kit's door that it goes through; null for any other way. */
  readonly door: string | null;
}

const files = ["schema", "services", "gateway", "scripts", "test"].flatMap((folder) =>
  filesIn(join(ROOT, folder)),
);
const known = new Set(files);
const imports = files.flatMap(importsOf);
const loads: ReadonlyMap<string, readonly string[]> = new Map(
  files.map((file) => [
    file,
    imports.filter(({ from, typeOnly }) => from === file && !typeOnly).map(({ to }) => to),
  ]),
);

test("every import goes down the table of layers", () => {
  const against = imports.filter(
    ({ from, to }) =>
      partOf(from) !== partOf(to) && !(MAY_IMPORT[partOf(from)] ?? []).includes(partOf(to)) && !isTest(from),
  );
  expect(against.map(describeImport)).toEqual([]);
});

test("no service imports another service", () => {
  const across = imports.filter(
    ({ from, to }) => isService(from) && isService(to) && serviceOf(from) !== serviceOf(to),
  );
  expect(across.map(describeImport)).toEqual([]);
});

test("services enter the kit by its doors, and a domain by the one that leads to no database", () => {
  const behind = imports.filter(
    ({ from, to, door }) =>
      isService(from) &&
      partOf(to) === "kit" &&
      !(partOf(from) === "domain" ? door === "#kit" : door !== null) &&
      !isTest(from),
  );
  expect(behind.map(describeImport)).toEqual([]);
});

test.each(Object.entries(ROOMS))("inside %s every import goes down the list of rooms", (folder, rooms) => {
  const orderOf = (file: string): number => rooms.indexOf(roomOf(file, folder) ?? "");
  const inside = imports.filter(
    ({ from, to }) => !isTest(from) && roomOf(from, folder) !== null && roomOf(to, folder) !== null,
  );
  const against = inside.filter(
    ({ from, to }) => roomOf(from, folder) !== roomOf(to, folder) && orderOf(from) >= orderOf(to),
  );
  expect(against.map(describeImport)).toEqual([]);
  expect(
    [...new Set(inside.map(({ from }) => roomOf(from, folder)))].filter(
      (room) => !rooms.includes(room ?? ""),
    ),
  ).toEqual([]);
});

test("no file imports itself by way of others", () => {
  expect(rings(loads)).toEqual([]);
});

test.each(APART)("%s loads neither the services' graph nor the database", (entry) => {
  expect(known.has(entry)).toBe(true);
  const loaded = new Set([entry]);
  for (const file of loaded) for (const next of loads.get(file) ?? []) loaded.add(next);
  expect([...loaded].filter((file) => /^services\/kit\/(?:graph|store)\//.test(file))).toEqual([]);
});

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path);
    return /\.tsx?$/.test(entry.name) ? [relative(ROOT, path).split(sep).join("/")] : [];
  });
}

function importsOf(from: string): readonly Import[] {
  const text = readFileSync(join(ROOT, from), "utf8");
  return [...text.matchAll(/^(?:import|export)\s(type\s)?[^;]*?from\s+"([^"]+)"/gm)].flatMap(
    (found): readonly Import[] => {
      const [, type, target = ""] = found;
      const to = resolveTarget(from, target);
      const door = target in DOORS ? target : null;
      return to === null ? [] : [{ from, to, typeOnly: type !== undefined, door }];
    },
  );
}

function resolveTarget(from: string, target: string): string | null {
  if (target in DOORS) return DOORS[target] ?? null;
  if (target.startsWith("#schema/"))
    return `schema/${target.slice("#schema/".length).replace(/\.js$/, ".ts")}`;
  if (!target.startsWith(".")) return null;
  const path = normalize(join(dirname(from), target))
    .split(sep)
    .join("/")
    .replace(/\.js$/, "");
  // A bundler's imports have no ending, and may name a folder.
  const found = [`${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find((file) => known.has(file));
  return found ?? `${path}.ts`;
}

function partOf(file: string): string {
  const [top = "", second = ""] = file.split("/");
  if (top !== "services") return top;
  if (second === "kit") return second;
  return OF_THE_HUB.includes(second) ? "hub" : "domain";
}

function isService(file: string): boolean {
  return ["domain", "hub"].includes(partOf(file));
}

function serviceOf(file: string): string {
  return file.split("/")[1] ?? "";
}

/** Null for a file that is elsewhere, or beside the rooms. */
function roomOf(file: string, folder: string): string | null {
  if (!file.startsWith(`${folder}/`)) return null;
  const [room, below] = file.slice(folder.length + 1).split("/");
  return room === undefined || below === undefined ? null : room;
}

function isTest(file: string): boolean {
  return /\.test(?:-data)?\.ts$/.test(file);
}

function describeImport({ from, to }: Import): string {
  return `${from} → ${to}`;
}

function rings(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file].join(" → "));
    if (done.has(file) || path.includes(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}
