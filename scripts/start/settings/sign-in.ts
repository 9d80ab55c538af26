/** What the sign-in by a browser wants of other settings. */
import type * as v from "valibot";
import { HubError } from "#schema/errors.js";
import type { SCHEMA } from "./schema.js";

/** SETTING_INVALID for each that is missing or contradicts. */
export function refuseHalfSignIn(settings: SignInSettings): readonly HubError[] {
  const { oidcClientId, oidcToken, jwksUrl, publicUrl, tokenIssuer, tokenAudience } = settings;
  if (oidcClientId === null) return [];
  const isUrl = /^https?:$/.test(URL.parse(tokenIssuer)?.protocol ?? "");
  return [
    ...(jwksUrl === null
      ? [wanted("JWKS_URL", "须与 OIDC_CLIENT_ID 同时填写", "given beside OIDC_CLIENT_ID")]
      : []),
    ...(publicUrl === null
      ? [wanted("PUBLIC_URL", "须与 OIDC_CLIENT_ID 同时填写", "given beside OIDC_CLIENT_ID")]
      : []),
    ...(isUrl
      ? []
      : [
          wanted("TOKEN_ISSUER", "用网页登录时应为身份平台的地址", "the provider's URL, with OIDC_CLIENT_ID"),
        ]),
    ...(oidcToken === "id" && tokenAudience !== oidcClientId
      ? [
          wanted(
            "TOKEN_AUDIENCE",
            "OIDC_TOKEN 为 `id` 时应与 OIDC_CLIENT_ID 相同",
            "OIDC_CLIENT_ID, where OIDC_TOKEN is id",
          ),
        ]
      : []),
  ];
}

type SignInSettings = Pick<
  Readonly<v.InferOutput<typeof SCHEMA>>,
  "oidcClientId" | "oidcToken" | "jwksUrl" | "publicUrl" | "tokenIssuer" | "tokenAudience"
>;

function wanted(name: string, reason: string, reasonEn: string): HubError {
  return new HubError("SETTING_INVALID", { name, reason, reasonEn });
}
