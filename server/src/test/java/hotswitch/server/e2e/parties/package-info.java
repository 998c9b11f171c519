/** Calls of more than two: who hears whom, and what the switch says each of them did. */
package hotswitch.server.e2e.parties;
