/** What a caller has shown, as far as the graph asks for it. */
export interface Rights {
  /** True for who has shown a token that is good. */
  readonly isAuthenticated: boolean;
  /** What the token permits. */
  readonly scopes: readonly string[];
  /** Those that hold for this request. */
  readonly policies: readonly string[];
}

/** Of who has shown nothing. */
export const NOBODY: Rights = { isAuthenticated: false, scopes: [], policies: [] };
