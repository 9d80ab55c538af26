/** A move of a submission as a command: the mutation, what is said after it, and what comes next. */
import { HubError } from "#schema/errors.js";
import { HUB_OPTIONS } from "../ask-hub.js";
import { textOption, type Command, type CommandInput } from "../command.js";
import { ask, resolveId, say } from "./ask.js";
import { shortId } from "../short-id.js";

interface MoveCommand {
  readonly name: string;
  readonly help: Command["help"];
  readonly mutation: string;
  /** True if a reason must be given. */
  readonly needsReason: boolean;
  readonly done: (id: string) => string;
}

const REASON = { flags: "--reason <text>", help: "理由 Why." };

export function moveCommand({ name, help, mutation, needsReason, done }: MoveCommand): Command {
  return {
    name,
    help,
    parameters: "<id>",
    options: [...HUB_OPTIONS, ...(needsReason ? [REASON] : [])],
    run: async (input) => {
      const reason = needsReason ? reasonOf(input) : null;
      const id = await resolveId(input);
      await ask(
        input,
        needsReason
          ? `mutation ($id: ID!, $reason: String!) { result: ${mutation}(id: $id, reason: $reason) { state } }`
          : `mutation ($id: ID!) { result: ${mutation}(id: $id) { state } }`,
        { id, ...(reason === null ? {} : { reason }) },
      );
      say(done(shortId(id)));
    },
  };
}

function reasonOf(input: CommandInput): string {
  const reason = textOption(input, "reason")?.trim() ?? "";
  if (reason === "")
    throw new HubError("OPTION_INVALID", {
      option: "--reason",
      wanted: "“第7行人数有误”",
      wantedEn: "what is wrong",
    });
  return reason;
}
