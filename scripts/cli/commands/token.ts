/** `tongcha token`: a token of the built-in issuer. Whoever may read the data directory may make one. */
import { ROLES } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import { createIssuer } from "../../../gateway/rights/issuer.js";
import { askHub } from "../ask-hub.js";
import { textOption, type Command, type CommandInput } from "../command.js";
import { HubRefusal } from "../hub-refusal.js";
import { openKeys } from "../../start/keys/keys.js";

const command: Command = {
  name: "token",
  help: { zh: "签发令牌（内置签发者）。", en: "Issues a token of the built-in issuer." },
  options: [
    { flags: "--role <role>", help: ROLES.join(" | ") },
    {
      flags: "--department <code>",
      help: "部门编码；督查员可不填 Code of the department; supervisors of the district have none.",
    },
    { flags: "--subject <id>", help: "人员编号 Identifier of the person." },
    { flags: "--name <name>", help: "姓名 Name of the person." },
    {
      flags: "--scopes <names>",
      help: "另外的访问范围（@requiresScopes），空格分隔 Scopes beside those of role and department, joined by spaces.",
    },
    {
      flags: "--policies <names>",
      help: "成立的策略（@policy），空格分隔 Policies that hold, joined by spaces.",
    },
    { flags: "--hours <number>", help: "有效小时数 How long it is good.", fallback: "12" },
  ],
  run: async (input) => {
    const { settings } = input;
    const role = ROLES.find((known) => known === textOption(input, "role"));
    const department = textOption(input, "department");
    const hours = Number(textOption(input, "hours"));
    if (!role) throw new HubError("OPTION_INVALID", { option: "--role", wanted: ROLES.join("、") });
    if (department === null && role !== "supervisor")
      throw new HubError("OPTION_INVALID", { option: "--department", wanted: "scjgj" });
    if (!(hours > 0 && hours <= 8_760))
      throw new HubError("OPTION_INVALID", { option: "--hours", wanted: "1至8760", wantedEn: "1 to 8760" });
    const subject = textOption(input, "subject") ?? `${role}-${department ?? "district"}`;
    const issuer = createIssuer({
      keys: (await openKeys(settings, "refuse")).issuer,
      issuer: settings.tokenIssuer,
      audience: settings.tokenAudience,
    });
    const token = await issuer.issue(
      {
        subject,
        name: textOption(input, "name") ?? subject,
        department,
        roles: [role],
        scopes: namesIn(textOption(input, "scopes")),
        policies: namesIn(textOption(input, "policies")),
      },
      hours,
    );
    await tryAtHub(input, token);
    process.stdout.write(`${token}\n`);
  },
};

function namesIn(text: string | null): readonly string[] {
  return (text ?? "").split(" ").filter(Boolean);
}

/**
 * A hub that runs may know that there is no such department. Where none answers soon, it is told when the
 * token is used.
 */
async function tryAtHub(input: CommandInput, token: string): Promise<void> {
  try {
    await askHub(
      { ...input, options: { ...input.options, timeout: HUB_PATIENCE_SECONDS } },
      "{ __typename }",
      {},
      token,
    );
  } catch (error) {
    if (error instanceof HubRefusal && error.code === "DEPARTMENT_UNKNOWN") throw error;
  }
}

const HUB_PATIENCE_SECONDS = "2";

export default command;
