package hotswitch.acd.flow;

/** A name and its value: what is sent with a request, asked of its answer, or was found there. */
public record Named(String name, String value) {}
