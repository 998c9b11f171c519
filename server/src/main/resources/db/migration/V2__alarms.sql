-- The last word about each alarm; raised 0: cleared.
CREATE TABLE alarms (
    code     VARCHAR(200) NOT NULL,
    call_id  BIGINT NOT NULL,
    detail   VARCHAR(400) NOT NULL,
    raised   INTEGER NOT NULL,
    time_ns  BIGINT NOT NULL,
    PRIMARY KEY (code, call_id)
);
