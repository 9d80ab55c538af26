/** A connection to the Redis that the gateways of a hub have in common. What it holds decides nothing. */
import type { createClient as CreateClient } from "@redis/client";
import { HubError } from "#schema/errors.js";

const [PING_MS, SILENT_MS, CONNECT_MS, RECONNECT_MS] = [2_000, 5_000, 2_000, 1_000];

export type Redis = ReturnType<typeof CreateClient>;

/** Not connected yet. Throws SETTING_INVALID when the address is none. */
export function makeRedis(createClient: typeof CreateClient, url: string): Redis {
  try {
    return createClient({
      url,
      disableOfflineQueue: true,
      pingInterval: PING_MS,
      commandsQueueMaxLength: 1_000,
      // A connection that is silent in spite of the pings is dead.
      socket: { connectTimeout: CONNECT_MS, socketTimeout: SILENT_MS, reconnectStrategy: () => RECONNECT_MS },
    });
  } catch {
    throw new HubError("SETTING_INVALID", {
      name: "REDIS_URL",
      reason: "应为 redis:// 或 rediss:// 地址",
      reasonEn: "a redis:// or rediss:// address",
    });
  }
}
