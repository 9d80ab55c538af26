/** A browser as far as cookies and addresses go: keeps what it is given, and follows where it is sent. */

export interface Visit {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface Visitor {
  /** A request of a page of the hub, unless headers say otherwise. Redirects are not followed. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Visit>;
  /** A page of the hub asks the graph. */
  readonly query: (query: string, headers?: Readonly<Record<string, string>>) => Promise<Visit>;
  readonly session: () => Promise<unknown>;
  /** The `cookie` header. */
  readonly cookies: () => string;
  readonly keep: (name: string, value: string) => void;
}

/** As the hub's own pages say. */
export const OWN = { "sec-fetch-site": "same-origin", "tongcha-session": "1" };

export function createVisitor(url: string, given = ""): Visitor {
  const jar = new Map(
    given
      .split("; ")
      .filter(Boolean)
      .map((pair) => {
        const at = pair.indexOf("=");
        return [pair.slice(0, at), pair.slice(at + 1)];
      }),
  );
  const cookies = (): string => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const ask: Visitor["ask"] = async (path, init = {}) => {
    const headers = new Headers({ "sec-fetch-site": "same-origin" });
    if (jar.size > 0) headers.set("cookie", cookies());
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
    const response = await fetch(new URL(path, url), { redirect: "manual", ...init, headers });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === "") jar.delete(name);
      else jar.set(name, value);
    }
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return {
    ask,
    cookies,
    keep: (name, value) => void jar.set(name, value),
    query: (query, headers = OWN) =>
      ask("/graphql", {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ query }),
      }),
    session: async () => JSON.parse((await ask("/desk/session")).text) as unknown,
  };
}

/** Signs in as one of the demo's people. */
export async function signInAs(visitor: Visitor, person: string, to = "/"): Promise<Visit> {
  return visitor.ask("/desk/sign-in", {
    method: "POST",
    body: new URLSearchParams({ person, to }),
  });
}
