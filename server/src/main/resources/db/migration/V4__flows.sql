-- What flows noted about their calls (the last word about each name), and which flows a call entered.
CREATE TABLE call_notes (
    call_id  BIGINT NOT NULL,
    name     VARCHAR(64) NOT NULL,
    value    VARCHAR(256) NOT NULL,
    PRIMARY KEY (call_id, name)
);

CREATE TABLE call_flows (
    seq      BIGINT PRIMARY KEY,
    call_id  BIGINT NOT NULL,
    time_ns  BIGINT NOT NULL,
    flow     VARCHAR(80) NOT NULL,
    content  VARCHAR(16) NOT NULL,
    config   VARCHAR(64) NOT NULL
);
CREATE INDEX call_flows_call ON call_flows (call_id);

-- talk, or message: what a caller said to nobody.
ALTER TABLE recordings ADD COLUMN kind VARCHAR(10) NOT NULL DEFAULT 'talk';
