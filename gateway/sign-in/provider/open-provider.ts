/**
 * The identity provider of the district, by OpenID Connect: the authorization code flow with PKCE, state and
 * nonce. What it says of itself (discovery) is asked for when it is first needed, and again now and then.
 */
import { decodeJwt } from "jose";
import * as client from "openid-client";
import { CLOCK_TOLERANCE_SECONDS } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import { sessionOf, type Session } from "../session.js";
import type { Provider } from "../way.js";
import { boundedFetch } from "./bounded-fetch.js";
import { explainFailure } from "./explain-failure.js";

export interface ProviderOptions {
  readonly issuer: URL;
  readonly clientId: string;
  /** Null for a public client. */
  readonly clientSecret: string | null;
  /** Joined by spaces. */
  readonly scopes: string;
  /** The resource that access tokens are for (RFC 8707); null: the provider knows. */
  readonly resource: string | null;
  /** The token with a person's roles, which signs requests. */
  readonly carrier: "access" | "id";
  /** The callback's address. */
  readonly redirectUri: URL;
  /** Where the browser goes on after it has signed out at the provider. */
  readonly homeUri: URL;
  /** Told of what the provider, its settings or the network do wrong. */
  readonly onFault: (error: unknown) => void;
}

const TIMEOUT_SECONDS = 5;
const ASKED_AGAIN_AFTER_MS = 3_600_000;

type Tokens = Pick<client.TokenEndpointResponse, "access_token" | "id_token">;

export function openProvider(options: ProviderOptions): Provider {
  const { scopes, resource, carrier, redirectUri, homeUri, onFault } = options;
  const configuration = createConfiguration(options);
  const forResource = resource === null ? undefined : { resource };

  const explained = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      const told = error instanceof HubError ? error : explainFailure(error);
      if (told.status >= 500) onFault(error);
      throw told;
    }
  };
  const tokenIn = (tokens: Tokens): string | undefined =>
    carrier === "id" ? tokens.id_token : tokens.access_token;

  return {
    begin: () =>
      explained(async () => {
        const verifier = client.randomPKCECodeVerifier();
        const proof = { state: client.randomState(), nonce: client.randomNonce(), verifier };
        const url = client.buildAuthorizationUrl(await configuration(), {
          redirect_uri: redirectUri.href,
          scope: scopes,
          state: proof.state,
          nonce: proof.nonce,
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: "S256",
          // OpenID Connect Core, section 11.
          ...(scopes.split(" ").includes("offline_access") && { prompt: "consent" }),
          ...forResource,
        });
        return { url, proof };
      }),
    finish: (query, { state, nonce, verifier }) =>
      explained(async () => {
        const url = new URL(redirectUri);
        url.search = query;
        const tokens = await client.authorizationCodeGrant(
          await configuration(),
          url,
          { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier },
          forResource,
        );
        const token = tokenIn(tokens);
        if (token === undefined) throw noToken();
        return sessionOf(token, tokens.refresh_token ?? null);
      }),
    renew: ({ token, refreshToken, startedAt }) =>
      explained(async () => {
        if (refreshToken === null) return null;
        const tokens = await client.refreshTokenGrant(await configuration(), refreshToken, forResource);
        const renewed = tokenIn(tokens);
        // Some providers give no other ID token, and none may give another person's.
        if (renewed === undefined || decodeJwt(renewed).sub !== decodeJwt(token).sub) return null;
        return sessionOf(renewed, tokens.refresh_token ?? refreshToken, startedAt);
      }),
    revoke: ({ refreshToken }: Session) =>
      explained(async () => {
        const known = await configuration();
        if (refreshToken !== null && known.serverMetadata().revocation_endpoint !== undefined)
          await client.tokenRevocation(known, refreshToken, { token_type_hint: "refresh_token" });
      }),
    leaveUrl: () =>
      explained(async () => {
        const known = await configuration();
        if (known.serverMetadata().end_session_endpoint === undefined) return null;
        return client.buildEndSessionUrl(known, { post_logout_redirect_uri: homeUri.href });
      }),
  };
}

/** Requests that come while it is asked wait for the same answer; a failure is not kept. */
function createConfiguration({
  issuer,
  clientId,
  clientSecret,
}: ProviderOptions): () => Promise<client.Configuration> {
  let known: Promise<client.Configuration> | null = null;
  let askedAt = -Infinity;
  const ask = (): Promise<client.Configuration> =>
    client.discovery(
      issuer,
      clientId,
      { [client.clockTolerance]: CLOCK_TOLERANCE_SECONDS },
      clientSecret === null ? client.None() : authenticateBy(clientSecret),
      {
        timeout: TIMEOUT_SECONDS,
        [client.customFetch]: boundedFetch,
        // The signature of ID tokens is checked, too, though they come from the provider itself.
        execute: [
          client.enableNonRepudiationChecks,
          ...(issuer.protocol === "http:" ? [client.allowInsecureRequests] : []),
        ],
      },
    );
  return async () => {
    if (known === null || performance.now() - askedAt > ASKED_AGAIN_AFTER_MS) {
      askedAt = performance.now();
      known = ask();
    }
    const asked = known;
    try {
      return await asked;
    } catch (error) {
      if (known === asked) known = null;
      throw error;
    }
  };
}

/** By HTTP Basic, which is the standard's default, unless the provider takes it in the body alone. */
function authenticateBy(secret: string): client.ClientAuth {
  const [basic, post] = [client.ClientSecretBasic(secret), client.ClientSecretPost(secret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    const isPost = !methods.includes("client_secret_basic") && methods.includes("client_secret_post");
    return (isPost ? post : basic)(server, ...rest);
  };
}

function noToken(): HubError {
  return new HubError("PROVIDER_INVALID", { reason: "没有令牌", reasonEn: "there is no token" });
}
