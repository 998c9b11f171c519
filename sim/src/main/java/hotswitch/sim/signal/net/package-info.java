/** Time, chance and the network of the signalling world. */
package hotswitch.sim.signal.net;
