/** `scripts/verify-release.mjs`, which needs nothing but the platform. */
declare module "verify-release" {
  export class Mismatch extends Error {}

  export interface LogHead {
    readonly root: string;
    readonly size: number;
  }
  export interface Entry {
    readonly root: string;
    readonly leaves: number;
  }
  export interface RecordProof {
    readonly content: string;
    readonly salt: string;
    readonly leaf: string;
    readonly index: number;
    readonly pathHashes: readonly string[];
  }

  /** Each rejects with a Mismatch. */
  export function checkEntry(text: string, path: readonly string[], log: LogHead): Promise<Entry>;
  export function checkRecord(proof: RecordProof, entry: Entry): Promise<void>;
  export function joinHead(hub: string, log: LogHead): Promise<void>;
}
