/** Units of systemd in `scripts/operate/`: what they name is there, and their settings are settings. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { readSettings } from "../../scripts/start/settings.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const UNITS = ["tongcha.service", "tongcha-backup.service"];
const unitOf = (name: string): string => readFileSync(join(ROOT, "scripts/operate", name), "utf8");
const SYSTEMD = "/usr/bin/systemd-analyze";
const valuesOf = (unit: string, name: string): readonly string[] =>
  [...unit.matchAll(new RegExp(`^${name}=(.*)$`, "gm"))].map(([, value = ""]) => value);

test("every file that the hub's names under /opt/tongcha is in the house", () => {
  const files = [...unitOf("tongcha.service").matchAll(/^[A-Z]\w+=.*$/gm)].flatMap(([line]) =>
    [...line.matchAll(/\/opt\/tongcha\/([\w./-]+)/g)].map(([, file = ""]) => file),
  );
  expect(files.length).toBeGreaterThan(2);
  expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});

test.each(UNITS)("the environment of %s holds settings, secrets in files", (name) => {
  const unit = unitOf(name);
  const directory = mkdtempSync(join(tmpdir(), "tongcha-unit-"));
  writeFileSync(join(directory, "database-url"), "postgres://tongcha:secret@127.0.0.1/tongcha\n");
  writeFileSync(join(directory, "backup-passphrase"), "示例口令示例口令示例口令\n");
  const environment = Object.fromEntries(
    valuesOf(unit, "Environment")
      .flatMap((line) => line.split(" "))
      .map((pair) => pair.replace("%d", directory).split("=")),
  );
  const settings = readSettings(environment);
  expect(settings.databaseUrl).toBe("postgres://tongcha:secret@127.0.0.1/tongcha");
  expect([settings.port, settings.dataDirectory]).toEqual([4000, "/srv/tongcha"]);
  const isBackup = name !== "tongcha.service";
  expect([settings.samples, settings.backupPassphrase !== null]).toEqual([isBackup, isBackup]);
  expect(valuesOf(unit, "LoadCredential")).toEqual([
    "database-url:/etc/tongcha/database-url",
    ...(isBackup ? ["backup-passphrase:/etc/tongcha/backup-passphrase"] : []),
  ]);
  rmSync(directory, { recursive: true });
});

(existsSync(SYSTEMD) ? test : test.skip).each([...UNITS, "tongcha-backup.timer"])(
  "systemd finds nothing wrong with %s",
  (name) => {
    const directory = mkdtempSync(join(tmpdir(), "tongcha-unit-"));
    for (const unit of [...UNITS, name])
      writeFileSync(
        join(directory, unit),
        unitOf(unit).replaceAll("/opt/tongcha/", ROOT).replace("User=tongcha", "User=root"),
      );
    const file = join(directory, name);
    execFileSync(SYSTEMD, ["verify", "--man=no", file], { stdio: "pipe" });
    rmSync(directory, { recursive: true });
  },
);
