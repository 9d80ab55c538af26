import { rmSync } from "node:fs";

export default async function stopPostgres() {
  globalThis.stopPostgres?.();
  if (globalThis.postgresFolder) rmSync(globalThis.postgresFolder, { recursive: true, force: true });
}
