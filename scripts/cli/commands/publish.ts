/** `tongcha publish <id>`: releases what was approved, all or nothing. */
import { HUB_OPTIONS } from "../ask-hub.js";
import type { Command } from "../command.js";
import { ask, resolveId, say } from "../review/ask.js";

interface Published {
  readonly release: {
    readonly number: number;
    readonly added: number;
    readonly changed: number;
    readonly removed: number;
  } | null;
}

const command: Command = {
  name: "publish",
  parameters: "<id>",
  help: { zh: "发布已审核的报送（审核员）。", en: "Publishes what was approved (reviewer)." },
  options: HUB_OPTIONS,
  run: async (input) => {
    const id = await resolveId(input);
    const { release } = await ask<Published>(
      input,
      "mutation ($id: ID!) { result: publish(id: $id) { release { number added changed removed } } }",
      { id },
    );
    say(
      release === null
        ? "与已发布的完全相同，没有产生新的发布。 Equal to what is published: there is no new release."
        : `已发布：第${release.number}次发布，新增${release.added}、变更${release.changed}、删除${release.removed}。 Published as release ${release.number}.`,
    );
  },
};
export default command;
