/**
 * `tongcha verify`: recomputes the whole hash chain, through the running hub when there is one, else on the
 * database itself.
 */
import { HubError } from "#schema/errors.js";
import { createIssuer } from "../../../gateway/rights/issuer.js";
import { openDatabase } from "../../../services/kit/store/open/database.js";
import { CHAIN_PROBLEMS, type Verification } from "../../../services/kit/store/write/verify.js";
import { askHub, HUB_OPTIONS } from "../ask-hub.js";
import type { Command, CommandInput } from "../command.js";
import { demoPerson } from "../../start/demo-people.js";
import { openKeys } from "../../start/keys/keys.js";

const command: Command = {
  name: "verify",
  help: {
    zh: "校验全部发布和留痕的哈希链。",
    en: "Recomputes the hash chain of all releases and the trail.",
  },
  options: HUB_OPTIONS.filter(({ flags }) => !flags.startsWith("--token")),
  run: async (input) => {
    const { releases, records, entries, lastHash, problems } = await onDatabase(input).catch(
      (error: unknown) => {
        // The embedded database belongs to the hub that runs it.
        if (error instanceof HubError && error.code === "DATA_LOCKED") return throughHub(input);
        throw error;
      },
    );
    for (const { code, release, feed, recordId, entry } of problems)
      process.stdout.write(
        `✗ ${CHAIN_PROBLEMS[code].zh} ${CHAIN_PROBLEMS[code].en} [${code}]  发布编号 Release: ${release}  ${feed ?? ""}  ${recordId ?? ""}${typeof entry === "number" ? `  留痕编号 Entry: ${entry}` : ""}\n`,
      );
    process.stdout.write(
      `${problems.length === 0 ? "完好" : `${problems.length}处问题`}：${releases}次发布，${records}个记录版本，${entries}条留痕，${lastHash} ${problems.length === 0 ? "Whole" : "Not whole"}: ${releases} releases, ${records} record versions, ${entries} entries of the trail\n`,
    );
    return problems.length === 0 ? 0 : 1;
  },
};
export default command;

async function onDatabase({ settings }: CommandInput): Promise<Verification> {
  const database = await openDatabase({ url: settings.databaseUrl, directory: settings.dataDirectory });
  try {
    return await (await import("../verify-database.js")).verifyDatabase(database);
  } finally {
    await database.close();
  }
}

/** Whoever may read the data directory may ask as its supervisor. */
async function throughHub(input: CommandInput): Promise<Verification> {
  const { settings } = input;
  const issuer = createIssuer({
    keys: (await openKeys(settings)).issuer,
    issuer: settings.tokenIssuer,
    audience: settings.tokenAudience,
  });
  const token = await issuer.issue(demoPerson("supervisor", null), 1);
  const data = await askHub(
    input,
    "{ verification { releases records entries lastHash problems { code release feed recordId entry } } }",
    {},
    token,
  );
  return data["verification"] as Verification; // the shape is the query's own
}
