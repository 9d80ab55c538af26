/** Whether a department published the records that have deadlines in time. */
import DataLoader from "dataloader";
import { addMonths, publishedProvisions, shanghaiDay, type FeedContract, type SubgraphContext } from "#kit";
import { hubOf, readPunctuality, type Punctuality } from "#kit/hub";
import type { Duty } from "./duties.js";

const MONTHS = 12;

/** Null for a feed whose records have no deadlines of their own. */
export async function punctualityOf(
  { contract, department }: Duty,
  context: SubgraphContext,
): Promise<Punctuality | null> {
  return contract.due.kind === "working-days" ? loaderOf(contract, context).load(department) : null;
}

const loaders = new WeakMap<SubgraphContext, Map<FeedContract, DataLoader<string, Punctuality>>>();

/** For fifty departments one statement. */
function loaderOf(contract: FeedContract, context: SubgraphContext): DataLoader<string, Punctuality> {
  const ofContext = loaders.get(context) ?? new Map<FeedContract, DataLoader<string, Punctuality>>();
  loaders.set(context, ofContext);
  const known =
    ofContext.get(contract) ??
    new DataLoader<string, Punctuality>(async (departments) => {
      const from = addMonths(shanghaiDay(context.now()), -MONTHS);
      const found = await readPunctuality(
        hubOf(context).statements.dear,
        contract,
        { from, departments: [...departments] },
        await publishedProvisions(context),
      );
      return departments.map((code) => found.get(code) ?? { from, records: 0, lateRecords: 0 });
    });
  ofContext.set(contract, known);
  return known;
}
