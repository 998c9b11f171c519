/** The switch of the signalling world: real call control and core, simulated media and journal. */
package hotswitch.sim.signal.node;
