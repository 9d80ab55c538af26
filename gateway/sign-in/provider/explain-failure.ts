/** What went wrong at the provider, as an error that says what to do. It never quotes what was sent. */
import * as client from "openid-client";
import { HubError } from "#schema/errors.js";

/** The provider says so itself, at the browser's return or where the code is redeemed. */
const DENIED = new Set(["access_denied", "login_required", "interaction_required", "consent_required"]);
const LATER = new Set(["temporarily_unavailable", "server_error"]);
const EXPIRED = new Set(["invalid_grant"]);

/** By the codes of the library. */
const INVALID: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: [
    "时间不符，请核对本机与身份平台的时钟",
    "its time is wrong: compare the clocks",
  ],
  OAUTH_JWT_CLAIM_COMPARISON_FAILED: ["签发者、受众或随机数不符", "its issuer, audience or nonce is wrong"],
  OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED: ["签发者与设置的不同", "its issuer is not that of the settings"],
  OAUTH_UNSUPPORTED_OPERATION: ["用了不支持的算法", "it uses what is not supported"],
};

export function explainFailure(error: unknown): HubError {
  if (error instanceof client.AuthorizationResponseError || error instanceof client.ResponseBodyError)
    return said(error.error);
  if (!(error instanceof client.ClientError)) return new HubError("PROVIDER_UNAVAILABLE");
  const { code = "" } = error;
  // Another status than the standard's: a proxy's page, or an overload.
  if (code === "OAUTH_RESPONSE_IS_NOT_CONFORM" || code === "OAUTH_TIMEOUT")
    return new HubError("PROVIDER_UNAVAILABLE");
  const [reason, reasonEn] = INVALID[code] ?? [
    "不符合 OpenID Connect 标准",
    "it is not as OpenID Connect says",
  ];
  return new HubError("PROVIDER_INVALID", { reason, reasonEn });
}

function said(code: string): HubError {
  if (DENIED.has(code)) return new HubError("SIGN_IN_DENIED");
  if (LATER.has(code)) return new HubError("PROVIDER_UNAVAILABLE");
  if (EXPIRED.has(code)) return new HubError("SIGN_IN_EXPIRED");
  // It comes by the browser, which anybody may have sent.
  return new HubError("PROVIDER_REFUSED", { reason: /^[a-z_]{1,40}$/.test(code) ? code : "?" });
}
