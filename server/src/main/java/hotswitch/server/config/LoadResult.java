package hotswitch.server.config;

import java.util.List;

/** A configuration is taken whole or not at all. */
public sealed interface LoadResult {
    List<Fault> warnings();

    record Loaded(ServerConfig config, List<Fault> warnings) implements LoadResult {}

    /** Every fault at once, in the order of files and lines. */
    record Faulty(List<Fault> faults, List<Fault> warnings) implements LoadResult {}
}
