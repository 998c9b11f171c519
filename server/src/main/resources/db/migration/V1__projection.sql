-- Everything here is a projection of the journal: delete the database and it is rebuilt.
CREATE TABLE projection (
    name     VARCHAR(40) PRIMARY KEY,
    last_seq BIGINT NOT NULL
);

CREATE TABLE calls (
    id           BIGINT PRIMARY KEY,
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
CREATE INDEX calls_arrived ON calls (arrived_ns);
CREATE INDEX calls_ani ON calls (ani);
CREATE INDEX calls_agent ON calls (agent, arrived_ns);

CREATE TABLE recordings (
    call_id    BIGINT NOT NULL,
    segment    INTEGER NOT NULL,
    agent      INTEGER NOT NULL,
    state      VARCHAR(10) NOT NULL,
    opened_ns  BIGINT NOT NULL,
    file       VARCHAR(200) NOT NULL,
    length_ms  BIGINT NOT NULL,
    sha256     VARCHAR(64) NOT NULL,
    held       INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (call_id, segment)
);
CREATE INDEX recordings_opened ON recordings (opened_ns);

CREATE TABLE receipts (
    seq      BIGINT PRIMARY KEY,
    call_id  BIGINT NOT NULL,
    time_ns  BIGINT NOT NULL,
    receipt  BLOB NOT NULL
);
CREATE INDEX receipts_call ON receipts (call_id);

CREATE TABLE audits (
    seq      BIGINT PRIMARY KEY,
    time_ns  BIGINT NOT NULL,
    by_whom  VARCHAR(80) NOT NULL,
    action   VARCHAR(80) NOT NULL,
    subject  VARCHAR(200) NOT NULL,
    allowed  INTEGER NOT NULL,
    detail   VARCHAR(400) NOT NULL
);
CREATE INDEX audits_time ON audits (time_ns);
