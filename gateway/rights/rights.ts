/** The caller's rights that the graph's directives demand. */
export interface Rights {
  /** True for a caller with a valid token. */
  readonly isAuthenticated: boolean;
  /** The scopes of the token. */
  readonly scopes: readonly string[];
  /** The policies that are satisfied for this request. */
  readonly policies: readonly string[];
}

/** The rights of an anonymous caller. */
export const NOBODY: Rights = { isAuthenticated: false, scopes: [], policies: [] };
