/**
 * A process that releases without end, until it is killed: snapshots that open, change and close many records
 * at once, and now and then an expiry. It counts in a table of its own, inside each release's transaction.
 */
import { connect, openDatabase } from "../../services/kit/store/open/database.js";
import { summariseDifference } from "../../services/kit/store/write/difference.js";
import { releaseSubmission } from "../../services/kit/store/write/release.js";
import { openStage } from "../../services/kit/store/write/stage.js";
import { checkRows, prepareStore, shelf } from "../../services/kit/store/store.test-data.js";
import { expireRecords } from "../../services/kit/store/write/withdraw.js";

const [url, directory] = process.argv.slice(2);
if (url === undefined || directory === undefined || !process.send)
  throw new Error("To be forked with a database");

const database = await openDatabase({ url: url === "" ? null : url, directory });
await prepareStore(database, [shelf]);
await database.pool.query("CREATE TABLE IF NOT EXISTS released (release int, records int)");
for (let round = Math.floor(Math.random() * 1_000); ; round += 1) {
  const rows = Array.from({ length: 300 }, (_, index) => ({
    number: String((index * 7 + round) % 500),
    title: String((round + index) % 3),
    publicUntil: index % 50 === 0 ? "2030-01-01" : "2040-01-01",
  }));
  const scope = { submission: crypto.randomUUID(), department: "slj" };
  const client = await connect(database.connection);
  const stage = await openStage(database.kind, client, shelf, scope.submission);
  await stage.write(checkRows(shelf, rows));
  await stage.finish();
  await client.end();
  const { digest } = await summariseDifference(database.pool, shelf, scope);
  await releaseSubmission(database, shelf, {
    ...scope,
    releasedBy: "clerk",
    approvedBy: "reviewer",
    expectedDigest: digest,
    within: async (within, release) => {
      if (release)
        await within.query(
          "INSERT INTO released SELECT $1, count(*) FROM shop.shelf WHERE closed_in IS NULL",
          [release.number],
        );
    },
  });
  process.send("released");
  if (round % 5 === 0) await expireRecords(database, shelf, "2031-01-01");
}
