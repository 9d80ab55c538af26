/**
 * What is counted of a dataset for its quality. Counting looks at every record, so that it is done once for
 * each release and day; whoever asks meanwhile waits for the same count.
 */
import { addMonths, publishedProvisions, shanghaiDay, type FeedContract, type SubgraphContext } from "#kit";
import { hubOf, readFeedState, readFilled, readPunctuality, type Filled } from "#kit/hub";

export interface Measured {
  readonly filled: Filled;
  /** Null where records have no deadlines of their own, or there are none of the last year. */
  readonly punctuality: { readonly records: number; readonly lateRecords: number } | null;
}

const MONTHS = 12;

/** By feed: the latest of each, of each history that this process reads. */
const known = new Map<string, { readonly state: string; readonly measured: Promise<Measured> }>();

export async function measure(contract: FeedContract, context: SubgraphContext): Promise<Measured> {
  const { statements } = hubOf(context);
  const day = shanghaiDay(context.now());
  const { epoch, version } = await readFeedState(statements, contract.id, null);
  const [feed, state] = [`${epoch} ${contract.id}`, `${version} ${day}`];
  const before = known.get(feed);
  if (before?.state === state) return before.measured;
  const measured = count(contract, day, context);
  known.set(feed, { state, measured });
  measured.catch(() => {
    if (known.get(feed)?.measured === measured) known.delete(feed);
  });
  return measured;
}

async function count(contract: FeedContract, day: string, context: SubgraphContext): Promise<Measured> {
  const { dear } = hubOf(context).statements;
  const filled = await readFilled(dear, contract);
  if (contract.due.kind !== "working-days") return { filled, punctuality: null };
  const provisions = await publishedProvisions(context);
  const scope = { from: addMonths(day, -MONTHS), departments: null };
  const found = [...(await readPunctuality(dear, contract, scope, provisions)).values()];
  return {
    filled,
    punctuality:
      found.length === 0
        ? null
        : {
            records: found.reduce((sum, { records }) => sum + records, 0),
            lateRecords: found.reduce((sum, { lateRecords }) => sum + lateRecords, 0),
          },
  };
}
