// Tests are compiled like everything else: Jest runs what tsc wrote, without a transform. Those that open a database run once on the
// embedded one and once on PostgreSQL, when there is one; the others need no second time.
import { findPostgresBinaries } from "./dist/scripts/postgres-cluster.js";

const common = { testEnvironment: "node", transform: {}, rootDir: "dist" };
const withDatabase = ["<rootDir>/test/**/*.test.js", "<rootDir>/services/kit/store/*.test.js", "<rootDir>/services/!(kit)/**/*.test.js"];
const hasPostgres = process.env.DATABASE_URL !== undefined || findPostgresBinaries() !== null;
if (!hasPostgres) console.log("没有 PostgreSQL，只在嵌入式数据库上测试。 No PostgreSQL here: the tests run on the embedded database only.");

export default {
  testTimeout: 60_000,
  maxWorkers: 2,
  projects: [
    { ...common, displayName: "embedded", testMatch: ["**/*.test.js"] },
    ...(hasPostgres ? [{
      ...common, displayName: "postgresql", testMatch: withDatabase, testPathIgnorePatterns: ["/test/contract/", "\\.embedded\\.test\\.js$"],
      globalSetup: "<rootDir>/test/start-postgres.js", globalTeardown: "<rootDir>/test/stop-postgres.js",
    }] : []),
  ],
};
