package hotswitch.server.e2e.rig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.opentest4j.AssertionFailedError;

/** What one party was told by the switch; who waits in vain for a message sees what came instead. */
final class Heard {
    private final List<SipText> messages = new ArrayList<>();

    synchronized void add(SipText message) {
        messages.add(message);
    }

    /** Null: not heard. */
    synchronized SipText first(Predicate<SipText> which) {
        return messages.stream().filter(which).findFirst().orElse(null);
    }

    synchronized List<SipText> all() {
        return List.copyOf(messages);
    }

    SipText await(String what, Duration bound, Predicate<SipText> which) {
        try {
            return Await.value(what, bound, () -> first(which));
        } catch (AssertionFailedError missed) {
            List<String> instead = all().stream().map(SipText::inShort).toList();
            throw new AssertionFailedError(missed.getMessage() + ", but heard " + instead, missed);
        }
    }
}
