/**
 * The locks of a backup: a passphrase, or public keys of age (https://age-encryption.org), of which only the
 * private one opens. They come from settings or a terminal, never from the command's words, which every user
 * of a machine can read.
 */
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { Decrypter, Encrypter } from "age-encryption";
import { HubError } from "#schema/errors.js";
import { EXIT } from "../start/exit-codes.js";
import type { Settings } from "../start/settings.js";

type Given = Pick<Settings, "backupPassphrase" | "backupRecipients" | "backupIdentity">;

/** Throws SETTING_INVALID, and BACKUP_SECRET where none is given and nobody can be asked. */
export async function openLock({ backupPassphrase, backupRecipients }: Given): Promise<Encrypter> {
  const encrypter = new Encrypter();
  if (backupRecipients !== null)
    for (const recipient of backupRecipients)
      demand("BACKUP_RECIPIENTS", () => encrypter.addRecipient(recipient));
  else encrypter.setPassphrase(backupPassphrase ?? (await askTwice()));
  return encrypter;
}

/** The library alone knows whether a key that looks like one is whole. Throws SETTING_INVALID. */
function demand(name: string, add: () => void): void {
  try {
    add();
  } catch {
    throw new HubError("SETTING_INVALID", {
      name,
      reason: "其中有不完整的 age 密钥",
      reasonEn: "whole keys of age: one of them is not",
    });
  }
}

/** As many as are given are tried. Throws BACKUP_SECRET and SETTING_INVALID. */
export async function openKey({ backupPassphrase, backupIdentity }: Given): Promise<Decrypter> {
  const decrypter = new Decrypter();
  for (const identity of backupIdentity ?? [])
    demand("BACKUP_IDENTITY", () => decrypter.addIdentity(identity));
  if (backupPassphrase !== null) decrypter.addPassphrase(backupPassphrase);
  if (backupPassphrase === null && backupIdentity === null) {
    refuseSilence("口令或私钥", "passphrase or private key", "BACKUP_PASSPHRASE_FILE / BACKUP_IDENTITY_FILE");
    decrypter.addPassphrase(await ask("备份的口令 Passphrase of the backup: "));
  }
  return decrypter;
}

const LEAST = 12;

async function askTwice(): Promise<string> {
  refuseSilence("口令或公钥", "passphrase or public key", "BACKUP_PASSPHRASE_FILE / BACKUP_RECIPIENTS");
  const given = await ask(`备份的口令，至少${LEAST}个字符 Passphrase, ${LEAST} characters or more: `);
  const again = await ask("再输入一次 Once more: ");
  if (given === again && given.length >= LEAST) return given;
  throw new HubError("BACKUP_SECRET", {
    what: `两次相同、至少${LEAST}个字符的口令`,
    whatEn: `passphrase of ${LEAST} characters or more, typed twice alike`,
    settings: "BACKUP_PASSPHRASE_FILE",
  });
}

function refuseSilence(what: string, whatEn: string, settings: string): void {
  if (!process.stdin.isTTY) throw new HubError("BACKUP_SECRET", { what, whatEn, settings });
}

/** What is typed is not shown. */
async function ask(question: string): Promise<string> {
  const unseen = new Writable({ write: (_bytes, _encoding, done) => done() });
  const line = createInterface({ input: process.stdin, output: unseen, terminal: true });
  line.once("SIGINT", () => process.exit(EXIT.atOnce));
  process.stderr.write(question);
  try {
    return await line.question("");
  } finally {
    line.close();
    process.stderr.write("\n");
  }
}
