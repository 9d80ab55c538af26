/** Departments of the directory: nobody acts for one that does not exist. */
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
   * True when the directory has it. While the directory is empty it has them all: somebody must publish it
   * first.
   */
  readonly has: (code: string) => Promise<boolean>;
  /** Rejects with DEPARTMENT_UNKNOWN, which names the nearest. */
  readonly demand: (code: string) => Promise<void>;
  /** `jtj 区交通局、…`: the codes that are most alike. */
  readonly nearest: (code: string) => Promise<string>;
}

const KNOWN_FOR_MS = 30_000;
const NAMED = 3;

/**
 * `read` gives what is published now. A code that is known stays so for half a minute; one that is not is
 * looked up each time.
 */
export function createDepartments(read: () => Promise<readonly Department[]>): Departments {
  let known: ReadonlySet<string> = new Set();
  let readAt = -Infinity;
  const has = async (code: string): Promise<boolean> => {
    if (known.has(code) && performance.now() - readAt < KNOWN_FOR_MS) return true;
    const all = await read();
    known = new Set(all.map((department) => department.code));
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

/** A token that speaks for a department that does not exist is refused, whatever it asks. */
export function demandDepartments(authenticate: Authenticate, { demand }: Departments): Authenticate {
  return async (authorization): Promise<Caller | null> => {
    const caller = await authenticate(authorization);
    if (caller !== null && caller.department !== null) await demand(caller.department);
    return caller;
  };
}
