-- What is asked for only by its call, or by a stretch of time, is kept as the facts themselves, many in one row (Pack.java): of each batch
-- one for a block of calls, one for agents, one for waits. receipts, call_flows, call_intervals, leg_quality, agent_spans and waits get no
-- more rows; those that they have are read beside these.
CREATE TABLE call_facts (
    block BIGINT NOT NULL,
    seq   BIGINT NOT NULL,
    facts BLOB NOT NULL,
    PRIMARY KEY (block, seq)
);

-- from_ns: the first beginning among them; to_ns: the last end.
CREATE TABLE agent_facts (
    to_ns   BIGINT NOT NULL,
    seq     BIGINT NOT NULL,
    from_ns BIGINT NOT NULL,
    facts   BLOB NOT NULL,
    PRIMARY KEY (to_ns, seq)
);

CREATE TABLE wait_facts (
    to_ns   BIGINT NOT NULL,
    seq     BIGINT NOT NULL,
    from_ns BIGINT NOT NULL,
    facts   BLOB NOT NULL,
    PRIMARY KEY (to_ns, seq)
);

-- For which call each agent's phone rings now, as pairs of numbers. NULL: rings has it.
ALTER TABLE projection ADD COLUMN rings BLOB;

-- No query went by them, and they were half of what a call's row cost.
DROP INDEX calls_ani;
DROP INDEX calls_agent;
