// Tests are compiled like everything else: Jest runs what tsc wrote, without a transform and with Node's own
// module loader. All run on the embedded database; where there is PostgreSQL `*.databases.test.ts` run on it
// as well, and `*.server.test.ts` on it instead, but for a deep run.
import { findPostgresBinaries } from "./dist/scripts/bench/postgres-cluster.js";
import { findChromium } from "./dist/test/open-browser.js";
import { findProgram } from "./dist/test/sources/servers.js";

const common = {
  testEnvironment: "node",
  runtime: "<rootDir>/test/runner/native-runtime.js",
  transform: {},
  rootDir: "dist",
};
const isDeep = process.env.TEST_SCALE === "deep";
const hasPostgres = process.env.DATABASE_URL !== undefined || findPostgresBinaries() !== null;
if (!hasPostgres)
  console.log(
    "没有 PostgreSQL，只在嵌入式数据库上测试。 No PostgreSQL here: the tests run on the embedded database only.",
  );
if (findChromium() === null)
  console.log(
    "没有 Chromium，网页只按 HTTP 测试。 No Chromium here: pages are tested over HTTP alone, and not in a browser.",
  );
if (findProgram("sshd") === null)
  console.log("没有 sshd，SFTP 数据源不测试。 No sshd here: sources behind SFTP are not tested.");
if (findProgram("mariadbd") === null)
  console.log("没有 MariaDB，MySQL 数据源不测试。 No MariaDB here: sources in MySQL are not tested.");

export default {
  // Patience, no limit that is meant to be met: a test waits for conditions, and a hub that starts shares two
  // cores with others.
  testTimeout: isDeep ? 6 * 3_600_000 : 600_000,
  // One more than the two cores that it is meant for: a file waits at times. More would wait for each other, as
  // each hub has several threads.
  maxWorkers: 3,
  testSequencer: "<rootDir>/dist/test/runner/longest-first.js",
  // A worker that has run dozens of hubs takes longer to end on a busy machine.
  workerGracefulExitTimeout: 30_000,
  projects: [
    {
      ...common,
      displayName: "embedded",
      testMatch: ["**/*.test.js"],
      testPathIgnorePatterns: hasPostgres && !isDeep ? [/\.server\.test\.js$/.source] : [],
      setupFiles: ["<rootDir>/test/runner/on-embedded.js"],
    },
    ...(hasPostgres
      ? [
          {
            ...common,
            displayName: "postgresql",
            testMatch: ["**/*.{databases,server}.test.js"],
            setupFiles: ["<rootDir>/test/runner/on-postgres.js"],
            globalSetup: "<rootDir>/test/runner/start-postgres.js",
            globalTeardown: "<rootDir>/test/runner/stop-postgres.js",
          },
        ]
      : []),
  ],
};
