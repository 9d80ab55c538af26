/**
 * The department in whose name a sample is made: one of those in the directory's own sample, so that the
 * authority that the sample names is the one that an empty hub knows.
 */
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { HubError } from "#schema/errors.js";
import type { FeedContract } from "../../services/kit/feed/contract.js";
import { READ_LIMITS, readFeed } from "../../services/kit/read/read-feed.js";
import type { SampleDepartment } from "../../services/kit/sample/sample.js";
import { foldText } from "../../services/kit/values/text.js";

const FEED = "directory.departments";
/** The folder in the source tree: samples are not compiled. */
const SAMPLES = new URL("../../../services/directory/samples/", import.meta.url);

/** Throws OPTION_INVALID for a code that is not in the directory's sample. */
export async function findSampleDepartment(
  contracts: readonly FeedContract[],
  code: string,
): Promise<SampleDepartment> {
  const departments = await readDepartments(contracts);
  const found = departments.find((department) => department.code === code);
  if (!found)
    throw new HubError("OPTION_INVALID", {
      option: "--department",
      wanted: departments.map((department) => department.code).join("、"),
    });
  return found;
}

async function readDepartments(contracts: readonly FeedContract[]): Promise<readonly SampleDepartment[]> {
  const contract = contracts.find(({ id }) => id === FEED);
  const file = (await readdir(SAMPLES)).find((name) => name.startsWith("departments."));
  if (!contract || file === undefined) throw new Error(`${FEED} has no sample in ${SAMPLES.pathname}`);
  const { head, batches } = await readFeed(contract, createReadStream(new URL(file, SAMPLES)), READ_LIMITS);
  const departments: SampleDepartment[] = [];
  for await (const batch of batches) {
    for (const { cells } of batch) {
      const cellOf = (field: string): string => {
        const cell = cells[head.fields.indexOf(field)];
        return typeof cell === "string" ? foldText(cell) : "";
      };
      departments.push({
        code: cellOf("code"),
        name: cellOf("name"),
        uscc: cellOf("unifiedSocialCreditCode"),
      });
    }
  }
  return departments;
}
