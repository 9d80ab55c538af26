/** Where a dataset comes from: its releases up to one, each with its hashes in the public log, as JSON. */
import { listReleases, publicHashes, type Queryable } from "#kit/hub";

const PAGE = 500;

export async function* provenanceOf(
  client: Queryable,
  dataset: string,
  until: number,
): AsyncGenerator<string> {
  let before = "[\n";
  for (let from = 0; ;) {
    const page = await listReleases(
      client,
      { feeds: [dataset], department: null },
      { from, newestFirst: false, first: PAGE },
    );
    const known = page.filter(({ number }) => number <= until);
    const hashes = await publicHashes(
      client,
      known.map(({ number }) => number),
    );
    for (const release of known) {
      const { number, kind, department, releasedAt, approvedBy, added, changed, removed } = release;
      yield (
        before +
        JSON.stringify({
          number,
          kind,
          department,
          releasedAt,
          approvedBy,
          added,
          changed,
          removed,
          ...hashes.get(number),
        })
      );
      before = ",\n";
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE || last.number >= until) break;
    from = last.number;
  }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}
