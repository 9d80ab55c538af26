/** A record by its address. */
import { isRecordId, recordWords, type FeedContract, type PublishedRecord, type SubgraphContext } from "#kit";
import { readReleases, readRemoval, type Queryable, type Removal } from "#kit/hub";
import { HubError } from "#schema/errors.js";
import { toCitation } from "../cite/citation.js";
import { publisherName } from "../cite/publisher.js";
import { columnsOf, type DownloadColumn } from "../columns.js";

export interface FoundRecord {
  readonly contract: FeedContract;
  readonly columns: readonly DownloadColumn[];
  readonly record: PublishedRecord;
  readonly title: string;
  /** The department that publishes the dataset, and the one that handed the record in. */
  readonly publisher: string;
  readonly department: string;
  readonly release: { readonly number: number; readonly releasedAt: Date };
  /** The row of the file that it came from. */
  readonly row: number;
  /** Where the hub is found, without a slash at its end. */
  readonly origin: string;
  readonly address: string;
  readonly citation: string;
}

export interface RemovedRecord {
  readonly contract: FeedContract;
  readonly id: string;
  readonly removal: Removal;
  readonly release: number;
  readonly releasedAt: Date;
}

export interface AskedRecord {
  readonly type: string;
  readonly id: string;
  readonly origin: string;
}

/** Throws RECORD_UNKNOWN for what was never public. */
export async function findRecord(
  context: SubgraphContext,
  statements: Queryable,
  { type, id, origin }: AskedRecord,
): Promise<FoundRecord | RemovedRecord> {
  const contract = context.contracts().find((one) => one.type === type);
  if (!contract || !isRecordId(id))
    throw new HubError("RECORD_UNKNOWN", { record: `${type}/${id}`.slice(0, 100) });
  const record = await context.reader.byRecordId(contract, id);
  if (!record) {
    const removal = await readRemoval(statements, contract, id);
    if (!removal) throw new HubError("RECORD_UNKNOWN", { record: `${type}/${id}` });
    return { contract, id, ...removal };
  }
  const number = Number(record.provenance.release.id);
  const [publisher, department, [release]] = await Promise.all([
    publisherName(context, contract.lead),
    publisherName(context, record.department.code),
    readReleases(statements, [number]),
  ]);
  if (!release) throw new Error(`There is no release ${number}`);
  // Some records have a title of their own.
  const { title: own } = record;
  const title = typeof own === "string" ? own : recordWords(contract).titleOf(record);
  const address = `${origin}/id/${type}/${id}`;
  const { releasedAt } = release;
  return {
    contract,
    columns: columnsOf(contract),
    record,
    title,
    publisher,
    department,
    release: { number, releasedAt },
    row: record.provenance.row,
    origin,
    address,
    citation: toCitation({
      name: id,
      title: `${title}（${contract.title.zh}）`,
      publisher,
      release: number,
      releasedAt,
      address,
      citedOn: null,
    }).text,
  };
}
