/**
 * The board of sixty departments with a hundred monthly duties each over three years, and the clocks of many
 * decisions: beside hand-written SQL over what they are counted from, turn by turn. And what a release of a
 * hundred costs, its clocks kept up, beside the same where there are a hundredth of the decisions.
 *
 *   node dist/scripts/bench/duties.js [decisions = 1000000]
 */
import { DUTY_MIGRATIONS } from "../../services/disclosure/duties/ledger/tables.js";
import { readBoard } from "../../services/disclosure/duties/read/board.js";
import { readClocks } from "../../services/disclosure/duties/read/clocks.js";
import { openDatabase } from "../../services/kit/store/open/database.js";
import { HUB_TABLES } from "../../services/kit/store/open/hub-tables.js";
import { migrate } from "../../services/kit/store/open/migrate.js";
import { benchDatabase } from "./bench-database.js";
import { openDecisions } from "./growing-decisions.js";
import { measureInTurns, printTimings } from "./measure.js";

const DECISIONS = Number(process.argv[2] ?? "1000000");
const SCOPE = { asOf: "2020-06-30", from: "2018-01-01", until: "2020-12-31" };
const TURNS = { rounds: 20, warmUp: 3 };

const server = await benchDatabase();
const database = await openDatabase({ url: server.url, directory: ":memory:" });
const { pool } = database;
await migrate(database, [HUB_TABLES, { schema: "disclosure", migrations: DUTY_MIGRATIONS }]);

for (const statement of [
  `INSERT INTO disclosure.duty SELECT '2020/' || i, 'd' || d, to_char(m, 'YYYY-MM'), '', '2018-01-01', 'infinity', 1, 'shop.f' || i, 'MONTHLY', m::date + 31, m::date + 37, true,
    CASE WHEN (i * d) % 10 < 8 THEN m::date + 33 + (i * d) % 7 END, NULL, 1, '{}'
    FROM generate_series(1, 60) d, generate_series(1, 100) i, generate_series('2018-01-01'::date, '2020-12-01', '1 month') m`,
  "CREATE TABLE owed AS SELECT item, department, period, due_on FROM disclosure.duty",
  "CREATE TABLE given AS SELECT item, department, period, met_on AS day FROM disclosure.duty WHERE met_on IS NOT NULL",
  "CREATE INDEX ON owed (due_on)",
  "CREATE INDEX ON given (item, department, period)",
  `CREATE TABLE decisions AS SELECT 'd' || n % 60 AS department, '2018-01-01'::date + n % 1000 AS decided,
    '2018-01-01'::date + n % 1000 + 8 + (n % 11 = 0)::int * (n % 40) AS published FROM generate_series(1, ${DECISIONS}) n`,
  `CREATE TABLE working AS SELECT d::date AS day, sum((extract(isodow FROM d) < 6)::int) OVER (ORDER BY d) AS ordinal
    FROM generate_series('2018-01-01'::date, '2021-12-31', '1 day') d`,
  `INSERT INTO disclosure.clock SELECT 'shop.decisions', department, decided, decided + 9, published, published,
    greatest(0, published - decided - 9), count(*) FROM decisions GROUP BY 2, 3, 5`,
  "VACUUM ANALYZE",
])
  await pool.query(statement);

printTimings(
  "Board of 60 departments × 100 duties × 36 months",
  await measureInTurns(
    [
      {
        name: "hand-written SQL",
        run: () =>
          pool.query(
            `SELECT o.department, to_char(o.due_on, 'YYYY-MM') AS month, count(*),
              CASE WHEN g.day <= o.due_on THEN 'MET' WHEN g.day IS NOT NULL THEN 'LATE' WHEN o.due_on < $1::date THEN 'OVERDUE' ELSE 'OPEN' END AS state
            FROM owed o LEFT JOIN (SELECT item, department, period, min(day) AS day FROM given WHERE day <= $1::date GROUP BY 1, 2, 3) g
              USING (item, department, period) WHERE o.due_on BETWEEN $2 AND $3 GROUP BY 1, 2, 4`,
            [SCOPE.asOf, SCOPE.from, SCOPE.until],
          ),
      },
      { name: "board", run: () => readBoard(pool, SCOPE) },
    ],
    TURNS,
  ),
);
printTimings(
  `Clocks of ${DECISIONS} decisions, by department and month`,
  await measureInTurns(
    [
      {
        name: "hand-written SQL",
        run: () =>
          pool.query(
            `SELECT department, to_char(decided, 'YYYY-MM'), count(*), count(*) FILTER (WHERE p.ordinal - d.ordinal > 7)
            FROM decisions JOIN working d ON d.day = decided JOIN working p ON p.day = published GROUP BY 1, 2`,
          ),
      },
      {
        name: "clocks",
        run: () =>
          readClocks(pool, { ...SCOPE, asOf: "2021-12-31", feed: null, department: null }, [
            "DEPARTMENT",
            "MONTH",
          ]),
      },
    ],
    TURNS,
  ),
);
await database.close();
server.stop();

const [few, many] = [await openDecisions(DECISIONS / 100), await openDecisions(DECISIONS)];
printTimings(
  "A release of 100 decisions, with their clocks",
  await measureInTurns(
    [
      { name: `beside ${DECISIONS / 100}`, run: () => few.release(100) },
      { name: `beside ${DECISIONS}`, run: () => many.release(100) },
    ],
    TURNS,
  ),
);
await few.close();
await many.close();
