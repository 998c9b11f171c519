/**
 * The signalling world of the simulator: user agents around a switch over a bad wire, in stepped time, on one agenda.
 */
package hotswitch.sim.signal;
