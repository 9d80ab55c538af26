/** Before each file on PostgreSQL: the server that `start-postgres.ts` has found or started. */
const url = process.env["TEST_SERVER_URL"];
if (url === undefined) throw new Error("No PostgreSQL was started for these tests");
process.env["TEST_DATABASE_URL"] = url;
