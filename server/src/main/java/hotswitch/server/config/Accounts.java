package hotswitch.server.config;

import java.util.List;

/** Secrets of {@code devices.csv} and {@code agents.csv}; they never print themselves. */
public record Accounts(List<DeviceAccount> devices, List<AgentAccount> agents) {

    /** {@code site}: where the seat stands. SIP accounts only. */
    public record DeviceAccount(String device, String password, String site) {
        /** The password as shipped, known to everybody. */
        public boolean demonstration() {
            return password.startsWith("demo-");
        }

        @Override
        public String toString() {
            return "DeviceAccount[" + device + "]";
        }
    }

    /** {@code pin}: digits, for the feature codes of a phone. */
    public record AgentAccount(int id, String pin) {
        /** The PIN as shipped: the agent's own number. */
        public boolean demonstration() {
            return pin.equals(Integer.toString(id));
        }

        @Override
        public String toString() {
            return "AgentAccount[" + id + "]";
        }
    }

    public boolean demonstration() {
        return devices.stream().anyMatch(DeviceAccount::demonstration)
                || agents.stream().anyMatch(AgentAccount::demonstration);
    }
}
