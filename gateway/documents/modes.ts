/** The operations that an endpoint accepts in addition to registered documents by their ids. */

/**
 * `open`: any text. `log-unknown`: any text; unregistered texts are logged. `trusted-only`: registered
 * documents only.
 */
export const DOCUMENT_MODES = ["open", "log-unknown", "trusted-only"] as const;
export type DocumentMode = (typeof DOCUMENT_MODES)[number];

/** The mode of a contract's endpoint; null is the whole graph. */
export type DocumentModes = (contract: string | null) => DocumentMode;
