/** The federation specification, as the reference composer knows it. */
import { FEDERATION_VERSIONS } from "@apollo/federation-internals";

/** The newest version that the composer supports, as in `@link(url:)`. */
export const latestFederation = FEDERATION_VERSIONS.latest().url.toString();
