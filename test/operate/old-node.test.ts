import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "@jest/globals";
import { ROOT } from "../guides.js";

/** The machine's own Node, with which a fresh clone is installed. */
const machines = (process.env["PATH"] ?? "")
  .split(delimiter)
  .filter((folder) => !folder.includes("node_modules"))
  .map((folder) => join(folder, "node"))
  .find((file) => existsSync(file));
const versionOf = (node: string): number =>
  Number.parseInt(spawnSync(node, ["--version"], { encoding: "utf8" }).stdout.slice(1), 10);
const old = machines !== undefined && versionOf(machines) < 26 ? machines : null;

(old === null ? test.skip : test)("a Node that is too old is told so, before anything is done", () => {
  const { status, stderr, stdout } = spawnSync(old ?? "", [join(ROOT, "dist/scripts/tongcha.js"), "start"], {
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  expect([status, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/npx tongcha[^]*\[NODE_TOO_OLD\]/);
});
