/**
 * The feeds that a department answers for, and those of others that it hands in, such as double publicity,
 * which every deciding organ publishes by itself.
 */
import DataLoader from "dataloader";
import { addMonths, shanghaiDay, type FeedContract, type HandedIn, type SubgraphContext } from "#kit";
import { hubOf } from "#kit/hub";
import { readPunctual, type Punctuality } from "./clocks.js";
import { readFeedDuties, type FeedDuty } from "./list.js";

export interface DepartmentFeed {
  readonly contract: FeedContract;
  readonly department: string;
  readonly isLead: boolean;
  readonly lastReleasedAt: Date | null;
  readonly releaseCount: number;
}

const MONTHS = 12;

/** In the order of the feeds. */
export async function dutiesOf(code: string, context: SubgraphContext): Promise<readonly DepartmentFeed[]> {
  const handedIn = new Map<string, HandedIn>(
    (await context.reader.handedInBy(code)).map((totals) => [totals.feed, totals]),
  );
  return context.contracts().flatMap((contract): readonly DepartmentFeed[] => {
    const own = handedIn.get(contract.id);
    const isLead = contract.lead === code;
    if (!isLead && !own) return [];
    const [lastReleasedAt, releaseCount] = [own?.latest ?? null, own?.count ?? 0];
    return [{ contract, department: code, isLead, lastReleasedAt, releaseCount }];
  });
}

interface Loaded {
  readonly duties: readonly FeedDuty[];
  readonly punctuality: readonly Punctuality[];
}

/** What is next of the feed, and whether something of this year is late; null where nothing is owed. */
export async function feedDutyOf(
  { contract, department }: DepartmentFeed,
  context: SubgraphContext,
): Promise<FeedDuty | null> {
  const { duties } = await loaderOf(context).load(department);
  return duties.find(({ feed }) => feed === contract.id) ?? null;
}

/** Of the last year; null for a feed whose records have no deadlines of their own. */
export async function punctualityOf(
  { contract, department }: DepartmentFeed,
  context: SubgraphContext,
): Promise<Omit<Punctuality, "department" | "feed"> | null> {
  if (contract.due.kind !== "working-days") return null;
  const { punctuality } = await loaderOf(context).load(department);
  return (
    punctuality.find(({ feed }) => feed === contract.id) ?? {
      from: sinceIn(context),
      records: 0,
      lateRecords: 0,
    }
  );
}

const loaders = new WeakMap<SubgraphContext, DataLoader<string, Loaded>>();

/** For fifty departments two statements. */
function loaderOf(context: SubgraphContext): DataLoader<string, Loaded> {
  const known =
    loaders.get(context) ??
    new DataLoader<string, Loaded>(async (departments) => {
      const { dear } = hubOf(context).statements;
      const today = shanghaiDay(context.now());
      const duties = await readFeedDuties(dear, departments, today);
      const punctuality = await readPunctual(dear, departments, sinceIn(context));
      return departments.map((code) => ({
        duties: duties.filter(({ department }) => department === code),
        punctuality: punctuality.filter(({ department }) => department === code),
      }));
    });
  loaders.set(context, known);
  return known;
}

function sinceIn({ now }: SubgraphContext): string {
  return addMonths(shanghaiDay(now()), -MONTHS);
}
