import { expect, test } from "@jest/globals";
import { refuseNewerTables } from "./refuse-newer-tables.js";
import { isLater, VERSION } from "./version.js";

const KNOWN = ["2026-11-create", "2026-11-number", "2026-12-keep"];

test("tables that are new, that are behind and that are up to date are taken", () => {
  for (const done of [[], KNOWN.slice(0, 1), KNOWN])
    expect(() => refuseNewerTables(done, KNOWN, null)).not.toThrow();
});

test("tables that a newer release has changed are refused, with the step and the version that is needed", () => {
  const done = [...KNOWN, "2027-03-merge", "2027-04-split"];
  const refused = (message: string): unknown =>
    expect.objectContaining({ code: "DATABASE_UNUSABLE", message: expect.stringContaining(message) });
  expect(() => refuseNewerTables(done, KNOWN, null)).toThrow(refused("2027-03-merge"));
  expect(() => refuseNewerTables(done, KNOWN, "10.0.0")).toThrow(
    refused("已由通查 10.0.0 升级（2027-03-merge）"),
  );
});

test("versions are compared by their numbers", () => {
  expect(isLater("0.10.0", "0.9.12")).toBe(true);
  expect(isLater("0.2.0", "0.10.0")).toBe(false);
  expect(isLater(VERSION, VERSION)).toBe(false);
});
