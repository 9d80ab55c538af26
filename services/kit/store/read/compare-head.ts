/**
 * Where the history of another database's head and this one parted: both may come from one backup. A head is
 * `<epoch>.<number>.<hash>`: the last release, its hash, and the epoch in which it was made.
 */
import { HubError } from "#schema/errors.js";
import type { Queryable } from "../open/queryable.js";
import { readEpoch, readEpochs } from "./epoch.js";
import { GENESIS_HASH, lastRelease, readReleases } from "./releases.js";

/**
 * `SAME`: there it is. `PAST`: this history went on from it. `PARTED`: it is of another, which has the
 * releases from `from` to `to` at most in common with this one: they parted after `from` at the earliest,
 * after `to` at the latest.
 */
export type HeadRelation =
  | { readonly kind: "SAME" }
  | { readonly kind: "PAST" }
  | { readonly kind: "PARTED"; readonly from: number; readonly to: number };

export async function headOf(client: Queryable): Promise<string> {
  const [{ epoch }, last] = [await readEpoch(client), await lastRelease(client)];
  return writeHead(epoch, last?.number ?? 0, last?.hash ?? GENESIS_HASH);
}

export function writeHead(epoch: string, release: number, hash: string): string {
  return `${epoch}.${release}.${hash}`;
}

/**
 * True of a head that this history had, or another of an epoch that it does not know: it was restored since.
 */
export async function isLost(client: Queryable, head: string): Promise<boolean> {
  const [, epoch, digits = "", hash] = HEAD.exec(head) ?? [];
  if (epoch === undefined) return false;
  const epochs = await readEpochs(client);
  if (!epochs.some((known) => known.epoch === epoch)) return true;
  // In an earlier epoch it is known that something was lost.
  if (epochs.at(-1)?.epoch !== epoch || digits === "0") return false;
  const [there] = await readReleases(client, [Number(digits)]);
  return there?.hash !== hash;
}

const HEAD = /^([0-9a-f]{16})\.(\d{1,9})\.([0-9a-f]{64})$/;

/** Throws OPTION_INVALID for what is no head. */
export async function compareHead(client: Queryable, head: string): Promise<HeadRelation> {
  const [, epoch = "", digits = "", hash] = HEAD.exec(head) ?? [];
  if (hash === undefined)
    throw new HubError("OPTION_INVALID", { option: "--head", wanted: "<epoch>.<release>.<hash>" });
  if (head === (await headOf(client))) return { kind: "SAME" };
  const number = Number(digits);
  const epochs = await readEpochs(client);
  const own = epochs.findIndex((known) => known.epoch === epoch);
  const [there] = await readReleases(client, [number]);
  const isThere = number === 0 || there?.hash === hash;
  const next = own < 0 ? undefined : epochs[own + 1];
  if (own >= 0 && isThere && (next === undefined || number <= next.release)) return { kind: "PAST" };
  const latest = (await lastRelease(client))?.number ?? 0;
  // Releases of one number with one hash are the same, and so are all before them.
  if (isThere) return { kind: "PARTED", from: number, to: number };
  const to = Math.min(Math.max(0, number - 1), next?.release ?? latest);
  return { kind: "PARTED", from: Math.min(to, own < 0 ? 0 : (epochs[own]?.release ?? 0)), to };
}
