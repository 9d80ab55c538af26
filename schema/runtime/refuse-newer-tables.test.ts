import { expect, test } from "@jest/globals";
import { refuseNewerTables } from "./refuse-newer-tables.js";

const KNOWN = ["2026-11-create", "2026-11-number", "2026-12-keep"];

test("tables that are new, that are behind and that are up to date are taken", () => {
  for (const done of [[], KNOWN.slice(0, 1), KNOWN])
    expect(() => refuseNewerTables(done, KNOWN)).not.toThrow();
});

test("tables that a newer release has changed are refused, and the step is named", () => {
  expect(() => refuseNewerTables([...KNOWN, "2027-03-merge", "2027-04-split"], KNOWN)).toThrow(
    expect.objectContaining({ code: "DATABASE_UNUSABLE", message: expect.stringContaining("2027-03-merge") }),
  );
});
