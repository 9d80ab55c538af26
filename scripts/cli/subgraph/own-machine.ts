/** The actions of `tongcha subgraph` on the developer's own machine, without a hub elsewhere. */
import { resolve } from "node:path";
import { HubError } from "#schema/errors.js";
import { textOption } from "../command.js";
import { createLog } from "../../start/log.js";
import { untilStopped } from "../../start/until-stopped.js";
import type { Action } from "./actions.js";
import { KINDS, makeSubgraph } from "./new.js";

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

export const make: Action = async (input) => {
  const name = input.parameters[1] ?? textOption(input, "name") ?? "";
  const kind = KINDS.find((known) => known === (textOption(input, "kind") ?? "typescript"));
  if (!kind) throw new HubError("OPTION_INVALID", { option: "--kind", wanted: KINDS.join(" | ") });
  const directory = resolve(textOption(input, "directory") ?? name);
  for (const file of await makeSubgraph({ name, directory, kind })) say(`  ${file}`);
  say(`已生成 ${directory}，下一步见 services/README.md。 Made. services/README.md says how to go on.`);
  return 0;
};

export const dev: Action = async (input) => {
  const name = textOption(input, "name");
  if (name === null) throw new HubError("OPTION_INVALID", { option: "--name", wanted: "transport" });
  // This import loads the whole hub.
  const { openDev } = await import("./dev.js");
  const running = await openDev({
    environment: input.environment,
    name,
    url: textOption(input, "url") ?? "http://127.0.0.1:4101/graphql",
    schema: textOption(input, "schema"),
    department: textOption(input, "department") ?? "jtj",
    log: createLog(),
    say,
  });
  await untilStopped();
  await running.close();
  return 0;
};
