/**
 * Who the gateway says is asking: the signed header of `schema/caller.ts`. Anything but a fresh one for this
 * subgraph and this request is SUBGRAPH_UNSIGNED.
 */
import {
  CALLER_TOKEN_MAX_AGE_SECONDS,
  CLOCK_TOLERANCE_SECONDS,
  ROLES,
  type Caller,
  type Role,
  type StatedRequest,
} from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import { verifyByRing, type KeyRing } from "#schema/key-ring.js";

export interface Stated extends StatedRequest {
  readonly caller: Caller | null;
}

/** Whether it was made for that request is still to be looked at: `refuseAnother`. */
export async function verifyCaller(
  token: string | undefined,
  subgraph: string,
  keys: KeyRing<Uint8Array>,
): Promise<Stated> {
  if (token === undefined) throw new HubError("SUBGRAPH_UNSIGNED");
  try {
    const payload = await verifyByRing(token, keys, {
      algorithms: ["HS256"],
      audience: subgraph,
      maxTokenAge: CALLER_TOKEN_MAX_AGE_SECONDS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
    const { body, route } = payload;
    return {
      caller: readCaller(payload["caller"]),
      ...(typeof body === "string" && { body }),
      ...(typeof route === "string" && { route }),
    };
  } catch {
    throw new HubError("SUBGRAPH_UNSIGNED");
  }
}

/** Throws SUBGRAPH_UNSIGNED for a statement that was made for another request. */
export function refuseAnother(stated: StatedRequest, { body, route }: StatedRequest): void {
  if (stated.body !== body || stated.route !== route) throw new HubError("SUBGRAPH_UNSIGNED");
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
