/** All settings as the guide of operators lists them, which a test compares. */
import { SETTINGS } from "../start/settings.js";

export function settingsTable(): string {
  const rows = SETTINGS.map(
    ({ variable, fallback, help, isSecret }) =>
      `| \`${variable}\`${isSecret ? " \\*" : ""} | ${fallback ? `\`${fallback}\`` : ""} | ${help.en.replaceAll("|", "\\|")} |`,
  );
  return ["| setting | unless given | what for |", "|---|---|---|", ...rows, ""].join("\n");
}
