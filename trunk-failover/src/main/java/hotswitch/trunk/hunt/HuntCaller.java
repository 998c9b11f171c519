package hotswitch.trunk.hunt;

/** Someone who wants a line; {@code arrival} grows and decides who is served first. */
record HuntCaller(long callId, long arrival) {}
