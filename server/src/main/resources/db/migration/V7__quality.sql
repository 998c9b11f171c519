-- How the audio of each leg was: packets of the peer received and lost, jitter, of ours lost and the round trip as the peer reported
-- them (-1: it did not).
CREATE TABLE leg_quality (
    seq               BIGINT PRIMARY KEY,
    call_id           BIGINT NOT NULL,
    trunk             VARCHAR(80) NOT NULL,
    device            VARCHAR(80) NOT NULL,
    received          BIGINT NOT NULL,
    lost              BIGINT NOT NULL,
    jitter_us         INTEGER NOT NULL,
    far_lost_permille INTEGER NOT NULL,
    round_trip_us     INTEGER NOT NULL
);
CREATE INDEX leg_quality_call ON leg_quality (call_id);
