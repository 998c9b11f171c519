/** Deadlines in order, and the timer values of RFC 3261; pure: time is an argument in nanoseconds. */
package hotswitch.sip.timer;
