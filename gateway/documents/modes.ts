/** The operations that an endpoint accepts, beside registered documents by their ids. */

/**
 * `open`: any text. `log-unknown`: any text; those that nobody has registered are logged. `trusted-only`:
 * nothing else.
 */
export const DOCUMENT_MODES = ["open", "log-unknown", "trusted-only"] as const;
export type DocumentMode = (typeof DOCUMENT_MODES)[number];

/** By contract; null is the whole graph. */
export type DocumentModes = (contract: string | null) => DocumentMode;
