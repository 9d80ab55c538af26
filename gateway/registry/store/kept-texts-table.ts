/**
 * Stores texts that are derived from the registry's data, so that restarts and other processes need not make
 * them again. The oldest are deleted.
 */
import type { Log } from "../../log.js";
import { proofOf, type GrowingTexts } from "../../graph/kept/kept-texts.js";
import type { RegistryDatabase } from "../../database.js";

/** Most stored texts: enough for several revisions with several views each. */
const MOST = 24;

export function createKeptTexts({ pool }: Pick<RegistryDatabase, "pool">, log: Log): GrowingTexts {
  return {
    find: async (of) => {
      const {
        rows: [row],
      } = await pool.query<{ text: string; proof: string }>(
        "SELECT text, proof FROM registry.kept_text WHERE of = $1",
        [of],
      );
      if (!row || proofOf(of, row.text) === row.proof) return row?.text ?? null;
      log({
        level: "warn",
        of,
        message: "A text that the registry kept is not what it was, and is not used",
      });
      return null;
    },
    keep: async (of, text) => {
      await pool.query(
        `
        INSERT INTO registry.kept_text (of, text, proof) VALUES ($1, $2, $3)
        ON CONFLICT (of) DO UPDATE SET text = excluded.text, proof = excluded.proof, at = now()`,
        [of, text, proofOf(of, text)],
      );
      await pool.query(
        `DELETE FROM registry.kept_text WHERE of IN (SELECT of FROM registry.kept_text ORDER BY at DESC, of OFFSET ${MOST})`,
      );
    },
  };
}
