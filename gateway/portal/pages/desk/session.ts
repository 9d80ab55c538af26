/**
 * Who works at the desk. The session is a cookie that no script reads; what is asked with `tongcha-session`
 * is asked as that person or refused (PROTOCOL.md, section 1).
 */
import { shallowRef, type Ref } from "vue";
import { createAsk, GraphFault, type Ask } from "../../data/ask";
import { createFollow } from "../../data/follow";
import { createHttpTransport } from "../../data/http-transport";

export type Role = "clerk" | "reviewer" | "supervisor" | "developer";

export interface Session {
  readonly signedIn: boolean;
  readonly name: string | null;
  readonly roles: readonly Role[];
  readonly department: { readonly code: string; readonly name: string } | null;
  readonly endsAt: string | null;
  /** How people sign in here; null: not at all. */
  readonly ways: "oidc" | "demo" | null;
}

export const SESSION_HEADER = { "tongcha-session": "desk" };
const VIEW = "/graphql/internal";

export async function readSession(): Promise<Session> {
  // Over plain http browsers do not say where a request comes from: the header does.
  const response = await fetch("/desk/session", {
    headers: { accept: "application/json", ...SESSION_HEADER },
  });
  // PROTOCOL.md, section 1
  return (await response.json()) as Session;
}

/** True while what somebody does waits for a new session. */
const waiting = shallowRef<{ readonly goOn: () => void } | null>(null);

export const sessionEnded: Readonly<Ref<{ readonly goOn: () => void } | null>> = waiting;

/**
 * Does something of the person's. Where the session is over it waits until they have signed in again, in
 * another window, then does it anew: nothing of what they typed is lost.
 */
export async function asPerson<Value>(work: () => Promise<Value>): Promise<Value> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof GraphFault && ENDED.has(error.code))) throw error;
      await new Promise<void>((resolve) => {
        const before = waiting.value;
        waiting.value = {
          goOn: () => {
            before?.goOn();
            waiting.value = null;
            resolve();
          },
        };
      });
    }
  }
}

const ENDED = new Set(["SESSION_ENDED", "TOKEN_MISSING"]);

const transport = createHttpTransport(VIEW, SESSION_HEADER);
const query = createAsk(transport);
const mutation = createAsk(transport, "mutation");

export const askDesk: Ask = (document, variables) => asPerson(() => query(document, variables));
export const changeDesk: Ask = (document, variables) => asPerson(() => mutation(document, variables));
export const followDesk = createFollow(VIEW);

/** Where the browser goes on: to the identity provider, which signs out as well, or home. */
export async function signOut(): Promise<string> {
  const response = await fetch("/desk/sign-out", {
    method: "POST",
    headers: { accept: "application/json", ...SESSION_HEADER },
  });
  // PROTOCOL.md, section 1
  const { leaveUrl } = (await response.json()) as { readonly leaveUrl?: string | null };
  return leaveUrl ?? "/";
}
