/**
 * Publishes the public keys that verify this gateway's signatures: tokens of the built-in issuer, and
 * statements about the caller for departments' services.
 */
import type { FastifyInstance } from "fastify";
import type { JSONWebKeySet } from "jose";
import { CALLER_KEYS_PATH } from "#schema/caller.js";

export interface PublishedKeys {
  /** Null when an identity provider issues the tokens. */
  readonly issuer: JSONWebKeySet | null;
  readonly callers: JSONWebKeySet;
}

/** Adds `/.well-known/jwks.json` and `/.well-known/tongcha-callers.json`. */
export function publishKeys(app: FastifyInstance, { issuer, callers }: PublishedKeys): void {
  if (issuer) app.get("/.well-known/jwks.json", () => issuer);
  app.get(CALLER_KEYS_PATH, () => callers);
}
