/**
 * A terminal in which a test follows a guide: what is typed there stays for the next command, the hub is a
 * test's, the folder is new.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./guides.js";

export interface GuideShell {
  /** Where the guide's commands are run: its reader would be in the folder of Tongcha. */
  readonly folder: string;
  /** All that the command wrote, and its exit code. */
  readonly run: (command: string) => Promise<{ readonly said: string; readonly code: number }>;
  readonly close: () => Promise<void>;
}

export interface GuideShellOptions {
  readonly hubUrl: string;
  readonly dataDirectory: string;
}

export async function openGuideShell({ hubUrl, dataDirectory }: GuideShellOptions): Promise<GuideShell> {
  const above = await mkdtemp(join(tmpdir(), "tongcha-guide-"));
  const folder = join(above, "tongcha");
  await mkdir(folder);
  for (const name of ["services", "scripts"]) await symlink(join(ROOT, name), join(folder, name), "junction");
  const env = {
    PATH: process.env["PATH"],
    HOME: above,
    PORT: new URL(hubUrl).port,
    TONGCHA_DATA: dataDirectory,
    NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"],
  };
  const bash = spawn("bash", ["--noprofile", "--norc"], {
    cwd: folder,
    env,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(bash, "exit");
  // The command is the one that was built, and what npm would install is there already.
  bash.stdin.write(`npx() { shift; "${process.execPath}" "${ROOT}dist/scripts/tongcha.js" "$@"; }
    npm() { if [ "$1" = install ]; then ln -s "${ROOT}node_modules" node_modules; else command npm "$@"; fi; }\n`);
  const output = join(above, "said");
  const codes = bash.stdout.setEncoding("utf8").iterator({ destroyOnReturn: false });
  return {
    folder,
    run: async (command) => {
      // A command that reads, or that makes its pipe another's, would end the shell.
      bash.stdin.write(`{ ${command}\n} </dev/null >"${output}" 2>&1\necho $?\n`);
      const { value, done } = await codes.next();
      if (done === true) throw new Error(`The shell ended at ${command}`);
      return { said: await readFile(output, "utf8"), code: Number(value) };
    },
    close: async () => {
      bash.stdin.end();
      bash.kill();
      await ended;
      await rm(above, { recursive: true });
    },
  };
}

/** A block's commands, each with all its lines: a quote or a here-document may go over several. */
export function commandsOf(block: string): readonly string[] {
  const commands: string[] = [];
  let command = "";
  for (const line of block.split("\n")) {
    command += command === "" ? line : `\n${line}`;
    if (!isWhole(command)) continue;
    if (command.trim() !== "") commands.push(command);
    command = "";
  }
  return commands;
}

function isWhole(command: string): boolean {
  const [, end] = /<<'(\w+)'/.exec(command) ?? [];
  if (end !== undefined) return command.endsWith(`\n${end}`);
  const left = command.replaceAll(/'[^']*'|"(?:\\[^]|[^"\\])*"|(?:^|\s)#.*$/gm, "");
  return !/['"]/.test(left) && !left.endsWith("\\");
}
