package hotswitch.sim.actor;

import hotswitch.acd.Command.ExtendWrapUp;
import hotswitch.acd.Command.HoldCall;
import hotswitch.acd.Command.MakeCall;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Command.RetrieveCall;
import hotswitch.acd.Command.RetrieveParked;
import hotswitch.acd.Command.SetAgentState;
import hotswitch.acd.Command.TransferCall;
import hotswitch.acd.Fact;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.agent.AgentTarget;
import hotswitch.sim.Dice;
import hotswitch.sim.Fault;
import hotswitch.sim.world.World;
import java.util.List;

/** An agent before the desktop: looks at the own state now and then and does something about it. */
public final class Person {
    private static final double LOOKS_EVERY_MS = 10_000;
    private final World world;
    private final int id;
    private final Dice dice;
    private final Dice prolongs;
    /** Parks, takes out, deflects. */
    private final Dice parks;

    private final List<String> targets;
    private final Transfers transfers;
    private AgentState state = AgentState.LOGGED_OFF;
    private long callId;
    private int asked;

    public Person(World world, int id, List<String> targets) {
        this.world = world;
        this.id = id;
        this.targets = targets;
        this.dice = world.dice("agent " + id);
        this.parks = world.dice("parks " + id);
        this.prolongs = world.dice("prolongs " + id);
        this.transfers = new Transfers(world, world.dice("transfers " + id), targets);
        world.hear(this::hears);
    }

    public void start() {
        world.in(dice.between(0, 5_000), () -> ask(AgentTarget.READY, "", ""));
        looks();
    }

    private void hears(Fact fact) {
        if (fact instanceof Fact.AgentChanged changed && changed.agent() == id) {
            state = changed.state();
            callId = changed.callId();
            if (state == AgentState.ALERTING && parks.chance(world.chaos(Fault.TRANSFERS) / 4)) {
                transfers.deflect(callId, parks, this::tell);
            }
            if (state == AgentState.ALERTING && dice.chance(world.chaos(Fault.LEAVES_ALERTING))) {
                world.in(dice.chance(0.3) ? 0 : dice.between(0, 5_000), () -> away("away"));
            }
        }
    }

    private void looks() {
        world.in(1 + dice.exponential(LOOKS_EVERY_MS), () -> {
            act();
            looks();
        });
    }

    private void act() {
        if (world.isCalm()) {
            if (state != AgentState.READY) {
                ask(AgentTarget.READY, "", "");
            }
            return;
        }
        if (parks.chance(world.chaos(Fault.TRANSFERS) / 2) && state != AgentState.ALERTING) {
            parks();
            return;
        }
        switch (state) {
            case LOGGED_OFF -> logOn();
            case NOT_READY, ACW -> {
                prolong();
                if (dice.chance(0.4)) {
                    ask(AgentTarget.READY, "", "");
                } else if (dice.chance(world.chaos(Fault.BREAKS))) {
                    away("other work");
                } else {
                    dials();
                }
            }
            case READY -> idle();
            case ALERTING -> {}
            case BUSY, HELD -> inCall();
        }
    }

    /** Into a slot what he has, or out of one what somebody else has left there. */
    private void parks() {
        long mine = callId;
        if (state == AgentState.BUSY || state == AgentState.HELD) {
            String to = parks.chance(0.5) ? "park:" : "701";
            tell(request -> world.send(new TransferCall(request, mine, to, "")));
        } else {
            String slot = Integer.toString(701 + parks.between(0, 3));
            tell(request -> world.send(new RetrieveParked(request, id, slot)));
        }
    }

    private void prolong() {
        if (state == AgentState.ACW && prolongs.chance(0.3)) {
            tell(request -> world.send(new ExtendWrapUp(request, id)));
        }
    }

    private void logOn() {
        boolean elsewhere = dice.chance(world.chaos(Fault.ELSEWHERE));
        String seat = dice.pick(targets);
        if (dice.chance(0.5)) {
            ask(dice.chance(0.8) ? AgentTarget.READY : AgentTarget.NOT_READY, "", elsewhere ? seat : "");
        }
    }

    private void idle() {
        if (dice.chance(world.chaos(Fault.BREAKS) / 4)) {
            away("break");
        } else {
            dials();
        }
    }

    private void dials() {
        String to = dice.pick(targets);
        String shown = dice.pick(List.of("", "", "12346", "12347", "110"));
        if (dice.chance(world.chaos(Fault.DIALS) / 3)) {
            tell(request -> world.send(new MakeCall(request, id, to, shown)));
        }
    }

    private void inCall() {
        if (dice.chance(world.chaos(Fault.ASKS_LATER))) {
            AgentTarget target = dice.pick(List.of(AgentTarget.values()));
            ask(target, target == AgentTarget.NOT_READY ? "later" : "", "");
        } else if (dice.chance(world.chaos(Fault.HOLDS))) {
            long held = callId;
            tell(request -> world.send(new HoldCall(request, held)));
            world.in(dice.between(0, 8_000), () -> tell(request -> world.send(new RetrieveCall(request, held))));
        } else if (dice.chance(world.chaos(Fault.TRANSFERS))) {
            transfers.begin(callId, this::tell);
        } else if (dice.chance(world.chaos(Fault.DIALS) / 10)) {
            tell(request -> world.send(new MakeCall(request, id, "01088880000", "")));
        }
    }

    private void away(String reason) {
        ask(dice.chance(0.8) ? AgentTarget.NOT_READY : AgentTarget.LOGGED_OFF, reason, "");
    }

    private void ask(AgentTarget target, String reason, String device) {
        tell(request -> world.send(new SetAgentState(request, id, target, reason, device)));
    }

    private void tell(java.util.function.Consumer<Request> service) {
        boolean twice = dice.chance(world.chaos(Fault.ASKS_TWICE));
        String key = twice ? "key " + ++asked : "";
        String by = "agent:" + id;
        service.accept(world.request(by, key));
        if (twice) {
            world.in(dice.between(0, 3_000), () -> service.accept(world.request(by, key)));
        }
    }
}
