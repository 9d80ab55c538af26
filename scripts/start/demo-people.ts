/** The people of a demonstration hub: whoever hands in and whoever approves are never the same. */
import type { Caller, Role } from "#schema/caller.js";
import type { Settings } from "./settings.js";

export function demoPerson(role: Role, department: string | null): Caller {
  const names: Readonly<Record<Role, string>> = {
    clerk: "示例填报员",
    reviewer: "示例审核员",
    supervisor: "示例督查员",
    developer: "示例开发员",
  };
  return {
    subject: `demo-${role}-${department ?? "district"}`,
    name: names[role],
    department,
    roles: [role],
  };
}

/** For which a token of one of them is good. */
export const DEMO_HOURS = 12;

/**
 * Who may be tried on: on this machine alone, with samples, and of a database server, which others may use,
 * nobody who sees all departments.
 */
export function demoPeople(settings: DemoSettings): readonly Caller[] {
  const { jwksUrl, samples, host, databaseUrl, publicUrl, hubUrl } = settings;
  if (jwksUrl !== null || publicUrl !== null || hubUrl !== null || !samples) return [];
  if (!/^(?:localhost|127(?:\.\d+){3}|::1)$/.test(host)) return [];
  return [
    demoPerson("clerk", "scjgj"),
    demoPerson("reviewer", "scjgj"),
    ...(databaseUrl === null ? [demoPerson("supervisor", null)] : []),
    demoPerson("developer", "jtj"),
  ];
}

type DemoSettings = Pick<Settings, "jwksUrl" | "samples" | "host" | "databaseUrl" | "publicUrl" | "hubUrl">;
