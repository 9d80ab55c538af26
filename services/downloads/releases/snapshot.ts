/** A dataset as it was after one of its releases: its columns are those of then, by the words of then. */
import { Readable } from "node:stream";
import { startLifetime } from "#schema/runtime/lifetime.js";
import { HubError } from "#schema/errors.js";
import type { FeedContract } from "#kit";
import { readSnapshotState, type Queryable, type RouteParts, type SnapshotState } from "#kit/hub";
import { columnsOf } from "../columns.js";
import { FORMAT_NAMES, FORMATS, formatsOf, type FormatName } from "../formats/index.js";
import { openFile } from "../open-file.js";
import type { WriteFile } from "./spool.js";

export interface Snapshot {
  /** The contract that the dataset has now. */
  readonly contract: FeedContract;
  readonly number: number;
  readonly format: FormatName;
  readonly state: SnapshotState;
}

/** `file` is `<number>.<format>`. Throws DOWNLOAD_UNKNOWN or RELEASE_UNKNOWN. */
export async function findSnapshot(
  client: Queryable,
  contracts: readonly FeedContract[],
  { dataset, file }: { readonly dataset: string; readonly file: string },
): Promise<Snapshot> {
  const [, digits = "", ending = ""] = /^([1-9]\d{0,8})\.([a-z]+)$/.exec(file) ?? [];
  const contract = contracts.find(({ id }) => id === dataset);
  const known = contract ? formatsOf(contract) : FORMAT_NAMES;
  const format = known.find((name) => name === ending);
  if (!contract || !format)
    throw new HubError("DOWNLOAD_UNKNOWN", {
      file: `${dataset}/releases/${file}`.slice(0, 150),
      formats: known.join("、"),
    });
  const number = Number(digits);
  const state = await readSnapshotState(client, contract, number);
  if (!state) throw new HubError("RELEASE_UNKNOWN", { release: number, dataset: contract.id });
  return { contract, number, format, state };
}

/** The same for two files that are the same bytes. */
export function keyOf({ contract, number, format, state }: Snapshot): string {
  return JSON.stringify([state.epoch, contract.id, number, format, state.withdrawnIn]);
}

/** Ends with ANSWER_UNSETTLED where something is withdrawn of it meanwhile. */
export function snapshotWriter(
  { database, history }: Pick<RouteParts, "database" | "history">,
  { contract, number, format, state }: Snapshot,
  client: string,
): WriteFile {
  return async (signal) => {
    const lifetime = startLifetime(Infinity);
    signal.addEventListener("abort", () => lifetime.end(), { once: true });
    const statements = database.statements({ lifetime, client, name: "downloads" });
    const then = (await history.at(number)).find(({ id }) => id === contract.id) ?? contract;
    const question = {
      contract: then,
      format,
      where: {},
      orderBy: [],
      columns: columnsOf(then),
      asOf: null,
      withCodes: FORMATS[format].usualCodes,
      encoding: "utf-8",
    } as const;
    const open = openFile(statements, question, { asOf: number, at: state.releasedAt });
    return Readable.from(
      (async function* settled() {
        yield* open();
        const later = await readSnapshotState(statements, contract, number);
        if (later?.withdrawnIn !== state.withdrawnIn) throw new HubError("ANSWER_UNSETTLED");
      })(),
      { objectMode: false },
    );
  };
}
