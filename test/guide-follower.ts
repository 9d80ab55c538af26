/**
 * Follows guides on a test's hub, each command as its reader would type it, and compares what it says with
 * what the guide shows.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@jest/globals";
import exceljs from "exceljs";
import { lockDataDirectory } from "../services/kit/store/open/data-lock.js";
import { commandsOf, openGuideShell, type GuideShell } from "./guide-shell.js";
import { blocksOf } from "./guides.js";
import { preparedDirectory, type Prepared } from "./prepared.js";
import type { TestHub } from "./start-hub.js";

/** Commands that would start a second hub or change this repository, each with the test that runs it. */
export const TRIED_ELSEWHERE: readonly (readonly [RegExp, string, string])[] = [
  [/^(?:\w+=\S+ )*npm start/, "test/flow/npm-start.embedded.test.ts", 'start("npm", ["start"])'],
  [/^npm (?:test|run (?:lint|test:deep))|^npm install && npm run build/, ".ci/run", "npm test"],
  [/^npx tongcha compose/, "scripts/test.mjs", '"compose", "--check"'],
  [/docker compose up/, "test/outage/compose-file.embedded.test.ts", "gateway"],
  [/^npx tongcha gateway --supergraph/, "test/gateway/command.test.ts", '"gateway", "--supergraph"'],
  [/^HUB_URL=\S+ npx tongcha gateway/, "test/gateway/processes.server.test.ts", "gateway"],
  [
    /^scp -p hub:|^HUB_URL=\S+ npx tongcha doctor/,
    "test/operate/several-machines.server.test.ts",
    '"hub.key", "callers.json", "issuer.json"',
  ],
  [/^npx tongcha migrate/, "scripts/cli/commands/migrate.embedded.test.ts", '"--dry-run"'],
  [/^npx tongcha (?:restored|verify --head)/, "test/operate/histories.embedded.test.ts", '"--head"'],
  [/^PUBLIC_URL=\S+ npx tongcha adopt/, "test/operate/histories.embedded.test.ts", '"adopt"'],
  [/^systemd-analyze verify/, "test/operate/unit-file.test.ts", '"verify"'],
  [/^nginx -t/, "test/operate/nginx-file.embedded.test.ts", "spawn(NGINX"],
  [/npx tongcha (?:backup|check|restore) /, "test/backup/backup.databases.test.ts", "backup.run("],
  [/^(?:python3|node) services\/open-data\/mirror\//, "test/live/mirror-programs.test.ts", "mirror.py"],
  [/^npx graphql-codegen|^node src\/main/, "test/flow/front-end.embedded.test.ts", '"src/main.ts"'],
  [/^npx tongcha subgraph dev/, "test/registry/dev-subgraph.test.ts", "openDev"],
  [
    /^(?:\(cd \S+ && )?npm (?:install|run (?:dev|schema))\b/,
    "test/registry/new-subgraph.embedded.test.ts",
    'spawnSync("npm", ["test"]',
  ],
];

/** Each database names its history by chance, and how many releases there were is a matter of the samples. */
const inAnyHistory = (text: string): string => text.replaceAll(/^id: [0-9a-f]{16}\.\d+:/gm, "id: ….…:");

export interface Followed {
  readonly said: string;
  /** Sheets of the workbooks that were written, by their files. */
  readonly workbooks: Readonly<Record<string, readonly string[]>>;
}

export interface GuideFollower {
  readonly follow: (guide: string) => Promise<Followed>;
  /** Output of one command. */
  readonly run: (command: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** `prepared`: the state with which the hub was started. */
export async function openGuideFollower(hub: TestHub, prepared: Prepared): Promise<GuideFollower> {
  // The commands find the hub's keys there, and that a hub has the directory.
  const data = mkdtempSync(join(tmpdir(), "tongcha-data-"));
  const from = await preparedDirectory(prepared);
  for (const key of ["hub.key", "person.key", "issuer.json", "callers.json", "log.json", "session.key"])
    cpSync(join(from, key), join(data, key));
  const unlock = lockDataDirectory(data);
  const children: ChildProcess[] = [];
  const openShell = (): Promise<GuideShell> => openGuideShell({ hubUrl: hub.url, dataDirectory: data });

  /**
   * `subgraph dev` runs a hub of its own around the service: here that is the test's, and the service is
   * published to it.
   */
  const publishAsDevWould = async (shell: GuideShell, known: Map<string, string>): Promise<void> => {
    const child = spawn(process.execPath, ["dist/src/main.js"], {
      cwd: join(shell.folder, "../bus-lines"),
      env: { ...process.env, NODE_OPTIONS: "", PORT: "0", HUB_URL: hub.url },
      stdio: ["ignore", "pipe", "inherit"],
    });
    children.push(child);
    // the first line that it prints
    const [line] = (await once(child.stdout.setEncoding("utf8"), "data")) as [string];
    const url = line.slice(line.indexOf("http")).trim();
    known.set("https://bus.example/graphql", url);
    const { said, code } = await shell.run(
      `TONGCHA_TOKEN=${await hub.token("developer", "jtj")} npx tongcha subgraph publish --name bus-lines --url ${url}`,
    );
    expect({ code, said: code === 0 ? "" : said }).toEqual({ code: 0, said: "" });
  };

  /** Output of the command. Names in angle brackets stand for values that earlier commands printed. */
  const carryOut = async (
    command: string,
    shell: GuideShell,
    known: Map<string, string>,
  ): Promise<string> => {
    const elsewhere = TRIED_ELSEWHERE.find(([pattern]) => pattern.test(command));
    if (elsewhere) {
      if (command.startsWith("npx tongcha subgraph dev")) await publishAsDevWould(shell, known);
      return "";
    }
    const filled = [...known].reduce((text, [name, value]) => text.replaceAll(name, value), command);
    // The reader of a stream stops after its first output.
    const { said, code } = await shell.run(
      /accept: text\/event-stream/i.test(command)
        ? `grep -m3 -E '^(event|id|data):' < <(${filled}\n)`
        : filled,
    );
    expect({ command, code, said: code === 0 ? "" : said }).toEqual({ command, code: 0, said: "" });
    learn(said, known);
    return said;
  };

  const follow = async (guide: string): Promise<Followed> => {
    const shell = await openShell();
    try {
      const known = new Map<string, string>([["http://127.0.0.1:4000", hub.url]]);
      const blocks = blocksOf(guide);
      const said: string[] = [];
      for (const [at, block] of blocks.entries()) {
        if (block.language !== "bash") continue;
        await shell.run(`cd "${shell.folder}"`);
        const from = said.length;
        for (const command of commandsOf(block.text)) said.push(await carryOut(command, shell, known));
        const last = said.at(-1) ?? "";
        const next = blocks[at + 1];
        const isAnswer = next?.line === block.line + block.text.split("\n").length + 1;
        if (isAnswer && next.language === "json") expect(JSON.parse(last)).toEqual(JSON.parse(next.text));
        else if (isAnswer)
          expect(inAnyHistory(said.slice(from).join("\n")).split("\n")).toEqual(
            expect.arrayContaining(
              inAnyHistory(next.text)
                .trim()
                .split("\n")
                .filter((line) => line !== "…"),
            ),
          );
        else if (last.startsWith('{"')) expect(JSON.parse(last)).not.toHaveProperty("errors");
      }
      const files = readdirSync(shell.folder).filter((file) => file.endsWith(".xlsx"));
      return {
        said: said.join("\n"),
        workbooks: Object.fromEntries(
          await Promise.all(files.map(async (file) => [file, await sheetsOf(join(shell.folder, file))])),
        ),
      };
    } finally {
      await shell.close();
    }
  };

  return {
    follow,
    run: async (command) => {
      const shell = await openShell();
      try {
        return (await shell.run(command)).said;
      } finally {
        await shell.close();
      }
    },
    close: async () => {
      for (const child of children) if (child.exitCode === null && child.kill()) await once(child, "exit");
      unlock();
      rmSync(data, { recursive: true });
    },
  };
}

async function sheetsOf(file: string): Promise<readonly string[]> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(file);
  return workbook.worksheets.map(({ name }) => name);
}

function learn(said: string, known: Map<string, string>): void {
  for (const [name, pattern] of [
    ["<id>", /报送 ([0-9a-f]{8})/],
    ["<digest>", /--digest ([0-9a-f]{12})/],
    ["<atom>", /"atom":"([^"]+)"/],
  ] as const) {
    const [, value] = pattern.exec(said) ?? [];
    if (value !== undefined) known.set(name, value);
  }
}
