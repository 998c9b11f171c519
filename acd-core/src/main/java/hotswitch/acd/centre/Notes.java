package hotswitch.acd.centre;

import hotswitch.acd.Fact;
import hotswitch.acd.call.Call;
import hotswitch.acd.flow.FlowRun;

/** What is noted about a call: bounded in number and length, each told as a fact. */
public final class Notes {
    private static final int ATTRIBUTES_MAX = 32;
    /** The attribute that names what the caller got by himself. */
    public static final String SERVED = "served";

    private final Centre centre;

    public Notes(Centre centre) {
        this.centre = centre;
    }

    /** One beyond the bound is not kept. */
    public void note(Call call, String name, String value) {
        if (call.attributes.size() < ATTRIBUTES_MAX || call.attributes.containsKey(name)) {
            String kept = FlowRun.cut(value);
            String former = call.attributes.put(name, kept);
            if (!kept.equals(former)) {
                centre.fact(new Fact.CallNoted(call.id, name, kept));
            }
        }
    }

    /** Once per call and service. */
    public void served(Call call, String service) {
        if (!service.equals(call.attributes.get(SERVED))) {
            note(call, SERVED, service);
            centre.fact(new Fact.SelfServed(call.id, service));
        }
    }
}
