/** What is for those who run the hub, by their addresses. */
import type { FastifyRequest } from "fastify";
import { HubError } from "#schema/errors.js";
import { createIsAmong } from "./address-of.js";

/** This machine. */
export const DEFAULT_OPERATORS = "127.0.0.0/8,::1";

/** True for a request from an operator's address. */
export type IsOperator = (request: FastifyRequest) => boolean;

/** `networks`: addresses or networks, joined by commas. */
export function createIsOperator(networks: string): IsOperator {
  const isAmong = createIsAmong(networks);
  return ({ ip }) => isAmong(ip);
}

/** Throws FORBIDDEN. */
export function demandOperator(request: FastifyRequest, isOperator: IsOperator): void {
  if (!isOperator(request))
    throw new HubError("FORBIDDEN", {
      need: "只供运维人员从指定地址访问",
      needEn: "it is for operators' addresses",
    });
}
