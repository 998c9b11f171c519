-- For which call each agent's phone rings now (0: for none), so that a start in the middle knows it.
CREATE TABLE rings (
    agent   INTEGER PRIMARY KEY,
    call_id BIGINT NOT NULL
);
