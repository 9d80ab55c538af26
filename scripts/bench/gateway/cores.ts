/**
 * The load and the subgraphs stay on one core and the contenders on the other, so that each figure is that of
 * one core. By `taskset`, where there is one.
 */
import { spawnSync } from "node:child_process";

const LOAD_CORE = "0";
const CONTENDER_CORE = "1";

/**
 * Pins processes to cores; true if that was possible. This process is moved at once, contenders are by
 * `onContenderCore`.
 */
export function pinCores(): boolean {
  return (
    spawnSync("taskset", ["-c", CONTENDER_CORE, "true"]).status === 0 &&
    spawnSync("taskset", ["-a", "-c", "-p", LOAD_CORE, String(process.pid)]).status === 0
  );
}

/** For fork: the program that starts node, and what stands before the script. */
export function onContenderCore(
  isPinned: boolean,
  flags: readonly string[],
): { readonly execPath: string; readonly execArgv: string[] } {
  return isPinned
    ? { execPath: "taskset", execArgv: ["-c", CONTENDER_CORE, process.execPath, ...flags] }
    : { execPath: process.execPath, execArgv: [...flags] };
}
