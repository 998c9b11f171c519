/** Subscriptions to what goes on here: the notifier's side of RFC 6665. Which events there are, the user says. */
package hotswitch.sip.event;
