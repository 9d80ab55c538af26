/** An enterprise, as its page asks for it. */
import type { EnterpriseQuery } from "../../graph/public/graphql";

export type Party = NonNullable<EnterpriseQuery["party"]>;
