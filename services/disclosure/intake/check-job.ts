/**
 * One check: the original → rows → findings and a staged table. Reading, checking and staging overlap; memory
 * does not grow with rows.
 */
import type { FeedContract, FindFile } from "#kit";
import {
  createChecker,
  createRowSecrets,
  handedInFiles,
  openCellCorrector,
  openStage,
  READ_LIMITS,
  readFeed,
  tableOf,
  type Database,
  type FileHead,
  type Finding,
  type FindingCounts,
} from "#kit/hub";
import type pg from "pg";
import { openOriginal } from "../desk/originals.js";
import { createSeal } from "../desk/seal.js";
import { readCorrections } from "./corrections.js";
import { counted, tellProgress } from "./progress.js";
import { loadLookup } from "./lookup.js";

export interface CheckJob {
  readonly submission: string;
  readonly feed: string;
  readonly department: string;
  readonly kind: Database["kind"];
  readonly personKey: Uint8Array;
  readonly originalKey: Uint8Array;
  readonly findingLimit: number;
  /** The day in Shanghai on which it is checked. */
  readonly today: string;
  readonly feedBytes: number;
  /** There is no submission: nobody is told how far it is. */
  readonly isTrial: boolean;
}

export interface CheckOutcome {
  readonly head: Pick<FileHead, "format" | "encoding">;
  readonly counts: FindingCounts;
  readonly findings: readonly Finding[];
}

const DIRECTORY = "directory.departments";

/**
 * `client` stages, `reader` reads the original and what is looked up. Throws CheckCancelled when the
 * submission is withdrawn meanwhile.
 */
export async function runCheck(
  client: pg.ClientBase,
  reader: pg.ClientBase,
  contracts: readonly FeedContract[],
  job: CheckJob,
): Promise<CheckOutcome> {
  const contract = contracts.find(({ id }) => id === job.feed);
  if (!contract) throw new Error(`There is no feed ${job.feed}`);
  const [known, uscc] = [
    await loadLookup(reader, contract.references, contracts, job.department),
    await usccOf(reader, contracts, job.department),
  ];
  const seal = createSeal(job.originalKey);
  const corrections = await readCorrections(reader, seal, job.submission);
  const original = await openOriginal(reader, seal, job.submission);
  const read = { bytes: 0 };
  const tell = job.isTrial ? null : tellProgress(reader, job.submission);
  const { head, batches } = await readFeed(contract, counted(original, read), {
    ...READ_LIMITS,
    fileBytes: job.feedBytes,
  });
  const corrector = openCellCorrector(head, corrections);
  const checker = createChecker({
    contract,
    head,
    findingLimit: job.findingLimit,
    secrets: createRowSecrets(job.personKey),
    context: {
      today: job.today,
      department: { code: job.department, uscc },
      file: await filesFor(reader, contract, job.department),
      ...known,
    },
  });
  const stage = await openStage(job.kind, client, contract, job.submission);
  try {
    for await (const batch of batches) {
      const rows = checker.check(corrector.correct(batch));
      // After the first error nothing of the file can be released: the rest is only checked.
      if (checker.counts.errors === 0) await stage.write(rows);
      const { rows: seen, errors, warnings } = checker.counts;
      await tell?.({ rows: seen, errors, warnings, bytesRead: read.bytes });
    }
    corrector.finish();
    const rest = checker.finish();
    if (checker.counts.errors === 0) await stage.write(rest);
  } catch (error) {
    await stage.cancel();
    throw error;
  }
  await (checker.counts.errors === 0 ? stage.finish() : stage.cancel());
  return {
    head: { format: head.format, encoding: head.encoding },
    counts: checker.counts,
    findings: checker.findings,
  };
}

/** Only who names files is told of them. */
async function filesFor(
  client: pg.ClientBase,
  { columns }: FeedContract,
  department: string,
): Promise<FindFile> {
  return Object.values(columns).some(({ files }) => files) ? handedInFiles(client, department) : () => null;
}

async function usccOf(
  client: pg.ClientBase,
  contracts: readonly FeedContract[],
  department: string,
): Promise<string | null> {
  const directory = contracts.find(({ id }) => id === DIRECTORY);
  if (!directory) return null;
  const { rows } = await client.query<{ uscc: string }>(
    `SELECT unified_social_credit_code AS uscc FROM ${tableOf(directory)} WHERE code = $1 AND closed_in IS NULL`,
    [department],
  );
  return rows[0]?.uscc ?? null;
}
