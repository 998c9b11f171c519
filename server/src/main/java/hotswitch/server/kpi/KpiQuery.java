package hotswitch.server.kpi;

import hotswitch.acd.kpi.CallRow;
import hotswitch.acd.kpi.Slices;

/**
 * What is asked: {@code version} 0 means for each day the one that was valid then; {@code queue} "" and {@code agent}
 * -1 mean all.
 */
public record KpiQuery(String definition, int version, Slices slices, String queue, int agent) {
    boolean takes(CallRow row) {
        return (queue.isEmpty() || queue.equals(row.record().parties().queue()))
                && (agent < 0 || agent == row.record().parties().agent());
    }

    KpiQuery of(String otherDefinition, int otherVersion) {
        return new KpiQuery(otherDefinition, otherVersion, slices, queue, agent);
    }

    KpiQuery during(long fromNs, long toNs) {
        Slices part = new Slices(fromNs, toNs, slices.intervalNs(), slices.group());
        return new KpiQuery(definition, version, part, queue, agent);
    }
}
