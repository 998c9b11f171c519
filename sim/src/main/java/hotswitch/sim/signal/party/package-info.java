/** The far sides: carriers with their callers and callees, telephones with their agents. */
package hotswitch.sim.signal.party;
