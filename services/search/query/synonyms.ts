/**
 * Words that mean the same, as the feed of synonyms has them: a word that holds one of a group is looked for
 * with each of the others in its place (低保标准: 最低生活保障标准).
 */
import { foldWords, storedFields, synonymFeed, type FeedContract } from "#kit";
import { tableOf, type Statements } from "#kit/hub";

/** Other words of one; more would make a search of anything. */
const MOST_OTHERS = 8;

export async function readSynonyms(
  statements: Statements,
  contracts: readonly FeedContract[],
): Promise<(word: string) => readonly string[]> {
  const contract = contracts.find(({ id }) => id === synonymFeed.feed);
  if (!contract) return () => [];
  const column = (name: string): string =>
    storedFields(contract).find(({ field }) => field === name)?.sqlName ?? name;
  const { rows } = await statements.query<{ term: string; others: string }>(
    `SELECT t."${column(synonymFeed.term)}" AS term, t."${column(synonymFeed.others)}" AS others FROM ${tableOf(contract)} t WHERE t.closed_in IS NULL ORDER BY 1`,
  );
  const groups = rows.map(({ term, others }) => [term, ...others.split(/[；;、]/)].map(foldWords));
  return (word) => {
    const found = groups.flatMap((group) =>
      group
        .filter((one) => one !== "" && word.includes(one))
        .flatMap((one) => group.flatMap((other) => (other === one ? [] : [word.replace(one, other)]))),
    );
    return [...new Set(found)].slice(0, MOST_OTHERS);
  };
}
