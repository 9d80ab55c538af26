/**
 * `tongcha verify`: recomputes the whole hash chain, through the running hub when there is one, else on the
 * database itself.
 */
import { HubError } from "#schema/errors.js";
import { createIssuer } from "../../../gateway/rights/issuer.js";
import { openDatabase } from "../../../services/kit/store/open/database.js";
import { CHAIN_PROBLEMS, type Verification } from "../../../services/kit/store/write/verify.js";
import { askHub, HUB_OPTIONS } from "../ask-hub.js";
import { compareHead, type HeadRelation } from "../../../services/kit/store/read/compare-head.js";
import { textOption, type Command, type CommandInput } from "../command.js";
import { demoPerson } from "../../start/demo-people.js";
import { openKeys } from "../../start/keys/keys.js";

const command: Command = {
  name: "verify",
  help: {
    zh: "校验全部发布和留痕的哈希链。",
    en: "Recomputes the hash chain of all releases and the trail.",
  },
  options: [
    ...HUB_OPTIONS.filter(({ flags }) => !flags.startsWith("--token")),
    {
      flags: "--head <head>",
      help: "另存的链首：说明其与本库在何处分开（须先停止使用嵌入式数据库的中心） A head that was kept: says where it and this database parted.",
    },
  ],
  run: async (input) => {
    const { releases, records, entries, head, problems } = await onDatabase(input).catch((error: unknown) => {
      // The embedded database belongs to the hub that runs it.
      if (error instanceof HubError && error.code === "DATA_LOCKED" && textOption(input, "head") === null)
        return throughHub(input);
      throw error;
    });
    for (const { code, release, feed, recordId, entry } of problems)
      process.stdout.write(
        `✗ ${CHAIN_PROBLEMS[code].zh} ${CHAIN_PROBLEMS[code].en} [${code}]  发布编号 Release: ${release}  ${feed ?? ""}  ${recordId ?? ""}${typeof entry === "number" ? `  留痕编号 Entry: ${entry}` : ""}\n`,
      );
    process.stdout.write(
      `${problems.length === 0 ? "完好" : `${problems.length}处问题`}：${releases}次发布，${records}个记录版本，${entries}条留痕，链首 ${head} ${problems.length === 0 ? "Whole" : "Not whole"}: ${releases} releases, ${records} record versions, ${entries} entries of the trail\n`,
    );
    return problems.length === 0 ? 0 : 1;
  },
};
export default command;

async function onDatabase(input: CommandInput): Promise<Verification> {
  const { settings } = input;
  const database = await openDatabase({ url: settings.databaseUrl, directory: settings.dataDirectory });
  try {
    const found = await (await import("../verify-database.js")).verifyDatabase(database);
    const head = textOption(input, "head");
    if (head !== null) process.stdout.write(`${tellRelation(await compareHead(database.pool, head))}\n`);
    return found;
  } finally {
    await database.close();
  }
}

function tellRelation(relation: HeadRelation): string {
  if (relation.kind === "SAME") return "与此链首一致 It has this very head";
  if (relation.kind === "PAST") return "此链首是本库历史的一部分 This head is of its own past";
  const { from, to } = relation;
  return from === to
    ? `此链首属于另一历史：第${to}次发布之前相同，此后分开 This head is another history's: the same up to release ${to}, and not after it`
    : `此链首属于另一历史：在第${from}至${to}次发布之间分开 This head is another history's: they parted after a release from ${from} to ${to}`;
}

/** Whoever may read the data directory may ask as its supervisor. */
async function throughHub(input: CommandInput): Promise<Verification> {
  const { settings } = input;
  const issuer = createIssuer({
    keys: (await openKeys(settings, "refuse")).issuer,
    issuer: settings.tokenIssuer,
    audience: settings.tokenAudience,
  });
  const token = await issuer.issue(demoPerson("supervisor", null), 1);
  const data = await askHub(
    input,
    "{ verification { releases records entries lastHash head problems { code release feed recordId entry } } }",
    {},
    token,
  );
  return data["verification"] as Verification; // the shape is the query's own
}
