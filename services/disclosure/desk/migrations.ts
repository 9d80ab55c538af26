/** The desk's tables, step by step. A step that was released is never changed: a new one follows it. */
import { Migration } from "@mikro-orm/migrations";

class CreateDesk extends Migration {
  override up(): void {
    this.addSql(`
      CREATE TABLE disclosure.submission (
        id uuid PRIMARY KEY, feed text NOT NULL, kind text NOT NULL CHECK (kind IN ('FEED', 'WITHDRAWAL')), department text NOT NULL,
        state text NOT NULL CHECK (state IN ('RECEIVED', 'CHECKED', 'SUBMITTED', 'APPROVED', 'PUBLISHED', 'REJECTED', 'RETURNED', 'WITHDRAWN')),
        file_name text, format text, encoding text, sha256 text, bytes bigint NOT NULL, rows int NOT NULL, errors int NOT NULL, warnings int NOT NULL, infos int NOT NULL,
        finding_counts jsonb NOT NULL, submitted_by text NOT NULL, submitted_by_name text NOT NULL, received_at timestamptz NOT NULL,
        approved_by text, approved_by_name text, approved_at timestamptz, difference_digest text, release int, reason text, refusal jsonb, withdrawal jsonb, version int NOT NULL DEFAULT 1,
        CONSTRAINT another_person_approves CHECK (approved_by <> submitted_by),
        CONSTRAINT approved_before_published CHECK (state NOT IN ('APPROVED', 'PUBLISHED') OR (approved_by IS NOT NULL AND difference_digest IS NOT NULL)))`);
    this.addSql("CREATE INDEX submission_department ON disclosure.submission (department, id)");
    this.addSql("CREATE INDEX submission_feed ON disclosure.submission (feed, id)");
    // One file under way at a time: of two racing copies the second finds the first.
    this.addSql(
      "CREATE UNIQUE INDEX submission_same_bytes ON disclosure.submission (feed, department, sha256) WHERE state IN ('RECEIVED', 'SUBMITTED', 'APPROVED')",
    );
    this.addSql(`CREATE TABLE disclosure.event (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, submission uuid NOT NULL, at timestamptz NOT NULL,
      "by" text NOT NULL, by_name text NOT NULL, "from" text, "to" text NOT NULL, note text)`);
    this.addSql("CREATE INDEX event_submission ON disclosure.event (submission, id)");
    this.addSql(`CREATE TABLE disclosure.finding (submission uuid NOT NULL, position int NOT NULL, row int, field text, header text, value text, code text NOT NULL,
      severity text NOT NULL, message text NOT NULL, english text NOT NULL, PRIMARY KEY (submission, position))`);
    this.addSql(
      "CREATE TABLE disclosure.original (submission uuid NOT NULL, part int NOT NULL, bytes bytea NOT NULL, at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (submission, part))",
    );
  }
}

/** Readers follow the events by number, so none may become visible after one with a higher number. */
class NumberEventsInOrder extends Migration {
  override up(): void {
    this.addSql(
      `CREATE FUNCTION disclosure.await_event_turn() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_advisory_xact_lock(${EVENT_TURN}); RETURN NULL; END'`,
    );
    // Before the statement, for the number is drawn with the row.
    this.addSql(
      "CREATE TRIGGER await_turn BEFORE INSERT ON disclosure.event FOR EACH STATEMENT EXECUTE FUNCTION disclosure.await_event_turn()",
    );
  }
}

/** Whoever approves says which unusual changes were seen. */
class KeepAcknowledged extends Migration {
  override up(): void {
    this.addSql("ALTER TABLE disclosure.event ADD COLUMN acknowledged text[] NOT NULL DEFAULT '{}'");
  }
}

/** The file as it came is erased when its time is over. */
class EraseOriginals extends Migration {
  override up(): void {
    this.addSql("ALTER TABLE disclosure.submission ADD COLUMN erased_at timestamptz");
    this.addSql(
      "CREATE INDEX submission_kept ON disclosure.submission (received_at) WHERE erased_at IS NULL",
    );
  }
}

/** How far a check is, as its thread tells it. */
class TellProgress extends Migration {
  override up(): void {
    this.addSql(`CREATE TABLE disclosure.progress (submission uuid PRIMARY KEY, started_at timestamptz NOT NULL, at timestamptz NOT NULL,
      rows int NOT NULL, errors int NOT NULL, warnings int NOT NULL, bytes_read bigint NOT NULL)`);
  }
}

/** Why a submission was returned, row by row. */
class KeepRowReasons extends Migration {
  override up(): void {
    this.addSql("ALTER TABLE disclosure.event ADD COLUMN rows jsonb NOT NULL DEFAULT '[]'");
  }
}

/** By which secret a part is sealed; null for one that still lies in the clear. */
class SealOriginals extends Migration {
  override up(): void {
    this.addSql("ALTER TABLE disclosure.original ADD COLUMN sealed_by text");
  }
}

/**
 * A release of before the one history reads its own here: it finds steps that it does not know, and refuses
 * the database as a newer release's.
 */
class ShowOneHistory extends Migration {
  override up(): void {
    this.addSql("CREATE VIEW disclosure.migration AS SELECT id, name, executed_at FROM hub.migration");
  }
}

/** What became of the sources that the IT office defines, and the files that came of each. */
class KeepSources extends Migration {
  override up(): void {
    this.addSql(`CREATE TABLE disclosure.source (id text PRIMARY KEY, schedule text NOT NULL, next_at timestamptz NOT NULL, running_since timestamptz, last_at timestamptz,
      outcome text CHECK (outcome IN ('HANDED_IN', 'UNCHANGED', 'FAILED')), failures int NOT NULL DEFAULT 0, refusal jsonb, submission uuid)`);
    this.addSql(
      "CREATE TABLE disclosure.source_file (source text NOT NULL, name text NOT NULL, mark text, digest text NOT NULL, submission uuid NOT NULL, PRIMARY KEY (source, name))",
    );
  }
}

/** Other departments agree to what concerns them before it is published. */
class AskConcurrence extends Migration {
  override up(): void {
    this.addSql(`CREATE TABLE disclosure.concurrence (id uuid PRIMARY KEY, submission uuid NOT NULL REFERENCES disclosure.submission, digest text NOT NULL, department text NOT NULL,
      days int NOT NULL, silence text NOT NULL CHECK (silence IN ('CONSENT', 'REFUSAL')), basis text NOT NULL, records int NOT NULL, asked_at timestamptz NOT NULL,
      answer text CHECK (answer IN ('AGREED', 'OBJECTED')), answered_at timestamptz, answered_by_name text, reason text, overridden_at timestamptz, overridden_by_name text, override_reason text,
      UNIQUE (submission, digest, department), CHECK (answer <> 'OBJECTED' OR reason IS NOT NULL), CHECK (overridden_at IS NULL OR override_reason IS NOT NULL))`);
    this.addSql("CREATE INDEX concurrence_department ON disclosure.concurrence (department, asked_at, id)");
  }
}

/** Third parties are asked whether what concerns them may be public. */
class AskThirdParties extends Migration {
  override up(): void {
    this.addSql(`CREATE TABLE disclosure.third_party (id uuid PRIMARY KEY, submission uuid NOT NULL REFERENCES disclosure.submission, party text,
      interest text NOT NULL CHECK (interest IN ('TRADE_SECRET', 'PRIVACY')), about text, received_on date NOT NULL, asked_at timestamptz NOT NULL, asked_by_name text NOT NULL,
      answer text CHECK (answer IN ('CONSENT', 'REFUSAL')), answered_on date, answer_reason text, decision text CHECK (decision IN ('PUBLISH', 'WITHHOLD')),
      ground text CHECK (ground IN ('CONSENT', 'JUSTIFIED', 'UNJUSTIFIED', 'PUBLIC_INTEREST', 'SILENCE')), decision_reason text, told_on date, decided_at timestamptz, decided_by_name text)`);
    this.addSql("CREATE INDEX third_party_submission ON disclosure.third_party (submission)");
  }
}

/**
 * Held from an event's number to its commit. Whoever also changes the submission in the same transaction
 * takes it first.
 */
export const EVENT_TURN = 7_420_003;

export const MIGRATIONS = [
  { name: "2026-11-create-desk", class: CreateDesk },
  { name: "2026-11-number-events-in-order", class: NumberEventsInOrder },
  { name: "2026-11-keep-acknowledged", class: KeepAcknowledged },
  { name: "2026-11-desk-shows-one-history", class: ShowOneHistory },
  { name: "2026-11-erase-originals", class: EraseOriginals },
  { name: "2026-11-seal-originals", class: SealOriginals },
  { name: "2026-11-tell-progress", class: TellProgress },
  { name: "2026-11-keep-row-reasons", class: KeepRowReasons },
  { name: "2026-11-keep-sources", class: KeepSources },
  { name: "2026-11-ask-concurrence", class: AskConcurrence },
  { name: "2026-11-ask-third-parties", class: AskThirdParties },
];
