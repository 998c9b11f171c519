package hotswitch.sim;

import java.util.Set;

/** Why a command never meets a call or an agent in some state. */
final class Impossible {
    static final String UNEXPLAINED = "by chance, or a gap in the simulator";
    private static final Set<String> NEW_CALLS = Set.of("CallArrived", "DeviceDialled");
    private static final Set<String> OF_OUTGOING_LEGS =
            Set.of("LegRinging", "LegEarly", "LegRefused", "LegUnmade", "LegDeflected", "LegRouted", "LegAnswered");

    private static final Set<String> OF_OTHER_LEGS = Set.of("Digit", "PlayEnded", "MediaTimedOut", "DeviceConsults");

    private Impossible() {}

    static String why(String of, String command, String state) {
        return switch (of) {
            case "call" -> ofCall(command, state);
            case "agent" -> ofAgent(command, state);
            default -> ofItem(state);
        };
    }

    /** Why a command never comes at all. */
    static String why(String command) {
        return switch (command) {
            case "HuntedCall" -> "only a start after a time without the core says it";
            default -> UNEXPLAINED;
        };
    }

    private static String ofItem(String state) {
        boolean over = state.equals("DONE") || state.equals("WITHDRAWN") || state.equals("EXPIRED");
        return over ? "an item that is over is gone within the turn (ABSENT)" : UNEXPLAINED;
    }

    private static String ofCall(String command, String state) {
        if (state.equals("RELEASED")) {
            return "a call that is released is gone within the turn";
        }
        if (state.equals("ARRIVED")) {
            return "an arriving call enters its flow, or dials, within the turn";
        }
        if (NEW_CALLS.contains(command)) {
            return "it makes the call: ids are never used again";
        }
        boolean waits = state.equals("IN_IVR") || state.equals("QUEUED");
        if (OF_OUTGOING_LEGS.contains(command) && waits) {
            return "there is no leg of ours: what its former ones still say is of a leg that is gone (ABSENT)";
        }
        if (state.equals("ASIDE") && (command.startsWith("Leg") || OF_OTHER_LEGS.contains(command))) {
            return "a call-back that is aside has no leg";
        }
        return UNEXPLAINED;
    }

    private static String ofAgent(String command, String state) {
        boolean ofDevice = command.startsWith("Device") && !command.equals("DeviceConsults");
        boolean ofCall = !command.equals("SetAgentState") && !command.equals("MakeCall") && !ofDevice;
        boolean without =
                state.equals("LOGGED_OFF") || state.equals("NOT_READY") || state.equals("READY") || state.equals("ACW");
        if (ofCall && without) {
            return "an agent in this state has no call";
        }
        if (ofDevice && state.equals("LOGGED_OFF")) {
            return "nobody is logged on at that device";
        }
        return UNEXPLAINED;
    }
}
