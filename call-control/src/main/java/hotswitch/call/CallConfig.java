package hotswitch.call;

import hotswitch.call.toll.TollRules;
import hotswitch.call.watch.WatchConfig;
import hotswitch.sip.header.SipUri;
import hotswitch.sip.session.Connect;
import java.util.List;
import java.util.SortedMap;

/**
 * What call control needs of the configuration.
 *
 * @param domain the SIP domain of the seats, such as {@code hotline.local}
 * @param hosts the server's own addresses: they count as the domain too
 * @param mediaAddress what our SDP says: the advertised address of the media plane
 * @param passwords SIP accounts: device → password
 * @param pins agent id → PIN, for feature codes
 * @param usualAgents seat → the agent who usually sits there
 * @param watch whose busy lamps there are
 * @param toll what seats may dial outside, and when
 * @param queues those whose mailboxes may be watched
 * @param phones how we speak to the seats' telephones
 */
public record CallConfig(
        String domain,
        List<String> hosts,
        String mediaAddress,
        SortedMap<String, String> passwords,
        SortedMap<Integer, String> pins,
        SortedMap<String, Integer> usualAgents,
        WatchConfig watch,
        TollRules toll,
        List<String> queues,
        Phones phones) {

    /**
     * @param terms what our INVITEs offer them
     * @param trusted they belong to our trust domain (RFC 3325): they are told a number that its owner hides
     */
    public record Phones(Connect.Terms terms, boolean trusted) {}

    public boolean isSeat(String device) {
        return passwords.containsKey(device);
    }

    /** The domain or one of our addresses. */
    public boolean isLocal(String host) {
        return host.equalsIgnoreCase(domain) || hosts.contains(host);
    }

    /** A name-addr; {@code name} is put in quotes, "" for none. */
    String address(String name, String user) {
        String escaped = SipUri.escapedUser(user);
        return name.isEmpty()
                ? "<sip:" + escaped + '@' + domain + '>'
                : '"' + name + "\" <sip:" + escaped + '@' + domain + '>';
    }

    String uri(String user) {
        return "sip:" + SipUri.escapedUser(user) + '@' + domain;
    }
}
