import { fork, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { penalties } from "../../services/enforcement/feeds/penalties.js";
import { openDatabase } from "../../services/kit/store/database.js";
import { verifyChain } from "../../services/kit/store/verify.js";

let directory: string;
beforeAll(async () => { directory = await mkdtemp(join(tmpdir(), "tongcha-kill-")); });
afterAll(() => rm(directory, { recursive: true, force: true }));

const KILLS = 12;

test("a process killed at any moment of a release has released wholly or not at all, and the next release works", async () => {
  for (let round = 0; round < KILLS; round += 1) {
    const child = fork(new URL("releasing-process.js", import.meta.url), [directory, String(round)], { execPath: process.execPath, execArgv: [] });
    await says(child, "releasing");
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 250));
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("exit", resolve));

    const database = await openDatabase({ url: null, directory });
    const { problems } = await verifyChain(database, [penalties]);
    const { rows } = await database.pool.query<{ opened_in: number | null; rows: number; released: number | null }>(
      "SELECT p.opened_in, count(*) AS rows, r.added AS released FROM enforcement.penalties p LEFT JOIN hub.release r ON r.number = p.opened_in GROUP BY 1, 3");
    await database.close();
    expect(problems).toEqual([]);
    for (const { rows: count, released } of rows) expect(released).toBe(count);
  }
}, 180_000);

function says(child: ChildProcess, word: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on("message", (message) => { if (message === word) resolve(); });
    child.once("exit", (code) => reject(new Error(`The process ended by itself with ${code}`)));
  });
}
