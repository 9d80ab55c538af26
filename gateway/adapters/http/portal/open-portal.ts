/**
 * The portal as Vite built it from `gateway/portal/`: what renders its pages, its files, and its documents.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readDocumentId } from "../../../documents/document-id.js";
import type { PortalRenderer } from "./renderer.js";

export interface Portal extends PortalRenderer {
  /** Where its scripts and styles are. */
  readonly assets: string;
  /** Where the script for other sites is. */
  readonly embed: string;
  /** Texts of its documents by their ids: they need not be registered. */
  readonly documents: ReadonlyMap<string, string>;
}

/** From `dist/gateway/adapters/http/portal/`. */
const BUILT = new URL("../../../../../gateway/portal/dist/", import.meta.url);

/** Null if it is not built. */
export async function openPortal(): Promise<Portal | null> {
  const server = new URL("server/server.js", BUILT);
  if (!existsSync(server)) return null;
  // built from `gateway/portal/server.ts`, which says that it is one
  const { renderer } = (await import(server.href)) as { readonly renderer: PortalRenderer };
  const folder = new URL("documents/", BUILT);
  const documents = new Map<string, string>();
  for (const file of readdirSync(folder)) {
    // written by graphql-codegen: texts by their hashes
    const texts = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Record<string, string>;
    for (const [id, text] of Object.entries(texts)) documents.set(readDocumentId(id) ?? id, text);
  }
  return {
    ...renderer,
    documents,
    assets: fileURLToPath(new URL("browser/assets/", BUILT)),
    embed: fileURLToPath(new URL("embed/", BUILT)),
  };
}
