-- An agent was in one state from then to then: what the indicators of time add up.
CREATE TABLE agent_spans (
    seq     BIGINT PRIMARY KEY,
    agent   INTEGER NOT NULL,
    state   VARCHAR(12) NOT NULL,
    from_ns BIGINT NOT NULL,
    to_ns   BIGINT NOT NULL
);
CREATE INDEX agent_spans_to ON agent_spans (to_ns);
