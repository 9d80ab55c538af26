/**
 * Permissions, which need two people. A department's developer requests one to publish a breaking change (a
 * supervisor of the district decides), or to define an element that another subgraph owns (a developer of the
 * owner decides, or a supervisor if the hub is the owner).
 */
import { demandAccess } from "#schema/access.js";
import type { Caller } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import type { WriteTrail } from "#schema/trail.js";
import type { RegistryDatabase } from "../database.js";
import type { Words } from "../graph/composition/finding.js";
import { demandForOwn, demandForSome, demandOwner } from "./rights.js";
import {
  addPermission,
  decide,
  readPermission,
  type Permission,
  type PermissionKind,
  type PermissionState,
} from "./store/permission-rows.js";
import { ownerOf } from "./store/revision-rows.js";

export interface PermissionRequest {
  readonly kind: PermissionKind;
  readonly subgraph: string;
  readonly coordinate: string;
  /** For a consent: the subgraph that owns the element; null for the hub's own. */
  readonly of: string | null;
  readonly reason: string;
  readonly days: number;
}

export interface Permissions {
  readonly request: (caller: Caller | null, request: PermissionRequest) => Promise<Permission>;
  /** Sets the state: GRANTED or REFUSED; REVOKED for a granted one. */
  readonly decide: (
    caller: Caller | null,
    id: string,
    to: Exclude<PermissionState, "REQUESTED">,
    note: string | null,
  ) => Promise<Permission>;
}

const COORDINATE = /^@?[_A-Za-z]\w*(?:\.[_A-Za-z]\w*)?(?:\([_A-Za-z]\w*:\))?$/;
const MAX_DAYS = 366;
const MAX_REASON = 2_000;
const DAY_MS = 86_400_000;

export function createPermissions(
  { pool, transaction }: Pick<RegistryDatabase, "pool" | "transaction">,
  trail: WriteTrail,
): Permissions {
  const read = async (id: string): Promise<Permission> => {
    const permission = await readPermission(pool, id);
    if (!permission) throw new HubError("PERMISSION_UNKNOWN", { permission: id.slice(0, 64) });
    return permission;
  };
  return {
    request: async (caller, { kind, subgraph, coordinate, of, reason, days }) => {
      const { department, person } = demandForOwn(caller, "permission.request");
      const owner = await ownerOf(pool, subgraph);
      demandOwner(owner, department, subgraph);
      if (!COORDINATE.test(coordinate))
        throw invalid("坐标应写作“类型.字段”", "a coordinate is written like Type.field");
      if (reason.trim() === "" || reason.length > MAX_REASON)
        throw invalid(
          `须写明理由，不超过${MAX_REASON}个字符`,
          `a reason is needed, of at most ${MAX_REASON} characters`,
        );
      if (!Number.isInteger(days) || days < 1 || days > MAX_DAYS)
        throw invalid(`有效天数为1至${MAX_DAYS}`, `it is good for 1 to ${MAX_DAYS} days`);
      const decider = kind === "CONSENT" && of !== null ? await ownerOf(pool, of) : null;
      if (decider === undefined) throw new HubError("SUBGRAPH_UNKNOWN", { name: String(of).slice(0, 64) });
      const until = new Date(Date.now() + days * DAY_MS);
      const asked = {
        kind,
        subgraph,
        coordinate,
        decider,
        reason: reason.trim(),
        until,
        requestedBy: person,
      };
      const id = await transaction(async (client) => {
        const added = await addPermission(client, asked);
        await trail(client, {
          kind: "PERMISSION_REQUESTED",
          actor: person,
          department,
          subject: added,
          details: { kind, subgraph, coordinate, reason: asked.reason, until: until.toISOString() },
        });
        return added;
      });
      return read(id);
    },
    decide: async (caller, id, to, note) => {
      // Who has no right at all is not told whether there is such a permission.
      demandForSome(caller, "permission.decide");
      const permission = await read(id);
      const { decider, requestedBy, state } = permission;
      const { subject, name } = demandAccess(caller, "permission.decide", decider);
      if (requestedBy.subject === subject) throw new HubError("PERMISSION_OWN");
      const from: PermissionState = to === "REVOKED" ? "GRANTED" : "REQUESTED";
      const by = { subject, name };
      const isDone = await transaction(async (client) => {
        if (state !== from || !(await decide(client, { id: permission.id, from, to, by, note })))
          return false;
        await trail(client, {
          kind: `PERMISSION_${to}`,
          actor: by,
          department: decider,
          subject: permission.id,
          details: {
            kind: permission.kind,
            subgraph: permission.subgraph,
            coordinate: permission.coordinate,
            note,
          },
        });
        return true;
      });
      if (!isDone)
        throw new HubError("PERMISSION_STATE", {
          state: STATES[state].zh,
          stateEn: STATES[state].en,
          action: ACTIONS[to].zh,
          actionEn: ACTIONS[to].en,
        });
      return read(id);
    },
  };
}

const STATES: Readonly<Record<PermissionState, Words>> = {
  REQUESTED: { zh: "待批准", en: "requested" },
  GRANTED: { zh: "已批准", en: "granted" },
  REFUSED: { zh: "已驳回", en: "refused" },
  REVOKED: { zh: "已撤销", en: "revoked" },
};
const ACTIONS = {
  GRANTED: { zh: "批准", en: "granted" },
  REFUSED: { zh: "驳回", en: "refused" },
  REVOKED: { zh: "撤销", en: "revoked" },
};

function invalid(reason: string, reasonEn: string): HubError {
  return new HubError("PERMISSION_INVALID", { reason, reasonEn });
}
