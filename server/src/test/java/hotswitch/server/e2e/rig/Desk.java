package hotswitch.server.e2e.rig;

import java.time.Duration;

/** An agent at his desk: phone registered, logged on, ready. */
public record Desk(SwitchProcess hotline, int agent, Phone phone) implements AutoCloseable {
    /** Agent 1001 sits at 8001, and so on. */
    public static Desk open(SwitchProcess hotline, int agent) {
        Phone phone = Phone.seat(hotline.sip(), seat(agent));
        int status = phone.register(3_600).status();
        if (status != 200) {
            throw new AssertionError("REGISTER of " + seat(agent) + ": " + status);
        }
        Desk desk = new Desk(hotline, agent, phone);
        desk.ready();
        return desk;
    }

    public static String seat(int agent) {
        return Integer.toString(agent + 7_000);
    }

    public void ready() {
        set("ready");
    }

    /** {@code ready}, {@code notReady} or {@code loggedOff}. */
    public void set(String state) {
        hotline.api("supervisor").put("/agents/" + agent + "/state", "{\"state\":\"" + state + "\"}");
    }

    public String state() {
        return hotline.api("supervisor").agentState(agent);
    }

    public void await(String state) {
        Await.until("agent " + agent + " is " + state, Duration.ofSeconds(30), () -> state().equals(state));
    }

    /** Logs off and puts the phone away. */
    public void leave() {
        set("loggedOff");
        phone.register(0);
        close();
    }

    @Override
    public void close() {
        phone.close();
    }
}
