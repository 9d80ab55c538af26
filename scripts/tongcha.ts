/** The command line: finds the commands, reads the settings, and prints what goes wrong as its sentence. */
import { readdirSync } from "node:fs";
import { Command as Program } from "commander";
import { HubError } from "#schema/errors.js";
import type { Command } from "./command.js";
import { readSettings } from "./settings.js";

const program = new Program("tongcha").description("通查：一张图查询全区政务数据 One graph for a whole district");
const folder = new URL("./commands/", import.meta.url);

const files = readdirSync(folder).filter((name) => name.endsWith(".js") && !name.endsWith(".test.js"));
// One command is loaded, not all: a gateway must start at once. Without a command's name all are, for the help.
const asked = files.filter((name) => name === `${process.argv[2] ?? ""}.js`);
for (const file of asked.length > 0 ? asked : files) {
  const { default: command }: { default: Command } = await import(new URL(file, folder).href);
  const line = program.command(`${command.name} ${command.parameters ?? ""}`.trim()).description(`${command.help.zh} ${command.help.en}`);
  for (const { flags, help, fallback } of command.options ?? []) line.option(flags, help, fallback);
  line.action(async () => {
    process.exitCode = (await command.run({ settings: readSettings(process.env), parameters: line.args, options: line.opts() })) ?? 0;
  });
}

// Whoever reads the output (`head`) may have read enough.
process.stdout.on("error", (error: Error & { readonly code?: string }) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof HubError)) throw error;
  process.stderr.write(`${error.message}\n${error.english}  [${error.code}]\n`);
  process.exitCode = 1;
}
