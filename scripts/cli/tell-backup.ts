/** What a backup holds, in a few lines. */
import { rowsOf, type Manifest } from "../backup/manifest.js";

const MIB = 1024 * 1024;

export function tellBackup(
  zh: string,
  en: string,
  { madeAt, version, facts }: Manifest,
  bytes: number,
): void {
  const { head, entries, counts, postgres } = facts;
  const [rows, tables] = [rowsOf(facts), Object.keys(counts).length];
  const size = (bytes / MIB).toFixed(1);
  process.stdout.write(`${zh}：${madeAt}，${size} MiB，${tables}张表${rows}行，${entries}条留痕，\
最后一次发布 ${head?.release ?? 0}（${head?.hash ?? "—"}），通查 ${version}，PostgreSQL ${postgres}
${en}: ${tables} tables with ${rows} rows, the trail of ${entries} entries, the last release and its hash
`);
}
