/**
 * Answers each notification with one: `echo.js <url of the database>`. What two processes can do at most that
 * tell each other by way of the server.
 */
import pg from "pg";

const [, , url = ""] = process.argv;
const client = new pg.Client({ connectionString: url });
await client.connect();
await client.query("LISTEN bench_there");
client.on("notification", () => void client.query("NOTIFY bench_back"));
process.on("disconnect", () => process.exit());
process.send?.("ready");
