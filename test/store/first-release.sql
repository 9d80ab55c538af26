CREATE SCHEMA directory;
CREATE SCHEMA disclosure;
CREATE SCHEMA enforcement;
CREATE SCHEMA hub;
CREATE SCHEMA staging;
CREATE TABLE directory.areas (
    record_id uuid NOT NULL,
    opened_in integer NOT NULL,
    closed_in integer,
    withdrawn_in integer,
    department text NOT NULL,
    file_row integer NOT NULL,
    content_hash bytea NOT NULL,
    code text COLLATE pg_catalog."C",
    name text COLLATE pg_catalog."C",
    kind text COLLATE pg_catalog."C",
    parent_code text COLLATE pg_catalog."C",
    other_names text COLLATE pg_catalog."C"
);
CREATE TABLE directory.departments (
    record_id uuid NOT NULL,
    opened_in integer NOT NULL,
    closed_in integer,
    withdrawn_in integer,
    department text NOT NULL,
    file_row integer NOT NULL,
    content_hash bytea NOT NULL,
    code text COLLATE pg_catalog."C",
    unified_social_credit_code text COLLATE pg_catalog."C",
    name text COLLATE pg_catalog."C",
    short_name text COLLATE pg_catalog."C",
    english_name text COLLATE pg_catalog."C",
    kind text COLLATE pg_catalog."C",
    parent_code text COLLATE pg_catalog."C",
    enforcing boolean,
    phone text COLLATE pg_catalog."C",
    address text COLLATE pg_catalog."C",
    email text COLLATE pg_catalog."C"
);
CREATE TABLE disclosure.event (
    id bigint NOT NULL,
    submission uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    by text NOT NULL,
    by_name text NOT NULL,
    "from" text,
    "to" text NOT NULL,
    note text
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
CREATE TABLE enforcement.inspection_items (
    record_id uuid NOT NULL,
    opened_in integer NOT NULL,
    closed_in integer,
    withdrawn_in integer,
    department text NOT NULL,
    file_row integer NOT NULL,
    content_hash bytea NOT NULL,
    item_code text COLLATE pg_catalog."C",
    name text COLLATE pg_catalog."C",
    inspection_class text COLLATE pg_catalog."C",
    subjects text COLLATE pg_catalog."C",
    methods text[],
    legal_basis text COLLATE pg_catalog."C",
    authority_name text COLLATE pg_catalog."C",
    authority_uscc text COLLATE pg_catalog."C",
    ratio numeric,
    frequency text COLLATE pg_catalog."C"
);
CREATE TABLE enforcement.inspection_results (
    record_id uuid NOT NULL,
    opened_in integer NOT NULL,
    closed_in integer,
    withdrawn_in integer,
    department text NOT NULL,
    file_row integer NOT NULL,
    content_hash bytea NOT NULL,
    task_number text COLLATE pg_catalog."C",
    party_name text COLLATE pg_catalog."C",
    unified_social_credit_code text COLLATE pg_catalog."C",
    item_code text COLLATE pg_catalog."C",
    authority_name text COLLATE pg_catalog."C",
    authority_uscc text COLLATE pg_catalog."C",
    inspection_date date,
    outcome text COLLATE pg_catalog."C",
    outcome_note text COLLATE pg_catalog."C",
    penalty_decision_number text COLLATE pg_catalog."C",
    party_id text COLLATE pg_catalog."C"
);
CREATE TABLE enforcement.licences (
    record_id uuid NOT NULL,
    opened_in integer NOT NULL,
    closed_in integer,
    withdrawn_in integer,
    department text NOT NULL,
    file_row integer NOT NULL,
    content_hash bytea NOT NULL,
    party_name text COLLATE pg_catalog."C",
    party_kind text COLLATE pg_catalog."C",
    unified_social_credit_code text COLLATE pg_catalog."C",
    business_registration_number text COLLATE pg_catalog."C",
    organisation_code text COLLATE pg_catalog."C",
    tax_registration_number text COLLATE pg_catalog."C",
    institution_certificate_number text COLLATE pg_catalog."C",
    social_organisation_number text COLLATE pg_catalog."C",
    legal_representative text COLLATE pg_catalog."C",
    decision_title text COLLATE pg_catalog."C",
    decision_number text COLLATE pg_catalog."C",
    licence_kind text COLLATE pg_catalog."C",
    licence_kind_other text COLLATE pg_catalog."C",
    certificate_name text COLLATE pg_catalog."C",
    certificate_number text COLLATE pg_catalog."C",
    licence_content text COLLATE pg_catalog."C",
    decision_date date,
    valid_from date,
    valid_to date,
    status text COLLATE pg_catalog."C",
    authority_name text COLLATE pg_catalog."C",
    authority_uscc text COLLATE pg_catalog."C",
    source_unit_name text COLLATE pg_catalog."C",
    source_unit_uscc text COLLATE pg_catalog."C",
    party_id text COLLATE pg_catalog."C",
    party_key text COLLATE pg_catalog."C"
);
CREATE TABLE enforcement.penalties (
    record_id uuid NOT NULL,
    opened_in integer NOT NULL,
    closed_in integer,
    withdrawn_in integer,
    department text NOT NULL,
    file_row integer NOT NULL,
    content_hash bytea NOT NULL,
    party_name text COLLATE pg_catalog."C",
    party_kind text COLLATE pg_catalog."C",
    unified_social_credit_code text COLLATE pg_catalog."C",
    business_registration_number text COLLATE pg_catalog."C",
    organisation_code text COLLATE pg_catalog."C",
    tax_registration_number text COLLATE pg_catalog."C",
    institution_certificate_number text COLLATE pg_catalog."C",
    social_organisation_number text COLLATE pg_catalog."C",
    legal_representative text COLLATE pg_catalog."C",
    decision_number text COLLATE pg_catalog."C",
    violation_type text COLLATE pg_catalog."C",
    violation_facts text COLLATE pg_catalog."C",
    penalty_basis text COLLATE pg_catalog."C",
    penalty_categories text[],
    penalty_categories_other text COLLATE pg_catalog."C",
    penalty_content text COLLATE pg_catalog."C",
    fine_amount numeric,
    confiscation_amount numeric,
    suspended_or_revoked_licence text COLLATE pg_catalog."C",
    decision_date date,
    penalty_valid_to date,
    publicity_ends date,
    authority_name text COLLATE pg_catalog."C",
    authority_uscc text COLLATE pg_catalog."C",
    source_unit_name text COLLATE pg_catalog."C",
    source_unit_uscc text COLLATE pg_catalog."C",
    party_id text COLLATE pg_catalog."C",
    party_key text COLLATE pg_catalog."C"
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
ALTER TABLE ONLY disclosure.migration ALTER COLUMN id SET DEFAULT nextval('disclosure.migration_id_seq'::regclass);
INSERT INTO directory.departments (record_id, opened_in, closed_in, withdrawn_in, department, file_row, content_hash, code, unified_social_credit_code, name, short_name, english_name, kind, parent_code, enforcing, phone, address, email) VALUES ('bd8cef37-0626-483c-f50a-22f6ef5ddf57', 1, NULL, NULL, 'zwfwj', 3, '\x31a69c4323df052b7da89cc3696be348835cdd81a6f4c8302c52b1ffe0cdcf1f', 'qzfb', '11110118YL9000000L', '北京市密云区人民政府办公室', '区政府办', 'Office of the District Government', 'GOVERNMENT_OFFICE', NULL, false, '010-69040001', '密云区示例路 1 号', 'qzfb@example.com');
INSERT INTO directory.departments (record_id, opened_in, closed_in, withdrawn_in, department, file_row, content_hash, code, unified_social_credit_code, name, short_name, english_name, kind, parent_code, enforcing, phone, address, email) VALUES ('cf330bcc-cd3b-69d4-f956-5db096167b98', 1, NULL, NULL, 'zwfwj', 4, '\xb193972cb6c5878002d246c55e3cbd4e8b0833adc14092c27b5c1a6bf3f839f0', 'zwfwj', '11110118YL9000019H', '北京市密云区政务服务管理局', '区政务服务局', 'Government Services Bureau', 'DEPARTMENT', 'qzfb', false, '010-69040002', '密云区示例路 2 号', 'zwfwj@example.com');
INSERT INTO directory.departments (record_id, opened_in, closed_in, withdrawn_in, department, file_row, content_hash, code, unified_social_credit_code, name, short_name, english_name, kind, parent_code, enforcing, phone, address, email) VALUES ('3e8a8950-2dd0-5f79-0708-7550bd996eac', 1, NULL, NULL, 'zwfwj', 5, '\xaed91a89640e1bda2f740a0d31f3fc55364f96bfb8c54e3b84f828ad3d3e4d05', 'csglw', '11110118YL9000131G', '北京市密云区城市管理委员会', '区城市管理委', 'City Management Commission', 'DEPARTMENT', 'qzfb', true, '010-69040014', '密云区示例路 14 号', 'csglw@example.com');
INSERT INTO directory.departments (record_id, opened_in, closed_in, withdrawn_in, department, file_row, content_hash, code, unified_social_credit_code, name, short_name, english_name, kind, parent_code, enforcing, phone, address, email) VALUES ('88b36c37-305b-45b2-178f-bf3583622bab', 1, NULL, NULL, 'zwfwj', 6, '\xe75dd5102f9ff2569464d2837663b31cfe2efb7131da35c7b96d4901e95bd465', 'scjgj', '11110118YL900022XU', '北京市密云区市场监督管理局', '区市场监管局', 'Market Supervision Bureau', 'DEPARTMENT', 'qzfb', true, '010-69040023', '密云区示例路 23 号', 'scjgj@example.com');
INSERT INTO disclosure.event (id, submission, at, by, by_name, "from", "to", note) OVERRIDING SYSTEM VALUE VALUES (1, '074ad198-c31b-4f1f-b754-9c4cf8b3c9c0', '2026-11-29 02:57:22.201+00', 'demo-clerk-zwfwj', '示例填报员', 'RECEIVED', 'RECEIVED', NULL);
INSERT INTO disclosure.event (id, submission, at, by, by_name, "from", "to", note) OVERRIDING SYSTEM VALUE VALUES (2, '074ad198-c31b-4f1f-b754-9c4cf8b3c9c0', '2026-11-29 02:57:24.5+00', 'system', '系统', 'RECEIVED', 'CHECKED', NULL);
INSERT INTO disclosure.event (id, submission, at, by, by_name, "from", "to", note) OVERRIDING SYSTEM VALUE VALUES (3, '074ad198-c31b-4f1f-b754-9c4cf8b3c9c0', '2026-11-29 02:57:24.538+00', 'demo-clerk-zwfwj', '示例填报员', 'CHECKED', 'SUBMITTED', NULL);
INSERT INTO disclosure.event (id, submission, at, by, by_name, "from", "to", note) OVERRIDING SYSTEM VALUE VALUES (4, '074ad198-c31b-4f1f-b754-9c4cf8b3c9c0', '2026-11-29 02:57:24.6+00', 'demo-reviewer-zwfwj', '示例审核员', 'SUBMITTED', 'APPROVED', NULL);
INSERT INTO disclosure.event (id, submission, at, by, by_name, "from", "to", note) OVERRIDING SYSTEM VALUE VALUES (5, '074ad198-c31b-4f1f-b754-9c4cf8b3c9c0', '2026-11-29 02:57:24.616615+00', 'demo-reviewer-zwfwj', '示例审核员', 'APPROVED', 'PUBLISHED', NULL);
INSERT INTO disclosure.event (id, submission, at, by, by_name, "from", "to", note) OVERRIDING SYSTEM VALUE VALUES (6, '62bbc1f7-8c11-4787-83e9-57c01fa47057', '2026-11-29 02:57:24.693+00', 'demo-clerk-csglw', '示例填报员', 'RECEIVED', 'RECEIVED', NULL);
INSERT INTO disclosure.event (id, submission, at, by, by_name, "from", "to", note) OVERRIDING SYSTEM VALUE VALUES (7, '62bbc1f7-8c11-4787-83e9-57c01fa47057', '2026-11-29 02:57:24.945+00', 'system', '系统', 'RECEIVED', 'CHECKED', NULL);
INSERT INTO disclosure.event (id, submission, at, by, by_name, "from", "to", note) OVERRIDING SYSTEM VALUE VALUES (8, '62bbc1f7-8c11-4787-83e9-57c01fa47057', '2026-11-29 02:57:24.974+00', 'demo-clerk-csglw', '示例填报员', 'CHECKED', 'SUBMITTED', NULL);
INSERT INTO disclosure.event (id, submission, at, by, by_name, "from", "to", note) OVERRIDING SYSTEM VALUE VALUES (9, '62bbc1f7-8c11-4787-83e9-57c01fa47057', '2026-11-29 02:57:25.005+00', 'demo-reviewer-csglw', '示例审核员', 'SUBMITTED', 'APPROVED', NULL);
INSERT INTO disclosure.event (id, submission, at, by, by_name, "from", "to", note) OVERRIDING SYSTEM VALUE VALUES (10, '62bbc1f7-8c11-4787-83e9-57c01fa47057', '2026-11-29 02:57:25.012619+00', 'demo-reviewer-csglw', '示例审核员', 'APPROVED', 'PUBLISHED', NULL);
INSERT INTO disclosure.event (id, submission, at, by, by_name, "from", "to", note) OVERRIDING SYSTEM VALUE VALUES (11, 'ab2aa972-d1e5-4d25-975d-c091cff10098', '2026-11-29 02:57:28.204+00', 'demo-clerk-csglw', '示例填报员', 'RECEIVED', 'RECEIVED', NULL);
INSERT INTO disclosure.event (id, submission, at, by, by_name, "from", "to", note) OVERRIDING SYSTEM VALUE VALUES (12, 'ab2aa972-d1e5-4d25-975d-c091cff10098', '2026-11-29 02:57:28.435+00', 'system', '系统', 'RECEIVED', 'CHECKED', NULL);
INSERT INTO disclosure.finding (submission, "position", "row", field, header, value, code, severity, message, english) VALUES ('62bbc1f7-8c11-4787-83e9-57c01fa47057', 0, 2, 'decisionDate', '处罚决定日期', '2025/11/9', 'DP-16', 'INFO', '第 2 行“处罚决定日期”：晚于决定之日起 7 个工作日（应于 2025-11-18 前公示），按迟报计。', 'Row 2, 处罚决定日期: Later than 7 working days after the decision (due 2025-11-18): counted as late.');
INSERT INTO disclosure.finding (submission, "position", "row", field, header, value, code, severity, message, english) VALUES ('62bbc1f7-8c11-4787-83e9-57c01fa47057', 1, 3, 'decisionDate', '处罚决定日期', '20260715', 'DP-16', 'INFO', '第 3 行“处罚决定日期”：晚于决定之日起 7 个工作日（应于 2026-07-24 前公示），按迟报计。', 'Row 3, 处罚决定日期: Later than 7 working days after the decision (due 2026-07-24): counted as late.');
INSERT INTO disclosure.finding (submission, "position", "row", field, header, value, code, severity, message, english) VALUES ('62bbc1f7-8c11-4787-83e9-57c01fa47057', 2, 4, 'decisionDate', '处罚决定日期', '2025/12/20', 'DP-16', 'INFO', '第 4 行“处罚决定日期”：晚于决定之日起 7 个工作日（应于 2025-12-30 前公示），按迟报计。', 'Row 4, 处罚决定日期: Later than 7 working days after the decision (due 2025-12-30): counted as late.');
INSERT INTO disclosure.finding (submission, "position", "row", field, header, value, code, severity, message, english) VALUES ('62bbc1f7-8c11-4787-83e9-57c01fa47057', 3, 5, 'decisionDate', '处罚决定日期', '20260529', 'DP-16', 'INFO', '第 5 行“处罚决定日期”：晚于决定之日起 7 个工作日（应于 2026-06-09 前公示），按迟报计。', 'Row 5, 处罚决定日期: Later than 7 working days after the decision (due 2026-06-09): counted as late.');
INSERT INTO disclosure.finding (submission, "position", "row", field, header, value, code, severity, message, english) VALUES ('ab2aa972-d1e5-4d25-975d-c091cff10098', 0, 2, 'penaltyValidTo', '处罚有效期', '2026-02-30', 'DATE_IMPOSSIBLE', 'ERROR', '第 2 行“处罚有效期”：应为日期（如 2026/6/3），收到“2026-02-30”，没有这一天。请改正后重新提交。', 'Row 2, 处罚有效期: Expected a date such as 2026/6/3, got ''2026-02-30'': there is no such day. Correct it and submit again.');
INSERT INTO disclosure.migration (id, name, executed_at) VALUES (1, '2026-11-create-desk', '2026-11-29 02:57:22.060679+00');
INSERT INTO disclosure.original (submission, part, bytes, at) VALUES ('074ad198-c31b-4f1f-b754-9c4cf8b3c9c0', 0, '\x28b52ffd004875120076617d4420c93807187793321c04100420c02fb9b7bedfb92a4cafea0bebaf14a752fb31f413f8cccfea2e0fb1a24fd6ef35d24ea4c13c6b8fecea8ebf4446c88f931403080e70306d0067006a0026ba1499f9abb54372fbabb55db4b259627914f74a26a3c8720c6b876656896d17ad6c13d91e51e7c8713678886c06428a469930c366fe50bd6865b3c4b228cc10aafe957a519841e59abd88bb249b2147f4ab448bc464ccda20b29912981f31fd883a478e1397fe84b387eb03e0d719a0970148390fbd5bc771081c97de59640abf8ca84f2f8d711e99ef8233aaf43e516badb5424c2c18606db5d65ab7e042190d25b9c9d169baf02fe2f650f5afd4ab5cb31771bb747c0ae95d024c8e99b904836e85e816d3bb4e740b6f9299dd02c8c7ca8fe7c871a6607205d8bb86e67e340ad0ef6eddc6e756500fcb0fcbf730ed15b957a41f49e915e965447d00c272401c28d4e079b600f702c3d338b8042cb85086c3489e5aea82cd446232666db7b5d6870a210040b5d55b4cefce22dfa5e31dec5caff3b91b1e090a6edd279c0d67fb1c3407ade3e9be6ee37331342a28781b7c34141e96bf223d2c5954fb4461e3d48fcc040a348db3e16c1fe862f36d0e2379fa601faceb44773cddf7759ee789a060e77a77a3e96828e803b08b704791e593d38bad91f911545ec23a58d0c5e6db34cd820b65f8880a2520d04293ea014ebb303402570ef4c91efc71c7d984ce763ae848535c3c06920cce4bdd199ce43b0576e1407bd04cbf11716d274342043319fe15bd6656c6de85580a9c3cd3c250d9c3b27cf1d027029e2fe4295c14', '2026-11-29 02:57:22.186185+00');
INSERT INTO disclosure.original (submission, part, bytes, at) VALUES ('62bbc1f7-8c11-4787-83e9-57c01fa47057', 0, '\x28b52ffd0048f52400ba49e40e3f30696c0e00712719060d050584fe242ffea1794cdf49c4302884a09153a3b4d370c72d8000efffc0c0004c94e1740ead13579ab52825adb750e3494112a502e100db00dc0097d60449e715125b5a134015b14e2566a672e8fade10bda3b8b8c9201387ae9f94bc43a2672e06c70c7a9d97c49ad1098e19f43a9be57925225b6ce050f491e2a1eb27257f7d59336a8ee2599e67425e62bc8412732b96e7dcea749538c23defc5a8d1492a71283a38e616c0f29c5b9d17e2594e7ca5fc49f9610b9ba55788586c606e756e5c18dc7848e2ccc50ad9857896133fc2f803ea15209350be9f5c297f52bec283e5b986e2a831534037b15cc10ae0289e5462d4f7a3170e5bd82cfd466251f90a750147f1a41247b07889f17d71fa0dc7efc51b2b273dfffab2667406d9c439bdf29be57905375866a9fd3658e8a2ac3c75717767d4d26a2bcd32ad6a5aa5b57677c6c4a383d82995bbbbbb1134504b29a5071438d44a6bad5a57ca9f947f2f06c71c02c5309edf8bc13137e979aa73ce44ecf2c9111a7f952f11ca2a8f677c9ff17dc6c4b7f4005063ae947ce3c2e0c639379b4059dce40b30f7d8f91d3bbf15aa0cc1926fe9539db7e8932d60be7cb2e8934d1239147da438cbf388d6633cbf38fd86e3a7eeb9d5b97d310cc7232c9974c90cc249f80f2e5fa17182630e816212be3ccac8dc0693307dbb6470cca0d729e1cba38cdc012ccf2db8c122f5412984ded2831cefeed61ed480f6a014ce8fc40f49fce0f204eaa3524ab5da610b3be8f877720ae747e23320fd41e457e39d8b292b67407aea62098db7e6a8d5e160a96d8d2ed4bae060a96dcd51ab23b3d47667948176c432405ad239a5110bf1b42698a91cbaded39a80e9b885eaec11287f17731bd75c6c4efc46e254ea331b0c1c33aaf38be81c848b483197c7350d1ca3f3ce45be173f6c5c4562cc06bb17672e8670f9c5c3773c5791d824ca1b296b6c7866a96d0ec245a458473a3b8d4f2a6293f043d127a7d3c2718bd46f486caabe4211962163d06ca65106db92ce29d5a8355339747d04924128cd3a95580364400324837a13cb3baabfa553bb60eb82ad0e96daa6d6612da594520505029838a7573e07e12252ac9b5b9d2bcf49f1dcbe1886e3dd76660f708365daa3524895684e523cbbbbbb1364d46acdb240b8300412b7c4f507167f99b8733165e500b2ea68706896da3649e4ac5a3eb94163c3354b6d67b581462cb5dd9d5986474b3aa734b30f339543d77b3cce6d5cd5792af5990d9631f108647e5c12f252238bbec76cb088a5b6cd8f4b426e7e19c4e412e329160f459f9cce8b2643f8e40e4ca8c1105108294384461192a119114d0780222123a13b12604018500c09093088612006212330061a814482a1988926304b1d96caf4ecc71a7b85a85880a2a2962a74fcf131af70ea658261831204ae2b6c266380411bed1c02c0430b23c070953576a5e9da57debe81333428e8988e130776875f019966a1704008312cd0308411d9023b6012d888de297617266081b2f14271cbc4bb32ff6be41369507df2867c2b24fd4985d0b3a72780e09af1a42286cbd110cc5e7698aa450156928cae1002871f85c81668acdac7b07fc936f849c2c033c6c6969527aa58e1dccb898902', '2026-11-29 02:57:24.69096+00');
INSERT INTO disclosure.original (submission, part, bytes, at) VALUES ('ab2aa972-d1e5-4d25-975d-c091cff10098', 0, '\x28b52ffd0048d51800a634ae3e4067aa0ecf64a7143d866118e8460ae89c7b0336a8d8b0fca6149e3752d6518f88551248cc88b8658ea273812480eb0780cc89e926a2b59599a3089046049d009d009b009ff998a7519d6b60bd26bec47565d3a5c56394f91a95b8be46a859660818c5388740b453e64f6c6ff41aa0c4f5354249225a4a7ca47cacfcef944fcf37182a4cf91aa19b99bdad3f3257706e3848225a4a3c486987d03716b08de38c47cac7ca6f2894b8d6201d1a1de2f5a7d48d2ac035f19d3287ba0751f93be5d3f3169939e537ae826be23b658620e9d2e22b09f49ba531cea65193984775ae8168e2e624cfeb98351eb3c614227f2071ecf930ebcac9b8c4f349c63919ff44f827f608e912d710a7a7704d02fd666950f6d708b5ba94626908897726def061df3b983c4504d41b7da349313a072ffcb25211675b13f746d7a0508ccec10baf9353c682ac2364969c323414e925929ea17fe65793d819a4c5cd3567feccc73c5d37625770f646d7a0504c660d44bdd13528b496b88e407885297f628f900e8eca56f57a684e27cd3a68a635469162df7f6263205462e98af037329fa28f4cf8c78272e5d712d7d7b3528eca569d95fa4cc8a8439c6bad0e5bd95b5deb703ceee371edbdb5d6ca99c7062928f45a6bad1501015b596bed810405eeb5f7de478d948f958f71f646df68520ad718676ff44a721d666d9148271987d01a557ec4c64598bee8fea2fbca99b1e70184468f787a33b3b7b505fb47e30106aec2b5d63e6efd4eb9c1a53b50432c0f8adf40b603a7b1d6179c21a36e203bc43942ebfa48b837a14065ab6a15045456004365abfa48b837c151d9aa56871d602b433560a12ec8da5a866a0173ca3843ffccc79c322897ae10a115d47887f3b5b586f329f11699c3f02b56ca1b3d94f544eceba1399dd4c4b4c6a02db2be901ce3ecb0b588cc142b8571aee0fc6036c9e12f5c8bc8fce1b8d5f108a60e2200f12a995b5ee5ba2aeca70fa43690068967bca1301189710e15a16bf62a22084b683309a404c85069c450bcd9e434cc67af00811a60435f390493c7519c514fd9327518a0f89f73da4ca4902abc2154b020aa4c814b55d50f204576b309', '2026-11-29 02:57:28.200521+00');
INSERT INTO disclosure.submission (id, feed, kind, department, state, file_name, format, encoding, sha256, bytes, rows, errors, warnings, infos, finding_counts, submitted_by, submitted_by_name, received_at, approved_by, approved_by_name, approved_at, difference_digest, release, reason, refusal, withdrawal, version) VALUES ('074ad198-c31b-4f1f-b754-9c4cf8b3c9c0', 'directory.departments', 'FEED', 'zwfwj', 'PUBLISHED', 'departments.zwfwj.csv', 'csv', 'utf-8', '46844116b09b6597f94e217b480eec3fb2698b3c4ae619c2b7822fa41481b4a0', 999, 4, 0, 0, 0, '{}', 'demo-clerk-zwfwj', '示例填报员', '2026-11-29 02:57:22.197+00', 'demo-reviewer-zwfwj', '示例审核员', '2026-11-29 02:57:24.6+00', '150efc70612b03035967411905faf3c147de6af62682697472df2e560aa6911b', 1, NULL, NULL, NULL, 5);
INSERT INTO disclosure.submission (id, feed, kind, department, state, file_name, format, encoding, sha256, bytes, rows, errors, warnings, infos, finding_counts, submitted_by, submitted_by_name, received_at, approved_by, approved_by_name, approved_at, difference_digest, release, reason, refusal, withdrawal, version) VALUES ('62bbc1f7-8c11-4787-83e9-57c01fa47057', 'enforcement.penalties', 'FEED', 'csglw', 'PUBLISHED', 'penalties.csglw.csv', 'csv', 'utf-8', 'd3525b7df09c66bb4ef2c4258134216f67da376e793d4f0e8c09c580a0185262', 3049, 4, 0, 0, 4, '{"DP-16": 4}', 'demo-clerk-csglw', '示例填报员', '2026-11-29 02:57:24.692+00', 'demo-reviewer-csglw', '示例审核员', '2026-11-29 02:57:25.005+00', 'ca0757d8cb4c386bf0b078ebddc9e242adfbae590d12ec848d46eb574a6a526b', 2, NULL, NULL, NULL, 5);
INSERT INTO disclosure.submission (id, feed, kind, department, state, file_name, format, encoding, sha256, bytes, rows, errors, warnings, infos, finding_counts, submitted_by, submitted_by_name, received_at, approved_by, approved_by_name, approved_at, difference_digest, release, reason, refusal, withdrawal, version) VALUES ('ab2aa972-d1e5-4d25-975d-c091cff10098', 'enforcement.penalties', 'FEED', 'csglw', 'CHECKED', '处罚（待改）.csv', 'csv', 'utf-8', 'ac051ee44b54a42a03d9b09882f0b69c85ee366f1a97811c7833c9501417eb44', 1431, 1, 1, 0, 0, '{"DATE_IMPOSSIBLE": 1}', 'demo-clerk-csglw', '示例填报员', '2026-11-29 02:57:28.201+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 2);
INSERT INTO enforcement.penalties (record_id, opened_in, closed_in, withdrawn_in, department, file_row, content_hash, party_name, party_kind, unified_social_credit_code, business_registration_number, organisation_code, tax_registration_number, institution_certificate_number, social_organisation_number, legal_representative, decision_number, violation_type, violation_facts, penalty_basis, penalty_categories, penalty_categories_other, penalty_content, fine_amount, confiscation_amount, suspended_or_revoked_licence, decision_date, penalty_valid_to, publicity_ends, authority_name, authority_uscc, source_unit_name, source_unit_uscc, party_id, party_key) VALUES ('4e6a4bf4-742b-1136-07f7-2390a516c7c8', 2, NULL, NULL, 'csglw', 2, '\x97d6fe5db0425eea92a2afbf5bbb54586972345b6eabb95daa1e4f1830091b7e', '示例甲甲园林绿化有限公司', 'ORGANISATION', '91110118YL0000207M', NULL, 'YL0000207', NULL, NULL, NULL, '欧阳例', '京密示例罚〔2025〕1号', '经营标签不符合规定的预包装食品', '2025年检查中发现当事人经营标签不符合规定的预包装食品', '《中华人民共和国食品安全法》第一百二十五条', '{WARNING,FINE,CONFISCATION_OF_GAINS}', NULL, '警告；没收违法所得；罚款42600元', 4.26, 0.05, NULL, '2025-11-09', '2028-11-09', '2028-11-09', '北京市密云区城市管理委员会', '11110118YL9000131G', '北京市密云区城市管理委员会', '11110118YL9000131G', '91110118YL0000207M', '91110118YL0000207M');
INSERT INTO enforcement.penalties (record_id, opened_in, closed_in, withdrawn_in, department, file_row, content_hash, party_name, party_kind, unified_social_credit_code, business_registration_number, organisation_code, tax_registration_number, institution_certificate_number, social_organisation_number, legal_representative, decision_number, violation_type, violation_facts, penalty_basis, penalty_categories, penalty_categories_other, penalty_content, fine_amount, confiscation_amount, suspended_or_revoked_licence, decision_date, penalty_valid_to, publicity_ends, authority_name, authority_uscc, source_unit_name, source_unit_uscc, party_id, party_key) VALUES ('be172726-b5fd-2743-2053-a594dd79f382', 2, NULL, NULL, 'csglw', 3, '\x5479e53b6cf08366470ce6ea1307320dc560c3c691df19554130bd5449164cf7', '示例甲甲物业管理有限公司', 'ORGANISATION', '91110118YL0000039K', NULL, 'YL0000039', NULL, NULL, NULL, '吕示例', '京密示例罚〔2026〕2号', '未按规定分类投放垃圾', '2026年检查中发现当事人未按规定分类投放垃圾', '《北京市生活垃圾管理条例》第六十四条', '{WARNING,FINE}', NULL, '警告；罚款32500元', 3.25, NULL, NULL, '2026-07-15', '2029-07-15', '2029-07-15', '北京市密云区城市管理委员会', '11110118YL9000131G', '北京市密云区城市管理委员会', '11110118YL9000131G', '91110118YL0000039K', '91110118YL0000039K');
INSERT INTO enforcement.penalties (record_id, opened_in, closed_in, withdrawn_in, department, file_row, content_hash, party_name, party_kind, unified_social_credit_code, business_registration_number, organisation_code, tax_registration_number, institution_certificate_number, social_organisation_number, legal_representative, decision_number, violation_type, violation_facts, penalty_basis, penalty_categories, penalty_categories_other, penalty_content, fine_amount, confiscation_amount, suspended_or_revoked_licence, decision_date, penalty_valid_to, publicity_ends, authority_name, authority_uscc, source_unit_name, source_unit_uscc, party_id, party_key) VALUES ('7b7736c1-8048-8f6b-f20a-a4d7db8f4776', 2, NULL, NULL, 'csglw', 4, '\xbac68e998bca09a19c0ea678630712c0c5a82682431f7440f5125a4697117a9c', '密云示例甲甲便利店', 'SOLE_TRADER', '92110118YL0000135R', NULL, NULL, NULL, NULL, NULL, '许范例', '京密示例罚〔2025〕3号', '未按规定分类投放垃圾', '2025年检查中发现当事人未按规定分类投放垃圾', '《北京市生活垃圾管理条例》第六十四条', '{WARNING,LICENCE_SUSPENDED_OR_REVOKED}', NULL, '警告；暂扣或者吊销许可证', NULL, NULL, '食品经营许可证 JY1110118000002', '2025-12-20', '2028-12-20', '2028-12-20', '北京市密云区城市管理委员会', '11110118YL9000131G', '北京市密云区城市管理委员会', '11110118YL9000131G', '92110118YL0000135R', '92110118YL0000135R');
INSERT INTO enforcement.penalties (record_id, opened_in, closed_in, withdrawn_in, department, file_row, content_hash, party_name, party_kind, unified_social_credit_code, business_registration_number, organisation_code, tax_registration_number, institution_certificate_number, social_organisation_number, legal_representative, decision_number, violation_type, violation_facts, penalty_basis, penalty_categories, penalty_categories_other, penalty_content, fine_amount, confiscation_amount, suspended_or_revoked_licence, decision_date, penalty_valid_to, publicity_ends, authority_name, authority_uscc, source_unit_name, source_unit_uscc, party_id, party_key) VALUES ('923a4a39-8936-790b-4caf-41fef54fa59f', 2, NULL, NULL, 'csglw', 5, '\x9bfa26f606ec8b5826eac0261457cf750bb4a1eae19ccdc5d7ee4df136562847', '示例甲甲建筑工程有限公司', 'ORGANISATION', '91110118YL0000047E', NULL, 'YL0000047', NULL, NULL, NULL, '金示例', '京密示例罚〔2026〕4号', '经营标签不符合规定的预包装食品', '2026年检查中发现当事人经营标签不符合规定的预包装食品', '《中华人民共和国食品安全法》第一百二十五条', '{WARNING,FINE}', NULL, '警告；罚款20900元', 2.09, NULL, NULL, '2026-05-29', '2029-05-29', '2029-05-29', '北京市密云区城市管理委员会', '11110118YL9000131G', '北京市密云区城市管理委员会', '11110118YL9000131G', '91110118YL0000047E', '91110118YL0000047E');
INSERT INTO hub.feed (id, shape, version) VALUES ('directory.areas', 'key code;code text indexed;name text indexed;kind text indexed;parent_code text indexed;other_names text', 0);
INSERT INTO hub.feed (id, shape, version) VALUES ('enforcement.licences', 'key authorityUscc decisionNumber certificateNumber partyKey;party_name text indexed;party_kind text indexed;unified_social_credit_code text indexed;business_registration_number text;organisation_code text;tax_registration_number text;institution_certificate_number text;social_organisation_number text;legal_representative text;decision_title text;decision_number text indexed;licence_kind text indexed;licence_kind_other text;certificate_name text;certificate_number text indexed;licence_content text;decision_date date indexed;valid_from date;valid_to date indexed;status text indexed;authority_name text indexed;authority_uscc text indexed;source_unit_name text;source_unit_uscc text;party_id text indexed;party_key text', 0);
INSERT INTO hub.feed (id, shape, version) VALUES ('enforcement.inspection-items', 'key authorityUscc itemCode;item_code text indexed;name text;inspection_class text indexed;subjects text;methods text[];legal_basis text;authority_name text;authority_uscc text indexed;ratio numeric;frequency text', 0);
INSERT INTO hub.feed (id, shape, version) VALUES ('enforcement.inspection-results', 'key authorityUscc taskNumber itemCode unifiedSocialCreditCode;task_number text indexed;party_name text indexed;unified_social_credit_code text indexed;item_code text indexed;authority_name text;authority_uscc text indexed;inspection_date date indexed;outcome text indexed;outcome_note text;penalty_decision_number text indexed;party_id text indexed', 0);
INSERT INTO hub.feed (id, shape, version) VALUES ('directory.departments', 'key code;code text indexed;unified_social_credit_code text indexed;name text indexed;short_name text;english_name text;kind text indexed;parent_code text indexed;enforcing boolean;phone text;address text;email text', 1);
INSERT INTO hub.feed (id, shape, version) VALUES ('enforcement.penalties', 'key authorityUscc decisionNumber partyKey;party_name text indexed;party_kind text indexed;unified_social_credit_code text indexed;business_registration_number text;organisation_code text;tax_registration_number text;institution_certificate_number text;social_organisation_number text;legal_representative text;decision_number text indexed;violation_type text;violation_facts text;penalty_basis text;penalty_categories text[] indexed;penalty_categories_other text;penalty_content text;fine_amount numeric indexed;confiscation_amount numeric;suspended_or_revoked_licence text;decision_date date indexed;penalty_valid_to date;publicity_ends date indexed;authority_name text indexed;authority_uscc text indexed;source_unit_name text;source_unit_uscc text;party_id text indexed;party_key text', 2);
INSERT INTO hub.release (number, feed, kind, submission, department, released_at, released_by, approved_by, added, changed, removed, digest, previous_hash, hash) VALUES (1, 'directory.departments', 'FEED', '074ad198-c31b-4f1f-b754-9c4cf8b3c9c0', 'zwfwj', '2026-11-29 02:57:24.657+00', '示例填报员', '示例审核员', 4, 0, 0, '\x150efc70612b03035967411905faf3c147de6af62682697472df2e560aa6911b', '\x0000000000000000000000000000000000000000000000000000000000000000', '\x9592a6fc69704eb30d7df4c7e81d9d189120b2078acd97f4b5c26971a1ed3c6c');
INSERT INTO hub.release (number, feed, kind, submission, department, released_at, released_by, approved_by, added, changed, removed, digest, previous_hash, hash) VALUES (2, 'enforcement.penalties', 'FEED', '62bbc1f7-8c11-4787-83e9-57c01fa47057', 'csglw', '2026-11-29 02:57:25.044+00', '示例填报员', '示例审核员', 4, 0, 0, '\xca0757d8cb4c386bf0b078ebddc9e242adfbae590d12ec848d46eb574a6a526b', '\x9592a6fc69704eb30d7df4c7e81d9d189120b2078acd97f4b5c26971a1ed3c6c', '\x98b4de7384385bcd643094991dced9ce47f4faf9af6b43e437ae03c4ff141083');
SELECT pg_catalog.setval('disclosure.event_id_seq', 12, true);
SELECT pg_catalog.setval('disclosure.migration_id_seq', 1, true);
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
CREATE INDEX departments_closed_in ON directory.departments USING btree (closed_in) WHERE (closed_in IS NOT NULL);
CREATE INDEX departments_code ON directory.departments USING btree (code, record_id) WHERE (closed_in IS NULL);
CREATE INDEX departments_department ON directory.departments USING btree (department, code, record_id) WHERE (closed_in IS NULL);
CREATE INDEX departments_kind ON directory.departments USING btree (kind, record_id) WHERE (closed_in IS NULL);
CREATE INDEX departments_name ON directory.departments USING btree (name, record_id) WHERE (closed_in IS NULL);
CREATE INDEX departments_parent_code ON directory.departments USING btree (parent_code, record_id) WHERE (closed_in IS NULL);
CREATE INDEX departments_unified_social_credit_code ON directory.departments USING btree (unified_social_credit_code, record_id) WHERE (closed_in IS NULL);
CREATE UNIQUE INDEX departments_version ON directory.departments USING btree (record_id, opened_in);
CREATE INDEX departments_withdrawn_in ON directory.departments USING btree (record_id) WHERE (withdrawn_in IS NOT NULL);
CREATE INDEX event_submission ON disclosure.event USING btree (submission, id);
CREATE INDEX submission_department ON disclosure.submission USING btree (department, id);
CREATE INDEX submission_feed ON disclosure.submission USING btree (feed, id);
CREATE UNIQUE INDEX submission_same_bytes ON disclosure.submission USING btree (feed, department, sha256) WHERE (state = ANY (ARRAY['RECEIVED'::text, 'SUBMITTED'::text, 'APPROVED'::text]));
CREATE INDEX penalties_authority_name ON enforcement.penalties USING btree (authority_name, record_id) WHERE (closed_in IS NULL);
CREATE INDEX penalties_authority_uscc ON enforcement.penalties USING btree (authority_uscc, record_id) WHERE (closed_in IS NULL);
CREATE INDEX penalties_closed_in ON enforcement.penalties USING btree (closed_in) WHERE (closed_in IS NOT NULL);
CREATE INDEX penalties_decision_date ON enforcement.penalties USING btree (decision_date, record_id) WHERE (closed_in IS NULL);
CREATE INDEX penalties_decision_number ON enforcement.penalties USING btree (decision_number, record_id) WHERE (closed_in IS NULL);
CREATE INDEX penalties_department ON enforcement.penalties USING btree (department, decision_date, record_id) WHERE (closed_in IS NULL);
CREATE INDEX penalties_fine_amount ON enforcement.penalties USING btree (fine_amount, record_id) WHERE (closed_in IS NULL);
CREATE INDEX penalties_party_id ON enforcement.penalties USING btree (party_id, record_id) WHERE (closed_in IS NULL);
CREATE INDEX penalties_party_kind ON enforcement.penalties USING btree (party_kind, record_id) WHERE (closed_in IS NULL);
CREATE INDEX penalties_party_name ON enforcement.penalties USING btree (party_name, record_id) WHERE (closed_in IS NULL);
CREATE INDEX penalties_penalty_categories ON enforcement.penalties USING gin (penalty_categories) WHERE (closed_in IS NULL);
CREATE INDEX penalties_publicity_ends ON enforcement.penalties USING btree (publicity_ends, record_id) WHERE (closed_in IS NULL);
CREATE INDEX penalties_unified_social_credit_code ON enforcement.penalties USING btree (unified_social_credit_code, record_id) WHERE (closed_in IS NULL);
CREATE UNIQUE INDEX penalties_version ON enforcement.penalties USING btree (record_id, opened_in);
CREATE INDEX penalties_withdrawn_in ON enforcement.penalties USING btree (record_id) WHERE (withdrawn_in IS NOT NULL);
CREATE INDEX release_feed ON hub.release USING btree (feed, number);
CREATE INDEX release_time ON hub.release USING btree (released_at);
