/**
 * What a department has to publish: the feeds that it answers for, and those of others that it hands in, such
 * as double publicity, which every deciding organ publishes by itself.
 */
import {
  nextDueDay,
  publishedProvisions,
  type FeedContract,
  type HandedIn,
  type SubgraphContext,
} from "#kit";

export interface Duty {
  readonly contract: FeedContract;
  readonly department: string;
  readonly isLead: boolean;
  readonly lastReleasedAt: Date | null;
  readonly releaseCount: number;
}

/** In the order of the feeds. */
export async function dutiesOf(code: string, context: SubgraphContext): Promise<readonly Duty[]> {
  const handedIn = new Map<string, HandedIn>(
    (await context.reader.handedInBy(code)).map((totals) => [totals.feed, totals]),
  );
  return context.contracts().flatMap((contract): readonly Duty[] => {
    const own = handedIn.get(contract.id);
    const isLead = contract.lead === code;
    if (!isLead && !own) return [];
    const [lastReleasedAt, releaseCount] = [own?.latest ?? null, own?.count ?? 0];
    return [{ contract, department: code, isLead, lastReleasedAt, releaseCount }];
  });
}

/** By the department's own latest release; null before it, and where the feed has no rhythm. */
export async function nextDueOf(
  { contract, lastReleasedAt }: Duty,
  context: SubgraphContext,
): Promise<string | null> {
  return lastReleasedAt && nextDueDay(contract.due, lastReleasedAt, await publishedProvisions(context));
}
