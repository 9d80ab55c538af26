/**
 * How departments' subgraphs are asked in tests: on this machine, for which the setting must name its
 * network.
 */
import type { DepartmentTreatment } from "../../gateway/subgraphs/open-client.js";
import { createNetworks } from "../../gateway/subgraphs/networks.js";
import { createCallerStatements } from "../../gateway/rights/caller-statements.js";
import { generateIssuerKey } from "../../gateway/rights/issuer.js";

export async function departmentTreatment(): Promise<DepartmentTreatment> {
  const statements = createCallerStatements({
    callerKeys: [await generateIssuerKey()],
    issuer: "tongcha",
    pseudonymKey: crypto.getRandomValues(new Uint8Array(32)),
  });
  return { networks: createNetworks("127.0.0.0/8"), statements, timeoutMs: 5_000, limitBytes: 1024 * 1024 };
}
