// Tests are compiled like everything else: Jest runs what tsc wrote, without a transform. Those that open a database run once on the
// embedded one and once on PostgreSQL, when there is one; the others need no second time.
import { findPostgres } from "./test/find-postgres.mjs";

const common = { testEnvironment: "node", transform: {}, rootDir: "dist" };
const withDatabase = ["<rootDir>/test/**/*.test.js", "<rootDir>/services/kit/store/*.test.js", "<rootDir>/services/kit/graph/*.test.js", "<rootDir>/services/!(kit)/**/*.test.js"];

export default {
  testTimeout: 60_000,
  maxWorkers: 2,
  projects: [
    { ...common, displayName: "embedded", testMatch: ["**/*.test.js"] },
    ...(findPostgres() ? [{ ...common, displayName: "postgresql", testMatch: withDatabase, testPathIgnorePatterns: ["/test/contract/", "\\.embedded\\.test\\.js$"], globalSetup: "../test/start-postgres.mjs", globalTeardown: "../test/stop-postgres.mjs", testEnvironmentOptions: { postgres: true } }] : []),
  ],
};
