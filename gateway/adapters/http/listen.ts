/** Makes a server listen, and explains failures. */
import { once } from "node:events";
import { createServer } from "node:net";
import type { FastifyInstance } from "fastify";
import { HubError } from "#schema/errors.js";

export interface Address {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
}

/** Resolves with the server's URL. Throws PORT_TAKEN or ADDRESS_UNUSABLE. */
export async function listen(app: FastifyInstance, { host, port }: Address): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    throw explain(error, { host, port });
  }
}

/** Checks the address before expensive startup work. Rejects as `listen` would. */
export async function assertFree(address: Address): Promise<void> {
  const probe = createServer();
  try {
    probe.listen({ ...address, exclusive: true });
    await once(probe, "listening");
  } catch (error) {
    throw explain(error, address);
  }
  probe.close();
  await once(probe, "close");
}

function explain(error: unknown, { host, port }: Address): unknown {
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  if (code === "EADDRINUSE") return new HubError("PORT_TAKEN", { host, port });
  const words = REASONS[code];
  return words ? new HubError("ADDRESS_UNUSABLE", { host, port, ...words }) : error;
}

const NO_HOST = { reason: "没有此主机名", reasonEn: "there is no host of that name" };
const REASONS: Readonly<Record<string, { readonly reason: string; readonly reasonEn: string }>> = {
  EACCES: {
    reason: "没有权限（1024以下的端口须有特权）",
    reasonEn: "permission is denied (ports below 1024 need a privilege)",
  },
  EADDRNOTAVAIL: { reason: "该地址不是本机的地址", reasonEn: "it is no address of this machine" },
  EAFNOSUPPORT: { reason: "本机不支持此类地址", reasonEn: "this machine has no such addresses" },
  ENOTFOUND: NO_HOST,
  EAI_AGAIN: NO_HOST,
  ERR_SOCKET_BAD_PORT: { reason: "端口应为0至65535", reasonEn: "a port is 0 to 65535" },
};
