/** Before each file on the embedded database: the same worker may have run one on PostgreSQL. */
delete process.env["TEST_DATABASE_URL"];
