/**
 * The joins as queries of the graph, and the statements that a careful programmer would write for the same
 * answers.
 */
import { wantedGrams } from "../../services/kit/words/grams.js";

export interface Join {
  readonly title: string;
  readonly query: string;
  readonly sql: readonly string[];
}

const TOWN = "110118101";
const DEPARTMENT = "scjgj";

export const JOINS = (party: string): readonly Join[] => [
  {
    title: "(a) One enterprise: licences, penalties, inspections, vacancies, subsidies",
    query: `{ party(id: "${party}") { name
      licences(first: 20) { totalCount nodes { id decisionNumber certificateName decisionDate validTo } } penalties(first: 20) { totalCount nodes { id decisionNumber violationType fineAmount decisionDate } }
      inspections(first: 20) { nodes { id inspectionDate outcome } } vacancies(first: 20) { nodes { id title salaryFromYuan closesOn } } employmentSubsidies { groups(by: [KIND]) { count key { kind } values { amountYuan { sum } } } } } }`,
    sql: [
      `SELECT party_name FROM enforcement.penalties WHERE closed_in IS NULL AND party_id = '${party}' ORDER BY opened_in DESC LIMIT 1`,
      ofParty(
        "enforcement.licences",
        "decision_number, certificate_name, decision_date, valid_to",
        "decision_date",
        party,
      ),
      countOf("enforcement.licences", party),
      ofParty(
        "enforcement.penalties",
        "decision_number, violation_type, fine_amount, decision_date",
        "decision_date",
        party,
      ),
      countOf("enforcement.penalties", party),
      ofParty("enforcement.inspection_results", "inspection_date, outcome", "inspection_date", party),
      ofParty("employment.vacancies", "title, salary_from_yuan, closes_on", "published_on", party),
      `SELECT kind, count(*), sum(amount_yuan) FROM employment.subsidies WHERE closed_in IS NULL AND party_id = '${party}' GROUP BY kind ORDER BY 2 DESC`,
    ],
  },
  {
    title: "(b) One town: schools, ten years of assistance, job fairs, vacancies",
    query: `{ area(code: "${TOWN}") { name parent { name } schools(first: 50) { totalCount nodes { id name stage pupils } } jobFairs(first: 10) { nodes { id name date place } }
      vacancies(first: 10) { totalCount nodes { id title employer } groups(by: [EDUCATION]) { count key { education } values { openings { sum } } } }
      minimumLivingFigures(where: { kind: { eq: RURAL } }) { series(measure: SPENDING_YUAN, from: "2017-01", to: "2026-10") { points { period value changeOnYearPercent } } } } }`,
    sql: [
      `SELECT a.name, p.name AS parent FROM directory.areas a LEFT JOIN directory.areas p ON p.code = a.parent_code AND p.closed_in IS NULL WHERE a.code = '${TOWN}' AND a.closed_in IS NULL`,
      `SELECT record_id, name, stage, pupils FROM education.schools WHERE closed_in IS NULL AND area_code = '${TOWN}' ORDER BY name, record_id LIMIT 50`,
      `SELECT count(*) FROM education.schools WHERE closed_in IS NULL AND area_code = '${TOWN}'`,
      `SELECT record_id, name, date, place FROM employment.job_fairs WHERE closed_in IS NULL AND area_code = '${TOWN}' ORDER BY date DESC, record_id DESC LIMIT 10`,
      `SELECT record_id, title, employer FROM employment.vacancies WHERE closed_in IS NULL AND area_code = '${TOWN}' ORDER BY published_on DESC, record_id DESC LIMIT 10`,
      `SELECT count(*) FROM employment.vacancies WHERE closed_in IS NULL AND area_code = '${TOWN}'`,
      `SELECT education, count(*), sum(openings) FROM employment.vacancies WHERE closed_in IS NULL AND area_code = '${TOWN}' GROUP BY 1 ORDER BY 2 DESC`,
      `SELECT f.period, sum(f.spending_yuan) AS value, sum(b.spending_yuan) AS year_before FROM social_assistance.minimum_living f
        LEFT JOIN social_assistance.minimum_living b ON b.closed_in IS NULL AND b.area_code = f.area_code AND b.kind = f.kind AND b.period = (left(f.period, 4)::int - 1) || substr(f.period, 5)
        WHERE f.closed_in IS NULL AND f.area_code = '${TOWN}' AND f.kind = 'RURAL' AND f.period BETWEEN '2017-01' AND '2026-10' GROUP BY 1 ORDER BY 1`,
    ],
  },
  {
    title: "(c) One department: what it released, its latest penalties, what it did by quarter",
    query: `{ department(code: "${DEPARTMENT}") { name phone releases(first: 5) { nodes { number releasedAt added changed removed approvedBy } }
      penalties(first: 20) { nodes { id partyName decisionDate fineAmount } groups(every: QUARTER, date: DECISION_DATE) { period count values { fineAmount { sum } } } } licences(first: 20) { nodes { id partyName certificateName } } } }`,
    sql: [
      `SELECT name, phone FROM directory.departments WHERE code = '${DEPARTMENT}' AND closed_in IS NULL`,
      `SELECT number, released_at, added, changed, removed, approved_by FROM hub.release WHERE department = '${DEPARTMENT}' ORDER BY number DESC LIMIT 5`,
      `SELECT record_id, party_name, decision_date, fine_amount FROM enforcement.penalties WHERE closed_in IS NULL AND department = '${DEPARTMENT}' ORDER BY decision_date DESC, record_id DESC LIMIT 20`,
      `SELECT to_char(decision_date, 'YYYY-"Q"Q') AS period, count(*), sum(fine_amount) FROM enforcement.penalties WHERE closed_in IS NULL AND department = '${DEPARTMENT}' GROUP BY 1 ORDER BY 1`,
      `SELECT record_id, party_name, certificate_name FROM enforcement.licences WHERE closed_in IS NULL AND department = '${DEPARTMENT}' ORDER BY decision_date DESC, record_id DESC LIMIT 20`,
    ],
  },
  ...["示例甲甲餐饮有限公司", "京密示例罚〔2026〕77号", "有限公司", "预包装食品 水果店"].map((text) =>
    searching(text, [exactly(text)]),
  ),
  // No record has the words, or the word: what is like them is found after that.
  searching("预包装食品 示例甲甲商贸", [
    exactly("预包装食品 示例甲甲商贸"),
    nearly("预包装食品 示例甲甲商贸", "甲商贸"),
  ]),
  searching("示例甲甲参饮有限公司", [
    exactly("示例甲甲参饮有限公司"),
    nearly("示例甲甲参饮有限公司", "甲参饮有"),
  ]),
];

/** On the same index, ordered in the plainest way. */
function searching(text: string, finds: readonly string[]): Join {
  return {
    title: `(d) Search for ${text}`,
    query: `{ search(text: "${text}", first: 20) { totalCount facets { type count } nodes { id type title day } } }`,
    sql: finds.map(
      (found) =>
        `WITH hit AS MATERIALIZED (SELECT type, key, title, title_key, day FROM search.entry WHERE ${found} LIMIT 1000)
        SELECT type, key, title, day, (SELECT json_object_agg(type, n) FROM (SELECT type, count(*) AS n FROM hit GROUP BY type) t) FROM hit ORDER BY title_key ^@ '${text}' DESC, day DESC LIMIT 20`,
    ),
  };
}

/** The newest that have all pieces. */
function exactly(text: string): string {
  return `grams @> '${arrayOf(wantedGrams(text))}' ORDER BY day DESC, id DESC`;
}

/** All pieces but two, one of which is of the rare ones. */
function nearly(text: string, rare: string): string {
  const grams = wantedGrams(text);
  return `grams && '${arrayOf(wantedGrams(rare))}' AND (SELECT count(*) FROM unnest('${arrayOf(grams)}'::int[]) g WHERE g = ANY(grams)) >= ${grams.length - 2}`;
}

function arrayOf(grams: readonly number[]): string {
  return `{${grams.join(",")}}`;
}

function ofParty(table: string, fields: string, order: string, party: string): string {
  return `SELECT record_id, ${fields} FROM ${table} WHERE closed_in IS NULL AND party_id = '${party}' ORDER BY ${order} DESC, record_id DESC LIMIT 20`;
}

function countOf(table: string, party: string): string {
  return `SELECT count(*) FROM ${table} WHERE closed_in IS NULL AND party_id = '${party}'`;
}
