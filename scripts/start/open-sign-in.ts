/** How people sign in by a browser: at the identity provider, as one of the demo's people, or not at all. */
import { describeError } from "#schema/runtime/describe-error.js";
import { CALLBACK_PATH } from "../../gateway/adapters/http/sign-in/oidc.js";
import type { Issuer } from "../../gateway/rights/issuer.js";
import { openProvider } from "../../gateway/sign-in/provider/open-provider.js";
import type { Way } from "../../gateway/sign-in/way.js";
import type { Log } from "../../services/kit/graph/resolve/hub-request.js";
import { DEMO_HOURS, demoPeople } from "./demo-people.js";
import type { Settings } from "./settings.js";

export function openSignIn(settings: Settings, issuer: Issuer, log: Log): Way | null {
  const { oidcClientId: clientId, publicUrl } = settings;
  if (clientId !== null && publicUrl !== null)
    return {
      kind: "oidc",
      provider: openProvider({
        issuer: new URL(settings.tokenIssuer),
        clientId,
        clientSecret: settings.oidcClientSecret,
        scopes: settings.oidcScopes,
        resource: settings.oidcResource,
        carrier: settings.oidcToken,
        redirectUri: new URL(CALLBACK_PATH, publicUrl),
        homeUri: new URL("/", publicUrl),
        onFault: (error) =>
          log.warn(describeError(error), "The identity provider did not let somebody sign in"),
      }),
    };
  const people = demoPeople(settings);
  return people.length === 0
    ? null
    : { kind: "demo", people, issue: (person) => issuer.issue(person, DEMO_HOURS) };
}
