/** Departments of the directory: a token for a department that does not exist is refused. */
import type { Caller } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import { slips } from "../nearest-name.js";
import type { Authenticate } from "./authenticate.js";

export interface Department {
  readonly code: string;
  readonly name: string;
}

export interface Departments {
  /**
   * True when the directory contains the code. While the directory is empty every code is accepted, so that
   * somebody can publish it.
   */
  readonly has: (code: string) => Promise<boolean>;
  /** Name of a department; the code itself for one that the directory does not contain. */
  readonly nameOf: (code: string) => Promise<string>;
  /** Rejects with DEPARTMENT_UNKNOWN, which names the most similar codes. */
  readonly demand: (code: string) => Promise<void>;
  /** The most similar codes, as `jtj 区交通局、…`. */
  readonly nearest: (code: string) => Promise<string>;
}

const KNOWN_FOR_MS = 30_000;
const NAMED = 3;

/**
 * `read` resolves to the published directory. A known code is cached for half a minute; an unknown code is
 * looked up each time.
 */
export function createDepartments(read: () => Promise<readonly Department[]>): Departments {
  let known: ReadonlyMap<string, string> = new Map();
  let readAt = -Infinity;
  const has = async (code: string): Promise<boolean> => {
    if (known.has(code) && performance.now() - readAt < KNOWN_FOR_MS) return true;
    const all = await read();
    known = new Map(all.map((department) => [department.code, department.name]));
    readAt = performance.now();
    return known.size === 0 || known.has(code);
  };
  const nearest = async (code: string): Promise<string> => {
    const ranked = (await read())
      .map((department) => ({ ...department, distance: slips(code.toLowerCase(), department.code) }))
      .toSorted((one, other) => one.distance - other.distance);
    return ranked
      .slice(0, NAMED)
      .map((department) => `${department.code} ${department.name}`)
      .join("、");
  };
  return {
    has,
    nameOf: async (code) => ((await has(code)) ? (known.get(code) ?? code) : code),
    nearest,
    demand: async (code) => {
      if (!(await has(code)))
        throw new HubError("DEPARTMENT_UNKNOWN", {
          department: code.slice(0, 64),
          nearest: await nearest(code),
        });
    },
  };
}

/** Refuses every request of a token whose department does not exist. */
export function demandDepartments(authenticate: Authenticate, { demand }: Departments): Authenticate {
  return async (authorization): Promise<Caller | null> => {
    const caller = await authenticate(authorization);
    if (caller !== null && caller.department !== null) await demand(caller.department);
    return caller;
  };
}
