package hotswitch.sim.actor;

import hotswitch.acd.Command;
import hotswitch.acd.Command.CallBack;
import hotswitch.acd.Command.CallerSilent;
import hotswitch.acd.Command.ClearCall;
import hotswitch.acd.Command.ConferenceCall;
import hotswitch.acd.Command.ConsultCall;
import hotswitch.acd.Command.DeflectCall;
import hotswitch.acd.Command.Digit;
import hotswitch.acd.Command.FaultDrill;
import hotswitch.acd.Command.HoldCall;
import hotswitch.acd.Command.MediaTimedOut;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Command.RequestAnswered;
import hotswitch.acd.Command.RetrieveCall;
import hotswitch.acd.Command.TransferCall;
import hotswitch.acd.snapshot.StateView.CallRow;
import hotswitch.acd.snapshot.StateView.LegRow;
import hotswitch.sim.Dice;
import hotswitch.sim.Fault;
import hotswitch.sim.world.World;
import java.util.List;

/** Whatever can be said of a call, said of any call, in whatever state it is: most of it comes at the wrong time. */
public final class Misplaced {
    private static final double MEAN_MS = 6_000;
    private static final int SEGMENTS = 3;
    private static final int REQUESTS = 50;
    private final World world;
    private final Dice dice;
    private final Transfers transfers;

    /** {@code targets}: seats and numbers. */
    public Misplaced(World world, List<String> targets) {
        this.world = world;
        this.dice = world.dice("misplaced");
        this.transfers = new Transfers(world, dice, targets);
    }

    public void start() {
        world.in(1 + dice.exponential(MEAN_MS), () -> {
            if (dice.chance(world.chaos(Fault.MISPLACED))) {
                say();
            }
            if (!world.isCalm()) {
                start();
            }
        });
    }

    private void say() {
        List<CallRow> calls = world.view().calls();
        if (!calls.isEmpty() && dice.chance(0.7)) {
            world.send(asked(dice.pick(calls).id()));
        }
        List<LegRow> legs = world.view().legs();
        if (!legs.isEmpty() && dice.chance(0.3)) {
            long leg = dice.pick(legs).id();
            world.send(dice.chance(0.5) ? new MediaTimedOut(leg) : new Digit(leg, '5', 100));
        }
    }

    private Command asked(long call) {
        Request request = world.request("supervisor", "");
        return switch (dice.between(0, 11)) {
            case 0 -> new ClearCall(request, call);
            case 1 -> new HoldCall(request, call);
            case 2 -> new RetrieveCall(request, call);
            case 3 -> new TransferCall(request, call, transfers.somewhere(), "");
            case 4 -> new DeflectCall(request, call, transfers.somewhere(), "");
            case 5 -> new ConsultCall(request, call, transfers.somewhere(), "");
            case 6 -> new ConferenceCall(request, call);
            case 7 -> new CallBack(request, call, "", 0, 0, "asked");
            case 8 -> new CallerSilent(call, dice.between(0, SEGMENTS));
            case 9 -> new RequestAnswered(call, dice.between(0, REQUESTS), 200, List.of());
            default -> new FaultDrill(request, call);
        };
    }
}
