/** The command line: finds the commands, reads the settings, and prints what goes wrong as its sentence. */
import { readdirSync } from "node:fs";
import { Command as Program, CommanderError } from "commander";
import { HubError } from "#schema/errors.js";
import type { Command } from "./cli/command.js";
import { exitHelp } from "./start/exit-codes.js";
import { logLastWords } from "./start/last-words.js";
import { createLog } from "./start/log.js";
import { readSettings } from "./start/settings.js";
import { tellError, type ToldForm } from "./cli/tell-error.js";

const program = new Program("tongcha").description(
  "通查：一个总图查询全区政务数据 One graph for a whole district",
);
const folder = new URL("./cli/commands/", import.meta.url);
// We report unknown words ourselves, instead of the library.
const configure = (line: Program): Program =>
  line.exitOverride().configureOutput({ outputError: () => undefined });
configure(program);
program.addHelpText("after", exitHelp());

const files = readdirSync(folder).filter((name) => name.endsWith(".js") && !name.endsWith(".test.js"));
const names = files.map((file) => file.slice(0, -".js".length));

let form: ToldForm = process.argv.includes("--json") ? "json" : "sentences";

/** Of Node: what npm has put into node_modules/.bin, and npx takes. */
const OLDEST_NODE = 26;

async function run(): Promise<void> {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE)
    throw new HubError("NODE_TOO_OLD", { version: process.versions.node, oldest: OLDEST_NODE });
  const [, , asked = "help"] = process.argv;
  const isForAll = asked === "help" || asked.startsWith("-");
  // One command is loaded, not all: a gateway must start at once. For the help all are; for a word that is
  // none their names do.
  if (!isForAll && !names.includes(asked)) for (const name of names) program.command(name);
  for (const file of isForAll ? files : files.filter((name) => name === `${asked}.js`)) {
    const { default: command }: { default: Command } = await import(new URL(file, folder).href);
    const line = configure(program.command(`${command.name} ${command.parameters ?? ""}`.trim())).description(
      `${command.help.zh} ${command.help.en}`,
    );
    for (const { flags, help, fallback } of command.options ?? []) line.option(flags, help, fallback);
    if (!isForAll && command.isServer) {
      logLastWords(createLog());
      if (!process.stderr.isTTY) form = "line";
    }
    line.action(async () => {
      const environment = process.env;
      process.exitCode =
        (await command.run({
          environment,
          get settings() {
            return readSettings(environment);
          },
          parameters: line.args,
          options: line.opts(),
        })) ?? 0;
    });
  }
  await program.parseAsync();
}

// Whoever reads the output (`head`) may have read enough.
process.stdout.on("error", (error: Error & { readonly code?: string }) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

try {
  await run();
} catch (error) {
  // Help was printed; without a command it was not asked for.
  if (error instanceof CommanderError && /^commander\.(?:help|version)/.test(error.code))
    process.exitCode = error.exitCode;
  else {
    process.exitCode = tellError(error, form);
  }
}
