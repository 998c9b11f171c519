/** Trunks: what the operator configured, whose requests are whose, and the state of each. Pure. */
package hotswitch.trunk;
