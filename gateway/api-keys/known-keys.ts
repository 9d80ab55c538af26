/**
 * All API keys of the hub, in memory, by their hashes: no request looks for its key in the database. They
 * follow the registry by the numbers of its changes. While it cannot be heard they stay as they were: a key
 * opens nothing that others do not see.
 */
import { describeError } from "#schema/runtime/describe-error.js";
import { HubError } from "#schema/errors.js";
import { joined } from "#schema/runtime/joined.js";
import type { Log } from "../log.js";
import { hashOfApiKey, isApiKey } from "./api-key.js";
import type { KeyChange, KeyHolder, KeySource } from "./key-source.js";

export interface KnownKeys {
  /** Throws API_KEY_INVALID. */
  readonly find: (text: string) => KeyHolder;
  readonly close: () => Promise<void>;
}

/** Rejects when they cannot be read. */
export async function openKnownKeys(source: KeySource, log: Log): Promise<KnownKeys> {
  const keys = new Map<string, KeyChange>();
  let number = 0;
  const refresh = joined(async () => {
    const found = await source.changesSince(number);
    if (found.isWhole) keys.clear();
    for (const key of found.changes) keys.set(key.hash, key);
    ({ number } = found);
  });
  await refresh();
  const unwatch = source.watch(refresh, {
    onFault: (error) =>
      log({
        level: "warn",
        ...describeError(error),
        message: "API keys could not be read and stay as they were",
      }),
    onBack: (tries) => log({ level: "info", tries, message: "API keys are read again" }),
  });
  return {
    find: (text) => {
      if (!isApiKey(text))
        throw invalidKey("格式不正确，请核对是否抄写完整", "it is none, or was not copied whole");
      const key = keys.get(hashOfApiKey(text));
      if (!key) throw invalidKey("没有此密钥", "there is no such key");
      if (key.isRevoked) throw invalidKey("已吊销", "it was revoked");
      if (key.isSuspended)
        throw invalidKey("已暂停，请与发放单位联系", "it is suspended: ask the office that gave it out");
      if (key.until !== null && key.until.getTime() <= Date.now()) throw ENDED();
      return key;
    },
    close: unwatch,
  };
}

/** Why a key is refused that was good before. */
export const ENDED = (): HubError => invalidKey("已过期", "it has expired");

function invalidKey(reason: string, reasonEn: string): HubError {
  return new HubError("API_KEY_INVALID", { reason, reasonEn });
}
