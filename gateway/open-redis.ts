/** A connection to the Redis that the gateways of a hub share. Its data are never authoritative. */
import type { createClient as CreateClient } from "@redis/client";
import { HubError } from "#schema/errors.js";

const [PING_MS, SILENT_MS, CONNECT_MS, RECONNECT_MS] = [2_000, 5_000, 2_000, 1_000];

export type Redis = ReturnType<typeof CreateClient>;

/** Does not connect yet. Throws SETTING_INVALID when the URL is invalid. */
export function makeRedis(createClient: typeof CreateClient, url: string): Redis {
  try {
    return createClient({
      url,
      disableOfflineQueue: true,
      pingInterval: PING_MS,
      commandsQueueMaxLength: 1_000,
      // Closes a connection that receives nothing although it is pinged.
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
