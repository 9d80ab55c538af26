/** An identity provider of a district: `oidc-provider`, with people who sign in as soon as they are asked. */
import { once } from "node:events";
import { createServer } from "node:http";
import { exportJWK, generateKeyPair } from "jose";
import Provider, { type JWK } from "oidc-provider";
import { freePort } from "../../scripts/bench/free-port.js";

export const AUDIENCE = "urn:tongcha";
export const CLIENT = "tongcha-hub";
export const SECRET = "a secret of the hub and its provider";

/** What the provider knows of each account. */
const PEOPLE: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "zhang-san": { name: "张三", roles: ["clerk"], department: "scjgj" },
  "li-si": { name: "李四", roles: ["supervisor"] },
  "zhao-liu": { name: "赵六", roles: ["clerk"], department: "nowhere" },
  "qian-qi": { name: "钱七", roles: ["clerk"], department: "scjgj", policies: ["长".repeat(6_000)] },
};

export interface DistrictProvider {
  readonly issuer: string;
  /** Who signs in next; null: whoever is asked gives it up. */
  person: string | null;
  /** Seconds for which access tokens are good. */
  tokenSeconds: number;
  /** Addresses that were asked, without their queries. */
  readonly asked: string[];
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
}

export async function openDistrictProvider(hubUrl: string): Promise<DistrictProvider> {
  const issuer = `http://127.0.0.1:${await freePort()}`;
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const key: JWK = { ...(await exportJWK(privateKey)), kid: "one", alg: "RS256", use: "sig" };
  const provider = new Provider(issuer, {
    jwks: { keys: [key] },
    clients: [
      {
        client_id: CLIENT,
        client_secret: SECRET,
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
        redirect_uris: [`${hubUrl}/desk/signed-in`],
        post_logout_redirect_uris: [`${hubUrl}/`],
      },
    ],
    pkce: { required: () => true },
    ttl: { AccessToken: () => district.tokenSeconds, Grant: 3_600, Session: 3_600, Interaction: 600 },
    issueRefreshToken: () => true,
    rotateRefreshToken: true,
    cookies: { keys: ["of a test"] },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    loadExistingGrant: async (context) => {
      const { session, client } = context.oidc;
      const grant = new provider.Grant({ accountId: session?.accountId, clientId: client?.clientId });
      grant.addOIDCScope("openid profile");
      grant.addResourceScope(AUDIENCE, "");
      await grant.save();
      return grant;
    },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      rpInitiatedLogout: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_, resource) => ({
          scope: "",
          audience: resource,
          accessTokenFormat: "jwt",
          jwt: { sign: { alg: "RS256" } },
        }),
      },
    },
    extraTokenClaims: (_, token) => PEOPLE["accountId" in token ? (token.accountId ?? "") : ""] ?? {},
  });
  const answer = provider.callback();
  const make = (): ReturnType<typeof createServer> =>
    createServer((request, response) => {
      const path = (request.url ?? "").split("?")[0] ?? "";
      district.asked.push(path);
      if (!path.startsWith("/interaction/")) return void answer(request, response);
      const result =
        district.person === null ? { error: "access_denied" } : { login: { accountId: district.person } };
      provider
        .interactionFinished(request, response, result, { mergeWithLastSubmission: false })
        .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
    });
  let server = make();
  const district: DistrictProvider = {
    issuer,
    person: "zhang-san",
    tokenSeconds: 600,
    asked: [],
    start: async () => {
      server = make().listen(Number(new URL(issuer).port), "127.0.0.1");
      await once(server, "listening");
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
  await district.start();
  return district;
}
