package hotswitch.server.config;

import java.util.List;

/** {@code kpi.yaml}: indicators as data, by version, so that the past can be counted again. */
public record KpiConfig(List<Definition> definitions) {

    /** {@code from}: ISO date from which this version is valid. Numerator and denominator name counters. */
    public record Definition(
            String name, int version, String from, List<String> numerator, List<String> denominator, Target target) {}

    /** In per mille; {@code withinMs} 0: without a time limit; {@code per}: day, month or year. */
    public record Target(int perMille, long withinMs, String per) {}
}
