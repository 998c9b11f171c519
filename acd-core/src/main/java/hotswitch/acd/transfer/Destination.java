package hotswitch.acd.transfer;

import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.Device;
import hotswitch.acd.centre.Answer;
import hotswitch.acd.config.CentreConfig.DisplayConfig;
import hotswitch.acd.queue.AcdQueue;

/** Where a call may be sent, or why it may not. */
public sealed interface Destination {

    /** A waiting line. */
    record Line(AcdQueue queue) implements Destination {}

    /** A seat; {@code agent} null: nobody is logged on there. */
    record Seat(Device device, Agent agent) implements Destination {}

    /** A number outside, with the number that may be shown to it. */
    record Outside(String number, DisplayConfig display) implements Destination {}

    /** A park slot that is free. */
    record Slot(String slot) implements Destination {}

    record Flow(String name) implements Destination {}

    record Refused(Answer answer) implements Destination {}
}
