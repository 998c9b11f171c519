-- Of SQLite alone: there INTEGER, and not BIGINT, makes the key the row's own number. With BIGINT each row had a second entry in an
-- index of its own: twice the room on the disk, and a fifth of the time that the rows of a call take.

CREATE TABLE calls_rows (
    id           INTEGER PRIMARY KEY,
    direction    VARCHAR(10) NOT NULL,
    ani          VARCHAR(40) NOT NULL,
    dnis         VARCHAR(40) NOT NULL,
    trunk        VARCHAR(80) NOT NULL,
    queue        VARCHAR(80) NOT NULL,
    agent        INTEGER NOT NULL,
    party        VARCHAR(80) NOT NULL,
    displayed    VARCHAR(40) NOT NULL,
    arrived_ns   BIGINT NOT NULL,
    answered_ns  BIGINT NOT NULL,
    queued_ns    BIGINT NOT NULL,
    connected_ns BIGINT NOT NULL,
    ended_ns     BIGINT NOT NULL,
    wait_ms      BIGINT NOT NULL,
    talk_ms      BIGINT NOT NULL,
    hold_ms      BIGINT NOT NULL,
    disposition  VARCHAR(20) NOT NULL,
    ended_by     VARCHAR(40) NOT NULL,
    cause        VARCHAR(200) NOT NULL,
    offers       INTEGER NOT NULL,
    segments     INTEGER NOT NULL,
    hops         VARCHAR(400) NOT NULL,
    config       VARCHAR(64) NOT NULL
);
INSERT INTO calls_rows SELECT * FROM calls;
DROP TABLE calls;
ALTER TABLE calls_rows RENAME TO calls;
CREATE INDEX calls_arrived ON calls (arrived_ns);
CREATE INDEX calls_ani ON calls (ani);
CREATE INDEX calls_agent ON calls (agent, arrived_ns);

CREATE TABLE receipts_rows (
    seq      INTEGER PRIMARY KEY,
    call_id  BIGINT NOT NULL,
    time_ns  BIGINT NOT NULL,
    receipt  BLOB NOT NULL
);
INSERT INTO receipts_rows SELECT * FROM receipts;
DROP TABLE receipts;
ALTER TABLE receipts_rows RENAME TO receipts;
CREATE INDEX receipts_call ON receipts (call_id);

CREATE TABLE audits_rows (
    seq      INTEGER PRIMARY KEY,
    time_ns  BIGINT NOT NULL,
    by_whom  VARCHAR(80) NOT NULL,
    action   VARCHAR(80) NOT NULL,
    subject  VARCHAR(200) NOT NULL,
    allowed  INTEGER NOT NULL,
    detail   VARCHAR(400) NOT NULL
);
INSERT INTO audits_rows SELECT * FROM audits;
DROP TABLE audits;
ALTER TABLE audits_rows RENAME TO audits;
CREATE INDEX audits_time ON audits (time_ns);

CREATE TABLE agent_spans_rows (
    seq     INTEGER PRIMARY KEY,
    agent   INTEGER NOT NULL,
    state   VARCHAR(12) NOT NULL,
    from_ns BIGINT NOT NULL,
    to_ns   BIGINT NOT NULL
);
INSERT INTO agent_spans_rows SELECT * FROM agent_spans;
DROP TABLE agent_spans;
ALTER TABLE agent_spans_rows RENAME TO agent_spans;
CREATE INDEX agent_spans_to ON agent_spans (to_ns);

CREATE TABLE call_flows_rows (
    seq      INTEGER PRIMARY KEY,
    call_id  BIGINT NOT NULL,
    time_ns  BIGINT NOT NULL,
    flow     VARCHAR(80) NOT NULL,
    content  VARCHAR(16) NOT NULL,
    config   VARCHAR(64) NOT NULL
);
INSERT INTO call_flows_rows SELECT * FROM call_flows;
DROP TABLE call_flows;
ALTER TABLE call_flows_rows RENAME TO call_flows;
CREATE INDEX call_flows_call ON call_flows (call_id);

CREATE TABLE call_intervals_rows (
    seq     INTEGER PRIMARY KEY,
    call_id BIGINT NOT NULL,
    role    VARCHAR(10) NOT NULL,
    device  VARCHAR(80) NOT NULL,
    agent   INTEGER NOT NULL,
    kind    VARCHAR(12) NOT NULL,
    from_ns BIGINT NOT NULL,
    to_ns   BIGINT NOT NULL
);
INSERT INTO call_intervals_rows SELECT * FROM call_intervals;
DROP TABLE call_intervals;
ALTER TABLE call_intervals_rows RENAME TO call_intervals;
CREATE INDEX call_intervals_call ON call_intervals (call_id);

CREATE TABLE items_rows (
    id         INTEGER PRIMARY KEY,
    state      VARCHAR(10) NOT NULL,
    channel    VARCHAR(80) NOT NULL,
    queue      VARCHAR(80) NOT NULL,
    agent      INTEGER NOT NULL,
    subject    VARCHAR(200) NOT NULL,
    customer   VARCHAR(200) NOT NULL,
    cause      VARCHAR(200) NOT NULL,
    arrived_ns BIGINT NOT NULL,
    changed_ns BIGINT NOT NULL
);
INSERT INTO items_rows SELECT * FROM items;
DROP TABLE items;
ALTER TABLE items_rows RENAME TO items;
CREATE INDEX items_changed ON items (changed_ns);

CREATE TABLE waits_rows (
    seq         INTEGER PRIMARY KEY,
    call_id     BIGINT NOT NULL,
    queue       VARCHAR(80) NOT NULL,
    time_ns     BIGINT NOT NULL,
    expected_ms BIGINT NOT NULL,
    waited_ms   BIGINT NOT NULL
);
INSERT INTO waits_rows SELECT * FROM waits;
DROP TABLE waits;
ALTER TABLE waits_rows RENAME TO waits;
CREATE INDEX waits_queue ON waits (queue, time_ns);

CREATE TABLE leg_quality_rows (
    seq               INTEGER PRIMARY KEY,
    call_id           BIGINT NOT NULL,
    trunk             VARCHAR(80) NOT NULL,
    device            VARCHAR(80) NOT NULL,
    received          BIGINT NOT NULL,
    lost              BIGINT NOT NULL,
    jitter_us         INTEGER NOT NULL,
    far_lost_permille INTEGER NOT NULL,
    round_trip_us     INTEGER NOT NULL
);
INSERT INTO leg_quality_rows SELECT * FROM leg_quality;
DROP TABLE leg_quality;
ALTER TABLE leg_quality_rows RENAME TO leg_quality;
CREATE INDEX leg_quality_call ON leg_quality (call_id);
