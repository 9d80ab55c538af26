// `npm test`: format, lint, the explorer's types, generated files, then all tests on the embedded database
// and, when a server or its binaries are at hand, on PostgreSQL. `--deep`: the same tests with large numbers
// (test/scale.ts). All other arguments are passed on to Jest.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const bin = (name) => join(root, "node_modules", ".bin", name);
const given = process.argv.slice(2);
const only = given.filter((argument) => argument !== "--deep");
if (only.length < given.length) process.env.TEST_SCALE = "deep";

if (only.length === 0) {
  // Run `npm run format` where it says no.
  run(bin("oxfmt"), ["--check", "gateway", "services", "schema", "scripts", "test", "jest.config.mjs"]);
  run(bin("oxlint"), ["--type-aware", "--deny-warnings"]);
  run(bin("tsc"), ["--project", join(root, "gateway", "explorer")]);
  run(bin("node"), [join(root, "dist/scripts/tongcha.js"), "compose", "--check"]);
}
// A hub makes much that is soon forgotten: with room for it, much less of it is copied. Jest's workers are
// started alike.
run(bin("node"), ["--max-semi-space-size=32", join(root, "node_modules/jest/bin/jest.js"), ...only]);

function run(command, parameters) {
  const { status } = spawnSync(command, parameters, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
}
