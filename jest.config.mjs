// Tests are compiled like everything else: Jest runs what tsc wrote, without a transform. Those that open a database run once on the
// embedded one and once on PostgreSQL, when there is one; the others need no second time.
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { findPostgresBinaries } from "./dist/scripts/postgres-cluster.js";

const common = { testEnvironment: "node", transform: {}, rootDir: "dist" };
/** Whether a file, or one that it imports, asks which server there is. */
const known = new Map();
const opensDatabase = (file) => {
  if (known.has(file)) return known.get(file);
  known.set(file, false);
  const text = readFileSync(file, "utf8");
  known.set(file, text.includes("TEST_DATABASE_URL") || [...text.matchAll(/from "(\.[^"]+)"/g)].some(([, to]) => opensDatabase(join(dirname(file), to))));
  return known.get(file);
};
const withDatabase = globSync("dist/**/*.test.js").filter(opensDatabase).map((file) => file.replaceAll("\\", "/").replace(/^dist/, "<rootDir>"));
const hasPostgres = process.env.DATABASE_URL !== undefined || findPostgresBinaries() !== null;
if (!hasPostgres) console.log("没有 PostgreSQL，只在嵌入式数据库上测试。 No PostgreSQL here: the tests run on the embedded database only.");

export default {
  // Patience, no limit that is meant to be met: a test waits for conditions, and a hub that starts shares two cores with others.
  testTimeout: 120_000,
  maxWorkers: 2,
  // Each test file has its modules anew, and Node does not let go of them: a worker that has grown so large is replaced by another.
  workerIdleMemoryLimit: "2GB",
  projects: [
    { ...common, displayName: "embedded", testMatch: ["**/*.test.js"] },
    ...(hasPostgres ? [{
      ...common, displayName: "postgresql", testMatch: withDatabase, testPathIgnorePatterns: ["/test/contract/", "\\.embedded\\.test\\.js$"],
      globalSetup: "<rootDir>/test/start-postgres.js", globalTeardown: "<rootDir>/test/stop-postgres.js",
    }] : []),
  ],
};
