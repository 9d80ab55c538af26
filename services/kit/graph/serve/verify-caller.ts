/**
 * Who the gateway says is asking: the signed header of `schema/caller.ts`. Anything but a fresh one for this
 * subgraph is SUBGRAPH_UNSIGNED.
 */
import { CALLER_TOKEN_MAX_AGE_SECONDS, ROLES, type Caller, type Role } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import { verifyByRing, type KeyRing } from "#schema/key-ring.js";

/** Seconds by which the clocks of two machines may differ. */
const CLOCK_TOLERANCE_SECONDS = 5;

export async function verifyCaller(
  token: string | undefined,
  subgraph: string,
  keys: KeyRing<Uint8Array>,
): Promise<Caller | null> {
  if (token === undefined) throw new HubError("SUBGRAPH_UNSIGNED");
  try {
    const payload = await verifyByRing(token, keys, {
      algorithms: ["HS256"],
      audience: subgraph,
      maxTokenAge: CALLER_TOKEN_MAX_AGE_SECONDS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
    return readCaller(payload["caller"]);
  } catch {
    throw new HubError("SUBGRAPH_UNSIGNED");
  }
}

function readCaller(claim: unknown): Caller | null {
  if (claim === null) return null;
  if (typeof claim !== "object") throw new TypeError("The claim is no caller");
  const { subject, name, department, roles }: Readonly<Record<string, unknown>> = { ...claim };
  if (
    typeof subject !== "string" ||
    typeof name !== "string" ||
    !(department === null || typeof department === "string")
  )
    throw new TypeError("The claim is no caller");
  return { subject, name, department, roles: readRoles(roles) };
}

function readRoles(claim: unknown): readonly Role[] {
  if (!Array.isArray(claim)) throw new TypeError("The claim has no roles");
  return ROLES.filter((role) => claim.includes(role));
}
