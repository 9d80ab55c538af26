/**
 * Who asks. The district's gateway never passes a person's token on; it states in the header `tongcha-caller`
 * who the person is: a JWT (ES256) that is good for a minute, for this subgraph and for this body only, to be
 * checked against the gateway's public keys.
 */
import { createHash } from "node:crypto";
import { GraphQLError } from "graphql";
import { createRemoteJWKSet, jwtVerify } from "jose";

export interface Caller {
  /** A pseudonym of the person: always the same for this subgraph, another one elsewhere. */
  readonly subject: string;
  /** Code of the department; null for supervisors of the whole district. */
  readonly department: string | null;
  /** Such as `clerk`, `reviewer`, `supervisor`, `developer`. */
  readonly roles: readonly string[];
}

/** Null: a visitor who is not signed in. */
export interface Context {
  readonly caller: Caller | null;
}

export const CALLER_HEADER = "tongcha-caller";
/** No other token of the hub passes for a statement. */
export const STATEMENT_TYPE = "tongcha-caller+jwt";
const MAX_AGE_SECONDS = 60;
/** Seconds by which the clocks of two machines may differ. */
const CLOCK_TOLERANCE_SECONDS = 5;

/** `body`: of the request, as it came. */
export type VerifyCaller = (
  statement: string | readonly string[] | undefined,
  body: string,
) => Promise<Caller | null>;

/** What a statement says of the body that it is for. */
export function digestOf(body: string): string {
  return createHash("sha256").update(body).digest("base64url");
}

/** Throws CALLER_UNSIGNED, which is answered with status 401, for whatever the gateway did not state. */
export function createVerifyCaller({
  hubUrl,
  name,
}: {
  readonly hubUrl: string;
  readonly name: string;
}): VerifyCaller {
  const keys = createRemoteJWKSet(new URL("/.well-known/tongcha-callers.json", hubUrl));
  return async (statement, body) => {
    if (typeof statement !== "string") throw unsigned();
    try {
      const { payload } = await jwtVerify(statement, keys, {
        algorithms: ["ES256"],
        typ: STATEMENT_TYPE,
        audience: name,
        maxTokenAge: MAX_AGE_SECONDS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
      });
      if (payload["body"] !== digestOf(body)) throw new TypeError("It was made for another request");
      return readCaller(payload["caller"]);
    } catch (error) {
      process.stderr.write(`${CALLER_HEADER}: ${error instanceof Error ? error.message : String(error)}\n`);
      throw unsigned();
    }
  };
}

function readCaller(claim: unknown): Caller | null {
  if (claim === null) return null;
  if (typeof claim !== "object") throw new TypeError("The claim is no caller");
  const { subject, department, roles }: Readonly<Record<string, unknown>> = { ...claim };
  if (
    typeof subject !== "string" ||
    !(department === null || typeof department === "string") ||
    !Array.isArray(roles)
  )
    throw new TypeError("The claim is no caller");
  return { subject, department, roles: roles.filter((role) => typeof role === "string") };
}

function unsigned(): GraphQLError {
  return new GraphQLError(
    "只接受通查网关签名的请求 / Only requests that the gateway has signed are answered",
    { extensions: { code: "CALLER_UNSIGNED", http: { status: 401 } } },
  );
}
