/** Where a dataset comes from: its releases up to one, each a link of the hub's chain, as JSON. */
import { listReleases, type Queryable } from "#kit/hub";

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
    for (const release of page) {
      const { number, kind, department, releasedAt, approvedBy, added, changed, removed } = release;
      if (number > until) break;
      const { digest, previousHash, hash } = release;
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
          digest,
          previousHash,
          hash,
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
