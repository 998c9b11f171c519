package hotswitch.sim.actor;

import hotswitch.acd.Command;
import hotswitch.acd.Command.ConferenceCall;
import hotswitch.acd.Command.ConsultCall;
import hotswitch.acd.Command.DeflectCall;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Command.RetrieveCall;
import hotswitch.acd.Command.TransferCall;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.sim.Dice;
import hotswitch.sim.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** What one agent does with a call besides talking: sends it on, asks somebody, brings three together. */
final class Transfers {
    private static final int LATER_MS = 8_000;
    private final World world;
    private final Dice dice;
    private final List<String> destinations;

    /** {@code targets}: seats and numbers. */
    Transfers(World world, Dice dice, List<String> targets) {
        this.world = world;
        this.dice = dice;
        destinations = new ArrayList<>(targets);
        for (int i = 1; i <= world.options.size().queues(); i++) {
            destinations.add("q" + i);
        }
        for (int id = 1; id <= world.options.size().agents(); id++) {
            destinations.add("agent:" + id);
        }
        destinations.addAll(List.of(AcdQueue.LINES, "flow:closed", "queue:nowhere"));
    }

    String somewhere() {
        return dice.pick(destinations);
    }

    void begin(long callId, Consumer<Consumer<Request>> tell) {
        String to = somewhere();
        String shown = dice.pick(List.of("", "", "12347", "110"));
        if (dice.chance(0.4)) {
            say(tell, request -> new TransferCall(request, callId, to, shown));
            return;
        }
        say(tell, request -> new ConsultCall(request, callId, to, shown));
        for (int i = dice.between(0, 3); i > 0; i--) {
            int what = dice.between(0, 2);
            world.in(dice.between(0, LATER_MS), () -> say(tell, request -> later(what, request, callId)));
        }
    }

    /** What rings at him goes elsewhere. */
    void deflect(long callId, Dice own, Consumer<Consumer<Request>> tell) {
        String to = own.pick(destinations);
        world.in(own.between(0, 3_000), () -> say(tell, request -> new DeflectCall(request, callId, to, "")));
    }

    private static Command later(int what, Request request, long callId) {
        return switch (what) {
            case 0 -> new ConferenceCall(request, callId);
            case 1 -> new RetrieveCall(request, callId);
            default -> new TransferCall(request, callId, "", "");
        };
    }

    private void say(Consumer<Consumer<Request>> tell, Function<Request, Command> command) {
        tell.accept(request -> world.send(command.apply(request)));
    }
}
