/** The people of a demonstration hub: whoever hands in and whoever approves are never the same. */
import type { Caller, Role } from "#schema/caller.js";

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
