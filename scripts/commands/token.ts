/** `tongcha token`: a token of the built-in issuer. Whoever may read the data directory may make one. */
import { ROLES } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import { createIssuer } from "../../gateway/rights/issuer.js";
import { textOption, type Command } from "../command.js";
import { openKeys } from "../keys.js";

const command: Command = {
  name: "token",
  help: { zh: "签发令牌（内置签发者）。", en: "Issues a token of the built-in issuer." },
  options: [
    { flags: "--role <role>", help: ROLES.join(" | ") },
    { flags: "--department <code>", help: "部门编码；督查员可不填 Code of the department; supervisors of the district have none." },
    { flags: "--subject <id>", help: "人员编号 Identifier of the person." },
    { flags: "--name <name>", help: "姓名 Name of the person." },
    { flags: "--hours <number>", help: "有效小时数 How long it is good.", fallback: "12" },
  ],
  run: async (input) => {
    const { settings } = input;
    const role = ROLES.find((known) => known === textOption(input, "role"));
    const department = textOption(input, "department");
    const hours = Number(textOption(input, "hours"));
    if (!role) throw new HubError("OPTION_INVALID", { option: "--role", wanted: ROLES.join("、") });
    if (department === null && role !== "supervisor") throw new HubError("OPTION_INVALID", { option: "--department", wanted: "scjgj" });
    if (!(hours > 0 && hours <= 8_760)) throw new HubError("OPTION_INVALID", { option: "--hours", wanted: "1–8760" });
    const subject = textOption(input, "subject") ?? `${role}-${department ?? "district"}`;
    const issuer = createIssuer({ key: (await openKeys(settings)).issuer, issuer: settings.tokenIssuer, audience: settings.tokenAudience });
    process.stdout.write(`${await issuer.issue({ subject, name: textOption(input, "name") ?? subject, department, roles: [role] }, hours)}\n`);
  },
};
export default command;
