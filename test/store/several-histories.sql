CREATE SCHEMA alerts;
CREATE SCHEMA disclosure;
CREATE SCHEMA hub;
CREATE SCHEMA registry;
CREATE SCHEMA search;
CREATE SCHEMA staging;
CREATE FUNCTION disclosure.await_event_turn() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN PERFORM pg_advisory_xact_lock(7420003); RETURN NULL; END$$;
CREATE TABLE alerts.asked (
    query integer NOT NULL,
    at timestamp with time zone NOT NULL,
    host text
);
CREATE TABLE alerts.delivery (
    query integer NOT NULL,
    release integer NOT NULL,
    state text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    first_at timestamp with time zone,
    next_at timestamp with time zone NOT NULL,
    outcome text,
    ended_at timestamp with time zone,
    CONSTRAINT delivery_state_check CHECK ((state = ANY (ARRAY['PENDING'::text, 'DELIVERED'::text, 'OBSOLETE'::text])))
);
CREATE TABLE alerts.hit (
    query integer NOT NULL,
    release integer NOT NULL,
    total integer NOT NULL
);
CREATE TABLE alerts.hook (
    term integer NOT NULL,
    query integer NOT NULL
);
CREATE TABLE alerts.match (
    query integer NOT NULL,
    release integer NOT NULL,
    "row" integer NOT NULL,
    record uuid NOT NULL
);
CREATE TABLE alerts.progress (
    one boolean DEFAULT true NOT NULL,
    release integer NOT NULL,
    "row" integer NOT NULL,
    CONSTRAINT progress_one_check CHECK (one)
);
CREATE TABLE alerts.query (
    number integer NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    token_hash bytea NOT NULL,
    title text,
    criteria jsonb NOT NULL,
    since integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone NOT NULL
);
ALTER TABLE alerts.query ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME alerts.query_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE alerts.webhook (
    query integer NOT NULL,
    url text NOT NULL,
    host text NOT NULL,
    state text NOT NULL,
    reason text,
    CONSTRAINT webhook_state_check CHECK ((state = ANY (ARRAY['CONFIRMING'::text, 'ACTIVE'::text, 'SUSPENDED'::text])))
);
CREATE TABLE disclosure.event (
    id bigint NOT NULL,
    submission uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    by text NOT NULL,
    by_name text NOT NULL,
    "from" text,
    "to" text NOT NULL,
    note text,
    acknowledged text[] DEFAULT '{}'::text[] NOT NULL
);
ALTER TABLE disclosure.event ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME disclosure.event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE disclosure.finding (
    submission uuid NOT NULL,
    "position" integer NOT NULL,
    "row" integer,
    field text,
    header text,
    value text,
    code text NOT NULL,
    severity text NOT NULL,
    message text NOT NULL,
    english text NOT NULL
);
CREATE TABLE disclosure.migration (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    executed_at timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP(6) NOT NULL
);
CREATE SEQUENCE disclosure.migration_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE disclosure.migration_id_seq OWNED BY disclosure.migration.id;
CREATE TABLE disclosure.original (
    submission uuid NOT NULL,
    part integer NOT NULL,
    bytes bytea NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE disclosure.submission (
    id uuid NOT NULL,
    feed text NOT NULL,
    kind text NOT NULL,
    department text NOT NULL,
    state text NOT NULL,
    file_name text,
    format text,
    encoding text,
    sha256 text,
    bytes bigint NOT NULL,
    rows integer NOT NULL,
    errors integer NOT NULL,
    warnings integer NOT NULL,
    infos integer NOT NULL,
    finding_counts jsonb NOT NULL,
    submitted_by text NOT NULL,
    submitted_by_name text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    approved_by text,
    approved_by_name text,
    approved_at timestamp with time zone,
    difference_digest text,
    release integer,
    reason text,
    refusal jsonb,
    withdrawal jsonb,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT another_person_approves CHECK ((approved_by <> submitted_by)),
    CONSTRAINT approved_before_published CHECK (((state <> ALL (ARRAY['APPROVED'::text, 'PUBLISHED'::text])) OR ((approved_by IS NOT NULL) AND (difference_digest IS NOT NULL)))),
    CONSTRAINT submission_kind_check CHECK ((kind = ANY (ARRAY['FEED'::text, 'WITHDRAWAL'::text]))),
    CONSTRAINT submission_state_check CHECK ((state = ANY (ARRAY['RECEIVED'::text, 'CHECKED'::text, 'SUBMITTED'::text, 'APPROVED'::text, 'PUBLISHED'::text, 'REJECTED'::text, 'RETURNED'::text, 'WITHDRAWN'::text])))
);
CREATE TABLE hub.feed (
    id text NOT NULL,
    shape text NOT NULL,
    version integer DEFAULT 0 NOT NULL
);
CREATE TABLE hub.release (
    number integer NOT NULL,
    feed text NOT NULL,
    kind text NOT NULL,
    submission uuid,
    department text NOT NULL,
    released_at timestamp(3) with time zone NOT NULL,
    released_by text NOT NULL,
    approved_by text NOT NULL,
    added integer NOT NULL,
    changed integer NOT NULL,
    removed integer NOT NULL,
    digest bytea NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL
);
CREATE TABLE registry.client (
    name text NOT NULL COLLATE pg_catalog."C",
    owner text,
    since timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE registry.client_document (
    client text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL,
    contract text,
    number bigint NOT NULL,
    published_by text NOT NULL,
    published_by_name text NOT NULL,
    published_at timestamp with time zone DEFAULT now() NOT NULL,
    withdrawn_by text,
    withdrawn_by_name text,
    withdrawn_at timestamp with time zone
);
CREATE TABLE registry.document (
    id text NOT NULL,
    text text NOT NULL,
    operations text[] NOT NULL,
    coordinates text[] NOT NULL
);
CREATE TABLE registry.gateway (
    id uuid NOT NULL,
    host text NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    served integer NOT NULL,
    wanted integer NOT NULL,
    problem text
);
CREATE TABLE registry.input_use (
    day date NOT NULL,
    hash text NOT NULL COLLATE pg_catalog."C",
    client text NOT NULL COLLATE pg_catalog."C",
    coordinate text NOT NULL COLLATE pg_catalog."C",
    requests bigint NOT NULL,
    developers text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE registry.kept_text (
    of text NOT NULL COLLATE pg_catalog."C",
    text text NOT NULL,
    proof text NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE registry.member (
    revision integer NOT NULL,
    subgraph text NOT NULL,
    publication bigint NOT NULL
);
CREATE TABLE registry.migration (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    executed_at timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP(6) NOT NULL
);
CREATE SEQUENCE registry.migration_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE registry.migration_id_seq OWNED BY registry.migration.id;
CREATE TABLE registry.operation (
    hash text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    text text NOT NULL,
    coordinates text[] NOT NULL,
    seen date NOT NULL
);
CREATE TABLE registry.operation_use (
    day date NOT NULL,
    hash text NOT NULL COLLATE pg_catalog."C",
    client text NOT NULL COLLATE pg_catalog."C",
    requests bigint NOT NULL,
    developers text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE registry.permission (
    id uuid NOT NULL,
    kind text NOT NULL,
    subgraph text NOT NULL,
    coordinate text NOT NULL,
    decider text,
    reason text NOT NULL,
    until timestamp with time zone NOT NULL,
    state text NOT NULL,
    requested_by text NOT NULL,
    requested_by_name text NOT NULL,
    requested_at timestamp with time zone DEFAULT now() NOT NULL,
    decided_by text,
    decided_by_name text,
    decided_at timestamp with time zone,
    decision_note text,
    CONSTRAINT another_person_decides CHECK ((decided_by <> requested_by)),
    CONSTRAINT decided_by_somebody CHECK (((state = 'REQUESTED'::text) OR (decided_by IS NOT NULL))),
    CONSTRAINT permission_kind_check CHECK ((kind = ANY (ARRAY['BREAKING'::text, 'CONSENT'::text]))),
    CONSTRAINT permission_state_check CHECK ((state = ANY (ARRAY['REQUESTED'::text, 'GRANTED'::text, 'REFUSED'::text, 'REVOKED'::text])))
);
CREATE TABLE registry.publication (
    id bigint NOT NULL,
    subgraph text NOT NULL,
    version integer NOT NULL,
    sdl text NOT NULL,
    url text NOT NULL,
    by text NOT NULL,
    by_name text NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    note text
);
ALTER TABLE registry.publication ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME registry.publication_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE registry.revision (
    number integer NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    supergraph text NOT NULL,
    changes jsonb NOT NULL,
    by text NOT NULL,
    by_name text NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    note text,
    CONSTRAINT revision_kind_check CHECK ((kind = ANY (ARRAY['HUB'::text, 'PUBLISH'::text, 'REMOVE'::text, 'RESTORE'::text])))
);
CREATE TABLE registry.subgraph (
    name text NOT NULL,
    owner text,
    since timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE registry.transfer (
    id bigint NOT NULL,
    subgraph text NOT NULL,
    from_owner text,
    to_owner text NOT NULL,
    reason text NOT NULL,
    by text NOT NULL,
    by_name text NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE registry.transfer ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME registry.transfer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE search.entry (
    id bigint NOT NULL,
    type text NOT NULL COLLATE pg_catalog."C",
    key text NOT NULL COLLATE pg_catalog."C",
    day date NOT NULL,
    release integer NOT NULL,
    title text NOT NULL,
    title_key text NOT NULL COLLATE pg_catalog."C",
    body text NOT NULL COLLATE pg_catalog."C",
    grams integer[] NOT NULL
);
ALTER TABLE ONLY search.entry ALTER COLUMN grams SET STATISTICS 300;
ALTER TABLE search.entry ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME search.entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE search.progress (
    feed text NOT NULL,
    release integer NOT NULL,
    shape text NOT NULL
);
ALTER TABLE ONLY disclosure.migration ALTER COLUMN id SET DEFAULT nextval('disclosure.migration_id_seq'::regclass);
ALTER TABLE ONLY registry.migration ALTER COLUMN id SET DEFAULT nextval('registry.migration_id_seq'::regclass);
INSERT INTO alerts.asked (query, at, host) VALUES (1, '2026-11-28 05:30:00+00', 'hooks.example');
INSERT INTO alerts.delivery (query, release, state, attempts, first_at, next_at, outcome, ended_at) VALUES (1, 1, 'PENDING', 0, NULL, '2026-11-28 06:00:01+00', NULL, NULL);
INSERT INTO alerts.hit (query, release, total) VALUES (1, 1, 2);
INSERT INTO alerts.hook (term, query) VALUES (77, 1);
INSERT INTO alerts.match (query, release, "row", record) VALUES (1, 1, 0, '44444444-5555-6666-7777-888888888888');
INSERT INTO alerts.progress (one, release, "row") VALUES (true, 1, -1);
INSERT INTO alerts.query (number, id, token_hash, title, criteria, since, created_at, used_at) OVERRIDING SYSTEM VALUE VALUES (1, 'q1', '\x04', '食品', '{"words": "食品"}', 0, '2026-11-28 05:30:00+00', '2026-11-28 06:00:00+00');
INSERT INTO alerts.webhook (query, url, host, state, reason) VALUES (1, 'https://hooks.example/a', 'hooks.example', 'ACTIVE', NULL);
INSERT INTO disclosure.event (id, submission, at, by, by_name, "from", "to", note, acknowledged) OVERRIDING SYSTEM VALUE VALUES (1, '22222222-3333-4444-5555-666666666666', '2026-11-28 05:00:00+00', 'c1', '示例填报员', 'RECEIVED', 'CHECKED', NULL, '{}');
INSERT INTO disclosure.finding (submission, "position", "row", field, header, value, code, severity, message, english) VALUES ('22222222-3333-4444-5555-666666666666', 0, 2, 'decisionDate', '处罚决定日期', '2026-02-30', 'DATE_IMPOSSIBLE', 'ERROR', '没有这一天', 'There is no such day');
INSERT INTO disclosure.migration (id, name, executed_at) VALUES (1, '2026-11-create-desk', '2026-11-29 03:04:51.342428+00');
INSERT INTO disclosure.migration (id, name, executed_at) VALUES (2, '2026-11-number-events-in-order', '2026-11-29 03:04:51.342428+00');
INSERT INTO disclosure.migration (id, name, executed_at) VALUES (3, '2026-11-keep-acknowledged', '2026-11-29 03:04:51.342428+00');
INSERT INTO disclosure.original (submission, part, bytes, at) VALUES ('22222222-3333-4444-5555-666666666666', 0, '\x0102', '2026-11-28 05:00:00+00');
INSERT INTO disclosure.submission (id, feed, kind, department, state, file_name, format, encoding, sha256, bytes, rows, errors, warnings, infos, finding_counts, submitted_by, submitted_by_name, received_at, approved_by, approved_by_name, approved_at, difference_digest, release, reason, refusal, withdrawal, version) VALUES ('22222222-3333-4444-5555-666666666666', 'enforcement.penalties', 'FEED', 'csglw', 'CHECKED', '处罚.csv', 'csv', 'utf-8', '0e', 120, 2, 1, 0, 0, '{"DATE_IMPOSSIBLE": 1}', 'c1', '示例填报员', '2026-11-28 05:00:00+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1);
INSERT INTO hub.release (number, feed, kind, submission, department, released_at, released_by, approved_by, added, changed, removed, digest, previous_hash, hash) VALUES (1, 'enforcement.penalties', 'FEED', '33333333-4444-5555-6666-777777777777', 'csglw', '2026-11-28 06:00:00+00', '示例填报员', '示例审核员', 2, 0, 0, '\x01', '\x02', '\x03');
INSERT INTO registry.client (name, owner, since) VALUES ('portal', NULL, '2026-11-28 01:00:00+00');
INSERT INTO registry.client_document (client, id, contract, number, published_by, published_by_name, published_at, withdrawn_by, withdrawn_by_name, withdrawn_at) VALUES ('portal', 'sha256:0a', NULL, 1, 'd1', '示例开发员', '2026-11-28 04:00:00+00', NULL, NULL, NULL);
INSERT INTO registry.document (id, text, operations, coordinates) VALUES ('sha256:0a', '{ line }', '{}', '{Query.line}');
INSERT INTO registry.input_use (day, hash, client, coordinate, requests, developers) VALUES ('2026-11-28', '0b', 'portal', 'Query.line(code:)', 3, '');
INSERT INTO registry.kept_text (of, text, proof, at) VALUES ('0c', 'type Query { line: String }', '0d', '2026-11-28 01:00:01+00');
INSERT INTO registry.member (revision, subgraph, publication) VALUES (1, 'bus-lines', 1);
INSERT INTO registry.migration (id, name, executed_at) VALUES (1, '2026-11-create-registry', '2026-11-29 03:04:50.815555+00');
INSERT INTO registry.migration (id, name, executed_at) VALUES (2, '2026-11-create-usage', '2026-11-29 03:04:50.815555+00');
INSERT INTO registry.migration (id, name, executed_at) VALUES (3, '2026-11-create-documents', '2026-11-29 03:04:50.815555+00');
INSERT INTO registry.migration (id, name, executed_at) VALUES (4, '2026-11-create-transfers', '2026-11-29 03:04:50.815555+00');
INSERT INTO registry.migration (id, name, executed_at) VALUES (5, '2026-11-separate-developers', '2026-11-29 03:04:50.815555+00');
INSERT INTO registry.migration (id, name, executed_at) VALUES (6, '2026-11-keep-texts', '2026-11-29 03:04:50.815555+00');
INSERT INTO registry.operation (hash, name, text, coordinates, seen) VALUES ('0b', 'Line', 'query Line { line }', '{Query.line}', '2026-11-28');
INSERT INTO registry.operation_use (day, hash, client, requests, developers) VALUES ('2026-11-28', '0b', 'portal', 12, 'jtj');
INSERT INTO registry.permission (id, kind, subgraph, coordinate, decider, reason, until, state, requested_by, requested_by_name, requested_at, decided_by, decided_by_name, decided_at, decision_note) VALUES ('11111111-2222-3333-4444-555555555555', 'BREAKING', 'bus-lines', 'Query.line', NULL, '改名', '2026-12-31 00:00:00+00', 'REQUESTED', 'd1', '示例开发员', '2026-11-28 02:00:00+00', NULL, NULL, NULL, NULL);
INSERT INTO registry.publication (id, subgraph, version, sdl, url, by, by_name, at, note) OVERRIDING SYSTEM VALUE VALUES (1, 'bus-lines', 1, 'type Query { line: String }', 'https://bus.example/graphql', 'd1', '示例开发员', '2026-11-28 01:00:00+00', '首次发布');
INSERT INTO registry.revision (number, kind, subject, supergraph, changes, by, by_name, at, note) VALUES (1, 'PUBLISH', 'bus-lines', 'type Query { line: String }', '[]', 'd1', '示例开发员', '2026-11-28 01:00:01+00', NULL);
INSERT INTO registry.subgraph (name, owner, since) VALUES ('bus-lines', 'jtj', '2026-11-28 01:00:00+00');
INSERT INTO registry.transfer (id, subgraph, from_owner, to_owner, reason, by, by_name, at) OVERRIDING SYSTEM VALUE VALUES (1, 'bus-lines', 'jtw', 'jtj', '部门更名', 's1', '示例督查员', '2026-11-28 03:00:00+00');
INSERT INTO search.entry (id, type, key, day, release, title, title_key, body, grams) OVERRIDING SYSTEM VALUE VALUES (1, 'Penalty', 'k1', '2026-11-01', 1, '示例', '示例', '示例', '{1,2}');
INSERT INTO search.progress (feed, release, shape) VALUES ('enforcement.penalties', 1, 'shape');
SELECT pg_catalog.setval('alerts.query_number_seq', 1, true);
SELECT pg_catalog.setval('disclosure.event_id_seq', 1, true);
SELECT pg_catalog.setval('disclosure.migration_id_seq', 3, true);
SELECT pg_catalog.setval('registry.migration_id_seq', 6, true);
SELECT pg_catalog.setval('registry.publication_id_seq', 1, true);
SELECT pg_catalog.setval('registry.transfer_id_seq', 1, true);
SELECT pg_catalog.setval('search.entry_id_seq', 1, true);
ALTER TABLE ONLY alerts.delivery
    ADD CONSTRAINT delivery_pkey PRIMARY KEY (query, release);
ALTER TABLE ONLY alerts.hit
    ADD CONSTRAINT hit_pkey PRIMARY KEY (query, release);
ALTER TABLE ONLY alerts.hook
    ADD CONSTRAINT hook_pkey PRIMARY KEY (term, query);
ALTER TABLE ONLY alerts.match
    ADD CONSTRAINT match_pkey PRIMARY KEY (query, release, "row");
ALTER TABLE ONLY alerts.progress
    ADD CONSTRAINT progress_pkey PRIMARY KEY (one);
ALTER TABLE ONLY alerts.query
    ADD CONSTRAINT query_id_key UNIQUE (id);
ALTER TABLE ONLY alerts.query
    ADD CONSTRAINT query_pkey PRIMARY KEY (number);
ALTER TABLE ONLY alerts.webhook
    ADD CONSTRAINT webhook_pkey PRIMARY KEY (query);
ALTER TABLE ONLY disclosure.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (id);
ALTER TABLE ONLY disclosure.finding
    ADD CONSTRAINT finding_pkey PRIMARY KEY (submission, "position");
ALTER TABLE ONLY disclosure.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (id);
ALTER TABLE ONLY disclosure.original
    ADD CONSTRAINT original_pkey PRIMARY KEY (submission, part);
ALTER TABLE ONLY disclosure.submission
    ADD CONSTRAINT submission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY hub.feed
    ADD CONSTRAINT feed_pkey PRIMARY KEY (id);
ALTER TABLE ONLY hub.release
    ADD CONSTRAINT release_pkey PRIMARY KEY (number);
ALTER TABLE ONLY hub.release
    ADD CONSTRAINT release_submission_key UNIQUE (submission);
ALTER TABLE ONLY registry.client_document
    ADD CONSTRAINT client_document_pkey PRIMARY KEY (client, id);
ALTER TABLE ONLY registry.client
    ADD CONSTRAINT client_pkey PRIMARY KEY (name);
ALTER TABLE ONLY registry.document
    ADD CONSTRAINT document_pkey PRIMARY KEY (id);
ALTER TABLE ONLY registry.gateway
    ADD CONSTRAINT gateway_pkey PRIMARY KEY (id);
ALTER TABLE ONLY registry.input_use
    ADD CONSTRAINT input_use_pkey PRIMARY KEY (day, hash, client, coordinate, developers);
ALTER TABLE ONLY registry.kept_text
    ADD CONSTRAINT kept_text_pkey PRIMARY KEY (of);
ALTER TABLE ONLY registry.member
    ADD CONSTRAINT member_pkey PRIMARY KEY (revision, subgraph);
ALTER TABLE ONLY registry.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (id);
ALTER TABLE ONLY registry.operation
    ADD CONSTRAINT operation_pkey PRIMARY KEY (hash);
ALTER TABLE ONLY registry.operation_use
    ADD CONSTRAINT operation_use_pkey PRIMARY KEY (day, hash, client, developers);
ALTER TABLE ONLY registry.permission
    ADD CONSTRAINT permission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY registry.publication
    ADD CONSTRAINT publication_pkey PRIMARY KEY (id);
ALTER TABLE ONLY registry.publication
    ADD CONSTRAINT publication_subgraph_version_key UNIQUE (subgraph, version);
ALTER TABLE ONLY registry.revision
    ADD CONSTRAINT revision_pkey PRIMARY KEY (number);
ALTER TABLE ONLY registry.subgraph
    ADD CONSTRAINT subgraph_pkey PRIMARY KEY (name);
ALTER TABLE ONLY registry.transfer
    ADD CONSTRAINT transfer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY search.entry
    ADD CONSTRAINT entry_pkey PRIMARY KEY (type, key);
ALTER TABLE ONLY search.progress
    ADD CONSTRAINT progress_pkey PRIMARY KEY (feed);
CREATE INDEX asked_at ON alerts.asked USING btree (at);
CREATE INDEX asked_host ON alerts.asked USING btree (host) WHERE (host IS NOT NULL);
CREATE INDEX delivery_due ON alerts.delivery USING btree (next_at) WHERE (state = 'PENDING'::text);
CREATE INDEX delivery_release ON alerts.delivery USING btree (release);
CREATE INDEX hit_release ON alerts.hit USING btree (release);
CREATE INDEX hook_query ON alerts.hook USING btree (query);
CREATE INDEX match_release ON alerts.match USING brin (release);
CREATE INDEX event_submission ON disclosure.event USING btree (submission, id);
CREATE INDEX submission_department ON disclosure.submission USING btree (department, id);
CREATE INDEX submission_feed ON disclosure.submission USING btree (feed, id);
CREATE UNIQUE INDEX submission_same_bytes ON disclosure.submission USING btree (feed, department, sha256) WHERE (state = ANY (ARRAY['RECEIVED'::text, 'SUBMITTED'::text, 'APPROVED'::text]));
CREATE INDEX release_feed ON hub.release USING btree (feed, number);
CREATE INDEX release_time ON hub.release USING btree (released_at);
CREATE INDEX client_document_id ON registry.client_document USING btree (id);
CREATE INDEX client_document_number ON registry.client_document USING btree (number);
CREATE INDEX document_coordinates ON registry.document USING gin (coordinates);
CREATE INDEX input_use_coordinate ON registry.input_use USING btree (coordinate, day);
CREATE INDEX operation_coordinates ON registry.operation USING gin (coordinates);
CREATE INDEX permission_subgraph ON registry.permission USING btree (subgraph, state);
CREATE TRIGGER await_turn BEFORE INSERT ON disclosure.event FOR EACH STATEMENT EXECUTE FUNCTION disclosure.await_event_turn();
ALTER TABLE ONLY alerts.delivery
    ADD CONSTRAINT delivery_query_fkey FOREIGN KEY (query) REFERENCES alerts.webhook(query) ON DELETE CASCADE;
ALTER TABLE ONLY alerts.hook
    ADD CONSTRAINT hook_query_fkey FOREIGN KEY (query) REFERENCES alerts.query(number) ON DELETE CASCADE;
ALTER TABLE ONLY alerts.webhook
    ADD CONSTRAINT webhook_query_fkey FOREIGN KEY (query) REFERENCES alerts.query(number) ON DELETE CASCADE;
ALTER TABLE ONLY registry.client_document
    ADD CONSTRAINT client_document_client_fkey FOREIGN KEY (client) REFERENCES registry.client(name);
ALTER TABLE ONLY registry.client_document
    ADD CONSTRAINT client_document_id_fkey FOREIGN KEY (id) REFERENCES registry.document(id);
ALTER TABLE ONLY registry.member
    ADD CONSTRAINT member_publication_fkey FOREIGN KEY (publication) REFERENCES registry.publication(id);
ALTER TABLE ONLY registry.member
    ADD CONSTRAINT member_revision_fkey FOREIGN KEY (revision) REFERENCES registry.revision(number);
ALTER TABLE ONLY registry.publication
    ADD CONSTRAINT publication_subgraph_fkey FOREIGN KEY (subgraph) REFERENCES registry.subgraph(name);
ALTER TABLE ONLY registry.transfer
    ADD CONSTRAINT transfer_subgraph_fkey FOREIGN KEY (subgraph) REFERENCES registry.subgraph(name);
