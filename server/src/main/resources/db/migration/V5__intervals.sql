-- What each party of a call did, from when to when: queue (the caller waits), ring (an agent's phone), talk, hold, wait, consult,
-- conference.
CREATE TABLE call_intervals (
    seq     BIGINT PRIMARY KEY,
    call_id BIGINT NOT NULL,
    role    VARCHAR(10) NOT NULL,
    device  VARCHAR(80) NOT NULL,
    agent   INTEGER NOT NULL,
    kind    VARCHAR(12) NOT NULL,
    from_ns BIGINT NOT NULL,
    to_ns   BIGINT NOT NULL
);
CREATE INDEX call_intervals_call ON call_intervals (call_id);

-- The last word about each work item.
CREATE TABLE items (
    id         BIGINT PRIMARY KEY,
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
CREATE INDEX items_changed ON items (changed_ns);

-- Waits that had been expected, and how long they were.
CREATE TABLE waits (
    seq         BIGINT PRIMARY KEY,
    call_id     BIGINT NOT NULL,
    queue       VARCHAR(80) NOT NULL,
    time_ns     BIGINT NOT NULL,
    expected_ms BIGINT NOT NULL,
    waited_ms   BIGINT NOT NULL
);
CREATE INDEX waits_queue ON waits (queue, time_ns);
