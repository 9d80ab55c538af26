/** The address of a file: a path of the hub, whose parameters are refused here as they would be there. */
import type { FeedContract } from "#kit";
import { readQuestion } from "./question.js";

export interface Part {
  /** JSON. */
  readonly where?: string | null | undefined;
  readonly orderBy?: readonly string[] | null | undefined;
  readonly columns?: readonly string[] | null | undefined;
  readonly asOf?: Date | null | undefined;
}

export function addressOf(contracts: readonly FeedContract[], file: string, part: Part): string {
  const { where, orderBy, columns, asOf } = part;
  const parameters = {
    ...(where ? { where } : {}),
    ...(orderBy && orderBy.length > 0 ? { orderBy: orderBy.join(",") } : {}),
    ...(columns && columns.length > 0 ? { columns: columns.join(",") } : {}),
    ...(asOf ? { asOf: asOf.toISOString() } : {}),
  };
  readQuestion(contracts, file, parameters);
  const query = new URLSearchParams(parameters).toString();
  return `/data/${file}${query === "" ? "" : `?${query}`}`;
}
