/** The registry's tables, step by step. A step that was released is never changed: a new one follows it. */
import { Migration } from "@mikro-orm/migrations";
import { rateTable } from "../../limits/rate/shared-spending.js";
import { keyTable, suspendedKeys } from "./key-rows.js";
import { subgraphCalls } from "../../usage/call-store.js";
import { datasetUses } from "../../usage/dataset-store.js";
import { usageByDevelopers, usageTables } from "../../usage/store.js";

class CreateRegistry extends Migration {
  override up(): void {
    this.addSql(
      `CREATE TABLE registry.subgraph (name text PRIMARY KEY, owner text, since timestamptz NOT NULL DEFAULT now())`,
    );
    // Every published text; rows are never changed or deleted.
    this.addSql(`
      CREATE TABLE registry.publication (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, subgraph text NOT NULL REFERENCES registry.subgraph, version int NOT NULL, sdl text NOT NULL, url text NOT NULL,
        "by" text NOT NULL, by_name text NOT NULL, at timestamptz NOT NULL DEFAULT now(), note text, UNIQUE (subgraph, version))`);
    this.addSql(`
      CREATE TABLE registry.revision (
        number int PRIMARY KEY, kind text NOT NULL CHECK (kind IN ('HUB', 'PUBLISH', 'REMOVE', 'RESTORE')), subject text NOT NULL, supergraph text NOT NULL, changes jsonb NOT NULL,
        "by" text NOT NULL, by_name text NOT NULL, at timestamptz NOT NULL DEFAULT now(), note text)`);
    this.addSql(
      "CREATE TABLE registry.member (revision int NOT NULL REFERENCES registry.revision, subgraph text NOT NULL, publication bigint NOT NULL REFERENCES registry.publication, PRIMARY KEY (revision, subgraph))",
    );
    // Two people, as for data: the requester of a permission may not grant it.
    this.addSql(`
      CREATE TABLE registry.permission (
        id uuid PRIMARY KEY, kind text NOT NULL CHECK (kind IN ('BREAKING', 'CONSENT')), subgraph text NOT NULL, coordinate text NOT NULL, decider text, reason text NOT NULL, until timestamptz NOT NULL,
        state text NOT NULL CHECK (state IN ('REQUESTED', 'GRANTED', 'REFUSED', 'REVOKED')), requested_by text NOT NULL, requested_by_name text NOT NULL, requested_at timestamptz NOT NULL DEFAULT now(),
        decided_by text, decided_by_name text, decided_at timestamptz, decision_note text,
        CONSTRAINT another_person_decides CHECK (decided_by <> requested_by), CONSTRAINT decided_by_somebody CHECK (state = 'REQUESTED' OR decided_by IS NOT NULL))`);
    this.addSql("CREATE INDEX permission_subgraph ON registry.permission (subgraph, state)");
    this.addSql(
      "CREATE TABLE registry.gateway (id uuid PRIMARY KEY, host text NOT NULL, seen_at timestamptz NOT NULL, served int NOT NULL, wanted int NOT NULL, problem text)",
    );
  }
}

class CreateUsage extends Migration {
  override up(): void {
    for (const statement of usageTables) this.addSql(statement);
  }
}

class CreateDocuments extends Migration {
  override up(): void {
    this.addSql(
      `CREATE TABLE registry.client (name text COLLATE "C" PRIMARY KEY, owner text, since timestamptz NOT NULL DEFAULT now())`,
    );
    // The text of an id never changes, even after it was withdrawn.
    this.addSql(
      "CREATE TABLE registry.document (id text PRIMARY KEY, text text NOT NULL, operations text[] NOT NULL, coordinates text[] NOT NULL)",
    );
    this.addSql("CREATE INDEX document_coordinates ON registry.document USING gin (coordinates)");
    // A client's documents. Each change has the number of the publication or withdrawal that made it.
    this.addSql(`
      CREATE TABLE registry.client_document (
        client text COLLATE "C" NOT NULL REFERENCES registry.client, id text NOT NULL REFERENCES registry.document, contract text, number bigint NOT NULL,
        published_by text NOT NULL, published_by_name text NOT NULL, published_at timestamptz NOT NULL DEFAULT now(), withdrawn_by text, withdrawn_by_name text, withdrawn_at timestamptz, PRIMARY KEY (client, id))`);
    this.addSql("CREATE INDEX client_document_number ON registry.client_document (number)");
    this.addSql("CREATE INDEX client_document_id ON registry.client_document (id)");
  }
}

class CreateTransfers extends Migration {
  override up(): void {
    // Transfers of names, with reasons. By them a supervisor corrects a publication for a department that
    // does not exist.
    this.addSql(`
      CREATE TABLE registry.transfer (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, subgraph text NOT NULL REFERENCES registry.subgraph, from_owner text, to_owner text NOT NULL, reason text NOT NULL,
        "by" text NOT NULL, by_name text NOT NULL, at timestamptz NOT NULL DEFAULT now())`);
  }
}

class SeparateDevelopers extends Migration {
  override up(): void {
    for (const statement of usageByDevelopers) this.addSql(statement);
  }
}

class KeepTexts extends Migration {
  override up(): void {
    // Derived texts, which may be deleted: `of` is the digest of a text's inputs.
    this.addSql(
      `CREATE TABLE registry.kept_text (of text COLLATE "C" PRIMARY KEY, text text NOT NULL, proof text NOT NULL, at timestamptz NOT NULL DEFAULT now())`,
    );
  }
}

/**
 * Older releases had a separate migration history and read it from this view: there they find unknown steps,
 * and refuse the database as a newer release's.
 */
class ShowOneHistory extends Migration {
  override up(): void {
    this.addSql("CREATE VIEW registry.migration AS SELECT id, name, executed_at FROM hub.migration");
  }
}

class CreateRate extends Migration {
  override up(): void {
    this.addSql(rateTable);
  }
}

class CreateApiKeys extends Migration {
  override up(): void {
    for (const statement of keyTable) this.addSql(statement);
  }
}

/** Hosts may have one name, and several gateways. */
class TellGatewaysApart extends Migration {
  override up(): void {
    this.addSql(
      "ALTER TABLE registry.gateway ADD COLUMN address text, ADD COLUMN process int, ADD COLUMN version text",
    );
  }
}

class SuspendApiKeys extends Migration {
  override up(): void {
    this.addSql(suspendedKeys);
  }
}

class CountDatasets extends Migration {
  override up(): void {
    this.addSql(datasetUses);
  }
}

class CountCalls extends Migration {
  override up(): void {
    this.addSql(subgraphCalls);
  }
}

export const MIGRATIONS = [
  { name: "2026-11-create-registry", class: CreateRegistry },
  { name: "2026-11-create-usage", class: CreateUsage },
  { name: "2026-11-create-documents", class: CreateDocuments },
  { name: "2026-11-create-transfers", class: CreateTransfers },
  { name: "2026-11-separate-developers", class: SeparateDevelopers },
  { name: "2026-11-keep-texts", class: KeepTexts },
  { name: "2026-11-registry-shows-one-history", class: ShowOneHistory },
  { name: "2026-11-create-rate", class: CreateRate },
  { name: "2026-11-create-api-keys", class: CreateApiKeys },
  { name: "2026-11-tell-gateways-apart", class: TellGatewaysApart },
  { name: "2026-11-suspend-api-keys", class: SuspendApiKeys },
  { name: "2026-11-count-datasets", class: CountDatasets },
  { name: "2026-11-count-calls", class: CountCalls },
];
