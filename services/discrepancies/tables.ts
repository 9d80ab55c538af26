/**
 * Tables of discrepancies: what was found, what departments answered, and up to which releases was compared.
 */
import { Migration } from "@mikro-orm/migrations";

/**
 * `found`: one way in which two feeds differ about one thing, named by what it is about, so that it keeps its
 * identifier while it lasts and when it comes back. A record that there is not has neither id nor department.
 * `compared`: the versions of both feeds at the last comparison of an agreement.
 */
class CreateDiscrepancies extends Migration {
  override up(): void {
    for (const statement of [
      `CREATE TABLE discrepancies.found (
        number int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id uuid NOT NULL UNIQUE, feed text COLLATE "C" NOT NULL, agreement text COLLATE "C" NOT NULL,
        code text COLLATE "C" NOT NULL, thing text NOT NULL, here_record uuid, here_department text COLLATE "C" NOT NULL, here_says text,
        there_record uuid, there_department text COLLATE "C" NOT NULL, there_says text, found_at timestamptz NOT NULL, resolved_at timestamptz)`,
      "CREATE INDEX found_here ON discrepancies.found (here_department)",
      "CREATE INDEX found_there ON discrepancies.found (there_department)",
      "CREATE INDEX found_agreement ON discrepancies.found (feed, agreement) WHERE resolved_at IS NULL",
      `CREATE TABLE discrepancies.answer (
        discrepancy int NOT NULL REFERENCES discrepancies.found, at timestamptz NOT NULL, department text COLLATE "C" NOT NULL, answered_by text NOT NULL, text text NOT NULL)`,
      "CREATE INDEX answer_discrepancy ON discrepancies.answer (discrepancy, at)",
      `CREATE TABLE discrepancies.compared (
        feed text COLLATE "C" NOT NULL, agreement text COLLATE "C" NOT NULL, here int NOT NULL, there int NOT NULL, PRIMARY KEY (feed, agreement))`,
    ])
      this.addSql(statement);
  }
}

export const MIGRATIONS = [{ name: "2026-11-create-discrepancies", class: CreateDiscrepancies }];
