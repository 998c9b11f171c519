package hotswitch.sip.event;

import hotswitch.sip.dialog.DialogState;

/**
 * A subscription as a fact: all that is needed to go on with it after a restart.
 *
 * @param id the id parameter of Event, "" without
 * @param expiresNs epoch ns
 */
public record SubscriptionState(
        DialogState dialog, String id, String resource, String watcher, long expiresNs, int version) {}
