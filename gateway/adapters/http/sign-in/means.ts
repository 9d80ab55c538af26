/** What every way of signing in works with. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { KeyRing } from "#schema/key-ring.js";
import type { Session } from "../../../sign-in/session.js";
import type { Sessions } from "./sessions.js";

export interface Means {
  /** Seal the cookies. */
  readonly keys: KeyRing<Uint8Array>;
  readonly sessions: Sessions;
  /**
   * Begins a session in the answer's cookies. Rejects with what its token is refused for, or
   * SESSION_TOO_LARGE.
   */
  readonly begin: (request: FastifyRequest, reply: FastifyReply, session: Session) => Promise<void>;
  /** Name of a department, by its code. */
  readonly departmentName: (code: string) => Promise<string>;
}
