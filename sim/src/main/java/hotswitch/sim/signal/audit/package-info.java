/** Who looks at the wire alone, and says what must not be. */
package hotswitch.sim.signal.audit;
