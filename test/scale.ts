/**
 * How much the tests try: every behaviour in small numbers by `npm test`, and the same tests in large ones by
 * `npm run test:deep`, which takes hours. This is the one place that tells the numbers of what takes time.
 */
const isDeep = process.env["TEST_SCALE"] === "deep";

/** Number of generated cases that cost next to nothing: as many as usual, or a hundred times as many. */
export const runs = (usual: number): number => (isDeep ? 100 * usual : usual);

const choose = (usual: number, deep: number): number => (isDeep ? deep : usual);

export const SCALE = {
  /**
   * Generated queries of each property, all answers of which must be those of one program with all the data.
   */
  differential: choose(40, 20_000),
  /** Generated sequences of releases, requests and cut connections. */
  freshness: choose(2, 500),
  repeats: choose(3, 500),
  /** Single bytes that are changed in what proves a release. */
  changedBytes: choose(30, 2_000),
  sharedAnswers: choose(3, 500),
  /** Generated histories of releases that a copy follows. */
  mirrors: choose(3, 300),
  /** Generated filters of each of four datasets, which all files and agents answer alike. */
  downloadedLists: choose(3, 50),
  /** Sheets of as many records as Excel has rows. */
  fullSheets: choose(0, 1),
  /** Generated files of each feed. */
  injectedFaults: choose(1, 50),
  /** Every how many feeds the marked workbook is corrected and handed in again. */
  correctedFeeds: choose(8, 1),
  /** Requests and files that are almost right, by their seeds. */
  fuzzedRequests: choose(400, 5_000),
  fuzzedFiles: choose(40, 1_000),
  shownBooks: choose(2, 200),
  standingQueries: choose(40, 2_000),
  /** Kills of a process in the midst of its work. */
  killedReleases: choose(2, 100),
  /** At least two: one before and one after the receiver has the message. */
  killedHubs: choose(2, 20),
  /** Revisions of a graph under constant traffic. */
  revisions: choose(4, 200),
  changedStreams: { subscribers: choose(40, 200), changes: choose(3, 10) },
  splice: { subscribers: choose(4, 500), changes: choose(1, 10) },
  /** Seconds for which the database is away, in each way, and restarts at random moments. */
  outageSeconds: choose(1, 90),
  restarts: choose(1, 50),
  /** How often each page is measured, and how much slower its processor is made: that is work of its own. */
  measuredPages: { runs: choose(1, 3), slowdown: choose(1, 4) },
  /** True if files are tried that keep a process busy until it is ended. */
  slowAttacks: isDeep,
  /** True if every fault of a subgraph is tried with every domain. */
  allFaults: isDeep,
} as const;
