/** `scripts/operate/tongcha.service`: what it names is there, and its settings are settings. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { readSettings } from "../../scripts/start/settings.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const UNIT = readFileSync(join(ROOT, "scripts/operate/tongcha.service"), "utf8");
const SYSTEMD = "/usr/bin/systemd-analyze";
const valuesOf = (name: string): readonly string[] =>
  [...UNIT.matchAll(new RegExp(`^${name}=(.*)$`, "gm"))].map(([, value = ""]) => value);

test("every file that it names under /opt/tongcha is in the house", () => {
  const files = [...UNIT.matchAll(/^[A-Z]\w+=.*$/gm)].flatMap(([line]) =>
    [...line.matchAll(/\/opt\/tongcha\/([\w./-]+)/g)].map(([, file = ""]) => file),
  );
  expect(files.length).toBeGreaterThan(2);
  expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});

test("its environment holds settings, secrets in files", () => {
  const directory = mkdtempSync(join(tmpdir(), "tongcha-unit-"));
  writeFileSync(join(directory, "database-url"), "postgres://tongcha:secret@127.0.0.1/tongcha\n");
  const environment = Object.fromEntries(
    valuesOf("Environment")
      .flatMap((line) => line.split(" "))
      .map((pair) => pair.replace("%d", directory).split("=")),
  );
  const settings = readSettings(environment);
  expect(settings.databaseUrl).toBe("postgres://tongcha:secret@127.0.0.1/tongcha");
  expect([settings.port, settings.samples, settings.dataDirectory]).toEqual([4000, false, "/srv/tongcha"]);
  expect(valuesOf("LoadCredential")).toEqual(["database-url:/etc/tongcha/database-url"]);
  rmSync(directory, { recursive: true });
});

(existsSync(SYSTEMD) ? test : test.skip)("systemd finds nothing wrong with it", () => {
  const directory = mkdtempSync(join(tmpdir(), "tongcha-unit-"));
  const file = join(directory, "tongcha.service");
  writeFileSync(file, UNIT.replaceAll("/opt/tongcha/", ROOT).replace("User=tongcha", "User=root"));
  execFileSync(SYSTEMD, ["verify", "--man=no", file], { stdio: "pipe" });
  rmSync(directory, { recursive: true });
});
